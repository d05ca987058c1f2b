import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { describeError } from '../../domain/errors.js';
import { silentLogger, type Logger } from '../../domain/logger.js';

/** What a journal may be told. */
export interface JournalOptions<T> {
  /** What an entry is: a line that is not is passed over when it is read. */
  readonly schema: z.ZodType<T>;
  /** Days that are kept, today's included; 1 or more. */
  readonly days: number;
  /** Entries that one process writes in a day; further ones are dropped, with one warning. Default 20,000. */
  readonly entriesPerDay?: number;
  /** Told of what cannot be written, never of an entry. Default: silent. */
  readonly logger?: Logger;
  /** Default: now. */
  readonly now?: () => Date;
}

/** An entry with the moment it was made, ISO 8601 in UTC. */
export interface JournalLine<T> {
  readonly at: string;
  readonly entry: T;
}

const FORMAT_VERSION = 1;
/** Entries that wait to be written while the disk does not answer; further ones are dropped. */
const PENDING_MAX = 1000;
const ENTRIES_PER_DAY = 20_000;
/** Readable for the operator alone. */
const MODE = 0o600;
const DAY_LENGTH = 'YYYY-MM-DD'.length;
const FILE_NAME = /^(\d{4}-\d{2}-\d{2})\.jsonl$/u;

const lineSchema = z.object({ version: z.literal(FORMAT_VERSION), at: z.string(), entry: z.unknown() });

/**
 * Entries in the order in which they were made, on disk as lines of JSON in one file a day. Files are only ever appended
 * to and, when their day is long past, deleted as a whole: any number of processes may write, and none loses what
 * another wrote. A line that another program cut short, or another version wrote, is passed over and kept.
 */
export class Journal<T> {
  readonly #folder: string;
  readonly #options: JournalOptions<T>;
  readonly #logger: Logger;
  readonly #now: () => Date;
  #writing: Promise<void> = Promise.resolve();
  #pending = 0;
  /** The day that is written to, and how many entries of this process. */
  #day = '';
  #entries = 0;

  /**
   * @param folder - made when something is first written
   * @param options - what entries are and how long they are kept
   */
  constructor(folder: string, options: JournalOptions<T>) {
    this.#folder = folder;
    this.#options = options;
    this.#logger = options.logger ?? silentLogger;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Adds an entry. Returns at once; what cannot be written is logged.
   * @param entry - what the schema takes
   */
  append(entry: T): void {
    if (this.#pending >= PENDING_MAX) return;
    this.#pending++;
    const at = this.#now().toISOString();
    const line = JSON.stringify({ version: FORMAT_VERSION, at, entry });
    this.#writing = this.#writing
      .then(() => this.#write(at.slice(0, DAY_LENGTH), line))
      .catch((error: unknown) => {
        const fields = { folder: this.#folder, problem: describeError(error) };
        this.#logger.warn(fields, 'a record could not be written');
      })
      .finally(() => this.#pending--);
  }

  /**
   * What was appended and is still kept, the oldest first.
   * @param since - leaves out whole days before this moment. Default: none
   * @throws where a file cannot be read
   */
  async read(since: Date = new Date(0)): Promise<JournalLine<T>[]> {
    await this.flush();
    const first = since.toISOString().slice(0, DAY_LENGTH);
    const days = (await this.#days()).filter((day) => day >= first);
    const files = await Promise.all(days.map((day) => readFile(this.#file(day), 'utf8')));
    return files.flatMap((text) => text.split('\n').flatMap((line) => this.#parse(line)));
  }

  /** Resolves when everything appended so far is on disk, or has been given up. */
  flush(): Promise<void> {
    return this.#writing;
  }

  async #write(day: string, line: string): Promise<void> {
    const begins = day !== this.#day;
    if (begins) await this.#begin(day);
    if (++this.#entries > (this.#options.entriesPerDay ?? ENTRIES_PER_DAY)) {
      this.#dropped();
      return;
    }
    await mkdir(this.#folder, { recursive: true });
    // The first line goes below whatever a process that was killed may have left unfinished.
    await appendFile(this.#file(day), `${begins ? '\n' : ''}${line}\n`, { mode: MODE });
  }

  async #begin(day: string): Promise<void> {
    this.#day = day;
    this.#entries = 0;
    const firstKept = new Date(Date.parse(day) - (this.#options.days - 1) * 86_400_000);
    const outdated = (await this.#days()).filter((old) => old < firstKept.toISOString().slice(0, DAY_LENGTH));
    await Promise.all(outdated.map((old) => rm(this.#file(old), { force: true })));
  }

  #dropped(): void {
    const limit = this.#options.entriesPerDay ?? ENTRIES_PER_DAY;
    if (this.#entries !== limit + 1) return;
    this.#logger.warn({ folder: this.#folder, limit }, 'too many records today, further ones are dropped');
  }

  #file(day: string): string {
    return path.join(this.#folder, `${day}.jsonl`);
  }

  async #days(): Promise<string[]> {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    return names.flatMap((name) => FILE_NAME.exec(name)?.[1] ?? []).sort();
  }

  #parse(line: string): JournalLine<T>[] {
    if (line === '') return [];
    try {
      const { at, entry } = lineSchema.parse(JSON.parse(line));
      return [{ at, entry: this.#options.schema.parse(entry) }];
    } catch {
      return [];
    }
  }
}
