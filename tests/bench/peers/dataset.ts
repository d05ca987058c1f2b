/** The passages of one run on disk: what `prepare.ts` writes and every engine reads. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';

import type { BenchPassage, BenchQuestion, BenchSource, PassageTerms } from './engine.js';

/** Seconds that our own side spent on making passages and terms of files. */
export interface OwnPhases {
  readonly parse: number;
  readonly chunk: number;
  readonly analyse: number;
  readonly embed: number;
}

/** What a data set is. */
export interface DatasetInfo {
  readonly passageCount: number;
  /** Those of them that were drawn from the corpus's statistics. */
  readonly syntheticCount: number;
  readonly dimensions: number;
  /** UTF-8 bytes of the passages' texts. */
  readonly textBytes: number;
  /** UTF-8 bytes of the files and paragraphs that were read. */
  readonly sourceBytes: number;
  readonly phases: OwnPhases;
  readonly questions: readonly Omit<BenchQuestion, 'vector'>[];
}

/** The files of a data set. */
export const FILES = {
  info: 'dataset.json',
  /** A passage a line, its three fields separated by tabs. */
  passages: 'passages.txt',
  /** Little-endian single precision. */
  vectors: 'vectors.f32',
  questionVectors: 'question-vectors.f32',
} as const;

const BLOCK = 4 * 1024 * 1024;
/** Passages whose terms are in memory at once. */
const AT_ONCE = 64;

/** A data set as an engine sees it. */
export class Dataset implements BenchSource {
  readonly info: DatasetInfo;
  /** Seconds that reading has taken, to be taken off what an engine took; and those of the processor. */
  readingSeconds = 0;
  readingProcessorSeconds = 0;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    this.info = JSON.parse(readFileSync(path.join(directory, FILES.info), 'utf8')) as DatasetInfo;
  }

  get passageCount(): number {
    return this.info.passageCount;
  }

  get dimensions(): number {
    return this.info.dimensions;
  }

  *passages(): Generator<BenchPassage> {
    for (const lines of this.#blocks()) {
      for (const line of lines) {
        const [title = '', headings = '', body = ''] = line.split('\t');
        yield { title, headings, body };
      }
    }
  }

  *terms(): Generator<PassageTerms> {
    for (const lines of this.#blocks()) {
      for (let i = 0; i < lines.length; i += AT_ONCE) {
        yield* this.#timed(() => lines.slice(i, i + AT_ONCE).map(termsIn));
      }
    }
  }

  vectors(): Float32Array {
    return this.#timed(() => this.#floats(FILES.vectors));
  }

  questions(): BenchQuestion[] {
    const vectors = this.#floats(FILES.questionVectors);
    const { dimensions } = this;
    return this.info.questions.map((question, row) => ({
      ...question,
      vector: vectors.slice(row * dimensions, (row + 1) * dimensions),
    }));
  }

  *#blocks(): Generator<string[]> {
    const file = openSync(path.join(this.#directory, FILES.passages), 'r');
    const block = Buffer.alloc(BLOCK);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    try {
      for (;;) {
        const lines = this.#timed(() => {
          const length = readSync(file, block);
          return length === 0 ? null : (rest + decoder.write(block.subarray(0, length))).split('\n');
        });
        if (lines === null) return;
        rest = lines.pop() ?? '';
        yield lines;
      }
    } finally {
      closeSync(file);
    }
  }

  #floats(file: string): Float32Array {
    const bytes = readFileSync(path.join(this.#directory, file));
    return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / Float32Array.BYTES_PER_ELEMENT);
  }

  #timed<T>(read: () => T): T {
    const begun = performance.now();
    const before = process.cpuUsage();
    const result = read();
    const { user, system } = process.cpuUsage(before);
    this.readingSeconds += (performance.now() - begun) / 1000;
    this.readingProcessorSeconds += (user + system) / 1e6;
    return result;
  }
}

function termsIn(line: string): PassageTerms {
  const [title, headings, body] = line.split('\t').map((field) => (field === '' ? [] : field.split(' ')));
  return { title: title ?? [], headings: headings ?? [], body: body ?? [] };
}
