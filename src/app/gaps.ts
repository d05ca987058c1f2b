import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Answer } from '../domain/answer.js';
import { describeError } from '../domain/errors.js';
import { silentLogger, type Logger } from '../domain/logger.js';
import { foldString } from '../text/fold.js';

/** Questions that found nothing and are the same but for case, width, script, blanks and punctuation. */
export interface Gap {
  /** As it was asked last. */
  readonly question: string;
  /** How often it was asked, 1 or more. */
  readonly count: number;
  /** When it was asked last: ISO 8601, UTC. */
  readonly lastAt: string;
}

/** What a file of gaps may be told. */
export interface GapFileOptions {
  /** Told of what cannot be written, never of a question. Default: silent. */
  readonly logger?: Logger;
  /** Questions that are kept, the newest. Default 5,000; the file grows by half before it is cut back. */
  readonly capacity?: number;
  /** Default: now. */
  readonly now?: () => Date;
}

/** Name of the file in the data folder. */
const FILE_NAME = 'gaps.jsonl';
const FORMAT_VERSION = 1;
/** What a command takes; a message may be longer. */
const QUESTION_MAX = 1000;
/** Questions that wait to be written while the disk does not answer; further ones are dropped. */
const PENDING_MAX = 1000;
/** Readable for the operator alone. */
const MODE = 0o600;

// The version stands on every line: lines can be appended by several processes, and the file be deleted, at any time.
const lineSchema = z.object({
  version: z.literal(FORMAT_VERSION),
  at: z.string(),
  group: z.string(),
  question: z.string(),
});

/**
 * Questions to which the articles had no answer, on disk as lines of JSON: which server, when, and what, but not who
 * asked. Of several processes that write to it, one that cuts it back may lose a line of another's. A line that another program cut short, or another version wrote, is passed over and kept.
 */
export class GapFile {
  readonly #file: string;
  readonly #logger: Logger;
  readonly #capacity: number;
  readonly #now: () => Date;
  #writing: Promise<void> = Promise.resolve();
  #pending = 0;
  /** `null` until the file has been looked at. */
  #lines: number | null = null;

  /**
   * @param dataDir - made when something is first written
   */
  constructor(dataDir: string, { logger = silentLogger, capacity = 5000, now }: GapFileOptions = {}) {
    this.#file = path.join(dataDir, FILE_NAME);
    this.#logger = logger;
    this.#capacity = capacity;
    this.#now = now ?? (() => new Date());
  }

  /**
   * Notes the question of an answer that there is none; does nothing with any other. Returns at once; what cannot be
   * written is logged.
   * @param answer - as it was given
   * @param group - whose question it was: a server's id
   */
  record(answer: Answer, group: string): void {
    const question = gapOf(answer);
    if (question === null || this.#pending >= PENDING_MAX) return;
    this.#pending++;
    const line = JSON.stringify({ version: FORMAT_VERSION, at: this.#now().toISOString(), group, question });
    this.#writing = this.#writing
      .then(() => this.#append(line))
      .catch((error: unknown) => {
        this.#logger.warn({ problem: describeError(error) }, 'an unanswered question could not be recorded');
      })
      .finally(() => this.#pending--);
  }

  /**
   * The gaps of one group, the most frequent first, equals the newest first.
   * @param group - as it was recorded
   * @throws where the file cannot be read
   */
  async list(group: string): Promise<Gap[]> {
    await this.flush();
    const gaps = new Map<string, Gap>();
    for (const line of await this.#readLines()) {
      const entry = parse(line);
      if (entry?.group !== group) continue;
      const key = likeness(entry.question);
      const count = (gaps.get(key)?.count ?? 0) + 1;
      gaps.set(key, { question: entry.question, count, lastAt: entry.at });
    }
    return [...gaps.values()].sort((a, b) => b.count - a.count || compare(b.lastAt, a.lastAt));
  }

  /** Resolves when everything recorded so far is on disk, or has been given up. */
  flush(): Promise<void> {
    return this.#writing;
  }

  async #append(line: string): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true });
    // The first line goes below whatever a process that was killed may have left unfinished.
    const start = this.#lines === null ? '\n' : '';
    this.#lines ??= (await this.#readLines()).length;
    await appendFile(this.#file, `${start}${line}\n`, { mode: MODE });
    this.#lines++;
    if (this.#lines > this.#capacity * 1.5) await this.#cutBack();
  }

  async #cutBack(): Promise<void> {
    const kept = (await this.#readLines()).slice(-this.#capacity);
    await writeFileAtomic(this.#file, kept.map((line) => `${line}\n`).join(''), { mode: MODE });
    this.#lines = kept.length;
  }

  async #readLines(): Promise<string[]> {
    try {
      const text = await readFile(this.#file, 'utf8');
      return text.split('\n').filter((line) => line.trim() !== '');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }
}

/** The question that articles could not answer; completed where it leant on the one before. */
function gapOf(answer: Answer): string | null {
  if (answer.status === 'answered') return null;
  if (answer.reason !== 'nothing-relevant' && answer.reason !== 'not-confident') return null;
  return answer.completedQuestion.trim().slice(0, QUESTION_MAX).toWellFormed();
}

function parse(line: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** What equal questions have in common. One of punctuation alone is like itself. */
function likeness(question: string): string {
  const folded = foldString(question);
  return folded.replace(/[\s\p{P}]+/gu, '') || folded;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
