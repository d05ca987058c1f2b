/**
 * Makes a data set of so many passages: paragraphs with known questions, mixed among the articles of one or more
 * folders. Run by `main.ts` in a process of its own.
 *
 *   node --import tsx tests/bench/peers/prepare.ts --out DIR --passages N --eval DIR FOLDER…
 */
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createRandom } from '../../../embeddings/training/random.js';
import type { Article } from '../../../src/domain/article.js';
import type { Embedder } from '../../../src/domain/ports.js';
import type { SquadQuestion } from '../../../src/evaluation/squad.js';
import { type DatasetInfo, FILES } from './dataset.js';
import type { BenchQuestion } from './engine.js';
import { openBuiltinModel } from './engines/yinju.js';
import { type IndexedPassage, openPipeline, type Pipeline } from './engines/yinju-pipeline.js';

const QUESTIONS = 500;
/** Paragraphs that are asked about: the same ones whatever the size. */
const ASKED = 250;
/** Paragraphs with known questions make up that much of the passages at most. */
const KNOWN_SHARE = 0.25;
const SEED = 5;
/** Passages that are embedded at once. */
const BATCH = 1024;

/** A paragraph with its questions. */
interface Known {
  readonly article: Article;
  readonly questions: readonly SquadQuestion[];
  readonly traditional: boolean;
}

/** Writes passages, their vectors, and the questions about them. */
class DatasetWriter {
  readonly #out: string;
  readonly #pipeline: Pipeline;
  readonly #embedder: Embedder;
  readonly #passages: WriteStream;
  readonly #vectors: WriteStream;
  readonly #questions: Omit<BenchQuestion, 'vector'>[] = [];
  #waiting: string[] = [];
  #embedSeconds = 0;
  #textBytes = 0;
  passageCount = 0;

  constructor(out: string, pipeline: Pipeline, embedder: Embedder) {
    this.#out = out;
    this.#pipeline = pipeline;
    this.#embedder = embedder;
    this.#passages = createWriteStream(path.join(out, FILES.passages));
    this.#vectors = createWriteStream(path.join(out, FILES.vectors));
  }

  /** Writes at most so many passages of an article, and gives them. */
  async write(article: Article, limit = Infinity): Promise<IndexedPassage[]> {
    const written: IndexedPassage[] = [];
    for (const passage of this.#pipeline.index(article)) {
      if (written.length >= limit) break;
      const { title, headings, body, text, embedded } = passage;
      const line = [title, headings, body].map((terms) => terms.join(' ')).join('\t');
      await append(this.#passages, `${line}\n`);
      this.#textBytes += Buffer.byteLength(text);
      this.passageCount += 1;
      written.push(passage);
      if (this.#waiting.push(embedded) >= BATCH) await this.#embed();
    }
    return written;
  }

  /** Writes a paragraph and, where that is wished, its questions. */
  async writeKnown({ article, questions, traditional }: Known, isAsked: boolean): Promise<number> {
    const first = this.passageCount;
    const passages = await this.write(article);
    for (const { question, answers } of isAsked ? questions : []) {
      const right = passages.flatMap(({ text }, i) =>
        answers.some((answer) => text.includes(answer)) ? [first + i] : [],
      );
      const text = traditional ? this.#pipeline.toSimplified(question) : question;
      if (right.length > 0) this.#questions.push({ text, terms: this.#pipeline.questionTerms(text), right });
    }
    return passages.length;
  }

  /** Writes what is left, and what the data set is. */
  async finish(counts: Pick<DatasetInfo, 'syntheticCount' | 'sourceBytes'>): Promise<void> {
    await this.#embed();
    const questions = shuffled(this.#questions).slice(0, QUESTIONS);
    const vectors = await Promise.all(questions.map(({ text }) => this.#embedder.embedQuery(text)));
    await writeFile(path.join(this.#out, FILES.questionVectors), Buffer.concat(vectors.map(bytesOf)));
    for (const stream of [this.#passages, this.#vectors]) {
      stream.end();
      await once(stream, 'finish');
    }
    const info: DatasetInfo = {
      ...counts,
      passageCount: this.passageCount,
      textBytes: this.#textBytes,
      dimensions: this.#embedder.dimensions,
      phases: { ...this.#pipeline.seconds, embed: this.#embedSeconds },
      questions,
    };
    await writeFile(path.join(this.#out, FILES.info), JSON.stringify(info));
  }

  async #embed(): Promise<void> {
    const begun = performance.now();
    const vectors = await this.#embedder.embedPassages(this.#waiting);
    this.#embedSeconds += (performance.now() - begun) / 1000;
    this.#waiting = [];
    await append(this.#vectors, Buffer.concat(vectors.map(bytesOf)));
  }
}

async function append(stream: WriteStream, data: string | Buffer): Promise<void> {
  if (!stream.write(data)) await once(stream, 'drain');
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function shuffled<T>(items: readonly T[]): T[] {
  const order = Uint32Array.from(items.keys());
  createRandom(SEED).shuffle(order);
  return Array.from(order, (i) => items[i]).filter((item) => item !== undefined);
}

async function readKnown(pipeline: Pipeline, folder: string): Promise<Known[]> {
  const known: Known[] = [];
  for (const [file, traditional] of [
    ['drcd_dev.json', true],
    ['cmrc_dev.json', false],
  ] as const) {
    const { articles, questions } = await pipeline.readSquadFile(path.join(folder, file));
    const byArticle = new Map<string, SquadQuestion[]>(articles.map(({ id }) => [id, []]));
    for (const question of questions) byArticle.get(question.articleId)?.push(question);
    for (const article of articles) {
      known.push({ article, questions: byArticle.get(article.id) ?? [], traditional });
    }
  }
  return shuffled(known);
}

/** What is to be prepared. */
interface PrepareOptions {
  readonly out: string;
  readonly wanted: number;
  readonly evalFolder: string;
  readonly folders: readonly string[];
  /** One of the folders, or `null`. */
  readonly synthetic: string | null;
}

async function prepare(
  { out, wanted, evalFolder, folders, synthetic }: PrepareOptions,
  embedder: Embedder,
): Promise<void> {
  await mkdir(out, { recursive: true });
  const pipeline = await openPipeline();
  const writer = new DatasetWriter(out, pipeline, embedder);
  const known = await readKnown(pipeline, evalFolder);
  const counts = { syntheticCount: 0, sourceBytes: 0 };
  let [place, knownPassages] = [0, 0];
  const addKnown = async (until: number): Promise<void> => {
    for (let next = known[place]; next !== undefined && knownPassages < until; next = known[place]) {
      knownPassages += await writer.writeKnown(next, place < ASKED);
      counts.sourceBytes += Buffer.byteLength(next.article.text);
      place += 1;
    }
  };
  for (const { folder, file } of await pipeline.listFiles(folders)) {
    if (writer.passageCount >= wanted) break;
    // Mixed in all through, until there are no more.
    await addKnown(Math.max(1, KNOWN_SHARE * writer.passageCount));
    const article = await pipeline.read(file);
    if (article === null) continue;
    const written = await writer.write(article, wanted - writer.passageCount);
    counts.sourceBytes += file.bytes;
    if (folder === synthetic) counts.syntheticCount += written.length;
  }
  if (place < Math.min(ASKED, known.length)) throw new Error(`${wanted} passages are too few.`);
  await writer.finish(counts);
}

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: '' },
    passages: { type: 'string', default: '20000' },
    eval: { type: 'string', default: '../shared/eval' },
    /** The last folder is synthetic. */
    synthetic: { type: 'boolean', default: false },
  },
});
const embedder = await openBuiltinModel(2);
try {
  const { out, passages, eval: evalFolder } = options;
  const synthetic = options.synthetic ? (folders.at(-1) ?? null) : null;
  await prepare({ out, wanted: Number(passages), evalFolder, folders, synthetic }, embedder);
} finally {
  await embedder.close();
}
