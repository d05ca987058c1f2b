import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { ArticleId } from '../../domain/article.js';
import { describeError } from '../../domain/errors.js';
import type { ArticleFilter } from '../../domain/filter.js';
import { silentLogger, type Logger } from '../../domain/logger.js';

/** An answer that was given, as far as something may follow from it. Ids are Discord's. */
export interface GivenAnswer {
  /** The message or interaction that asked. */
  readonly questionId: string;
  /** The message that answers. */
  readonly replyId: string;
  readonly channelId: string;
  /** `null` in a direct message. */
  readonly guildId: string | null;
  readonly userId: string;
  /** Whether the asker alone sees the answer. */
  readonly hidden: boolean;
  /** The thread of the bot's that it stands in, if it does. */
  readonly threadId: string | null;
  /** As it was understood: completed where it leant on the one before. */
  readonly question: string;
  /** What it was restricted to; `null` where to nothing. */
  readonly filter: ArticleFilter | null;
  /** Articles that were quoted. */
  readonly shown: readonly ArticleId[];
}

/** What a ledger may be told. */
export interface AnswerLedgerOptions {
  /** Days that answers are remembered, 1 or more. Default 30. */
  readonly days?: number;
  /** Told of what cannot be written or read, never of a question. Default: silent. */
  readonly logger?: Logger;
  /** Milliseconds since 1970. Default: now. */
  readonly now?: () => number;
}

const FORMAT_VERSION = 1;
const DAYS = 30;
/** What a command takes; a message may be longer. */
const QUESTION_MAX = 1000;
/** Readable for the operator alone. */
const MODE = 0o600;
const DAY_MS = 86_400_000;
/** Milliseconds between 1970 and 2015, from which Discord's ids count. Source: “Snowflakes” in Discord's reference. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
/** Marks the file of a thread: its id may be that of the question it was opened for. */
const THREAD = '-thread';
const ID = /^\d{1,20}$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

const id = z.string().regex(ID);
const filterSchema = z.object({
  since: z.string().exactOptional(),
  until: z.string().exactOptional(),
  publisher: z.string().exactOptional(),
});
const recordSchema = z.object({
  version: z.literal(FORMAT_VERSION),
  questionId: id,
  replyId: id,
  channelId: id,
  guildId: id.nullable(),
  userId: id,
  hidden: z.boolean(),
  threadId: id.nullable(),
  question: z.string(),
  filter: filterSchema.nullable(),
  shown: z.array(z.string()),
});

/**
 * The answers given of late, on disk: a question that is delivered again is known, a reply to an answer finds its
 * context, and both outlive the process. A file for each question and for each answer, in a folder for each day, which
 * an id tells by itself: any number of processes share it, nothing is loaded, and what is deleted is gone.
 */
export class AnswerLedger {
  readonly #folder: string;
  readonly #days: number;
  readonly #logger: Logger;
  readonly #now: () => number;
  /** The day on which old ones were last deleted. */
  #swept = '';

  /**
   * @param folder - made when something is first written
   * @param options - how long answers are remembered
   */
  constructor(
    folder: string,
    { days = DAYS, logger = silentLogger, now = Date.now }: AnswerLedgerOptions = {},
  ) {
    this.#folder = folder;
    this.#days = days;
    this.#logger = logger;
    this.#now = now;
  }

  /** Remembers an answer. What cannot be written is logged: the answer was given all the same. */
  async add(given: GivenAnswer): Promise<void> {
    const question = given.question.slice(0, QUESTION_MAX).toWellFormed();
    const text = `${JSON.stringify({ version: FORMAT_VERSION, ...given, question })}\n`;
    try {
      await this.#sweep();
      for (const file of this.#filesOf(given)) {
        await mkdir(path.dirname(file), { recursive: true });
        // Whole or not at all; after a power failure a forgotten answer does no harm.
        await writeFileAtomic(file, text, { mode: MODE, fsync: false });
      }
    } catch (error) {
      this.#logger.warn({ problem: describeError(error) }, 'an answer could not be remembered');
    }
  }

  /**
   * The answer to a question, or the one that a message is.
   * @param id - of the question's message or interaction, or of the answer's message
   * @returns `null` where none is remembered
   */
  find(id: string): Promise<GivenAnswer | null> {
    return ID.test(id) ? this.#read(this.#file(id)) : Promise.resolve(null);
  }

  /**
   * The last answer in a thread of the bot's.
   * @param threadId - of the thread
   * @returns `null` where none is remembered
   */
  findLast(threadId: string): Promise<GivenAnswer | null> {
    return ID.test(threadId) ? this.#read(this.#file(threadId, THREAD)) : Promise.resolve(null);
  }

  /** Forgets an answer and its question. */
  async remove(given: GivenAnswer): Promise<void> {
    for (const file of this.#filesOf(given)) await rm(file, { force: true });
  }

  async #read(file: string): Promise<GivenAnswer | null> {
    try {
      return recordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        this.#logger.warn({ file, problem: describeError(error) }, 'an answer could not be recalled');
      }
      return null;
    }
  }

  #filesOf({ questionId, replyId, threadId }: GivenAnswer): string[] {
    const files = [this.#file(questionId), this.#file(replyId)];
    return threadId === null ? files : [...files, this.#file(threadId, THREAD)];
  }

  #file(id: string, kind = ''): string {
    const ms = Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
    return path.join(this.#folder, dayOf(ms), `${id}${kind}.json`);
  }

  /** Deletes the days that are long past, once a day. */
  async #sweep(): Promise<void> {
    const now = this.#now();
    if (this.#swept === dayOf(now)) return;
    this.#swept = dayOf(now);
    const firstKept = dayOf(now - (this.#days - 1) * DAY_MS);
    const names = await readdir(this.#folder).catch(() => []);
    const outdated = names.filter((name) => DAY.test(name) && name < firstKept);
    await Promise.all(outdated.map((name) => rm(path.join(this.#folder, name), { recursive: true })));
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
