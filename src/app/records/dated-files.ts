import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { describeError } from '../../domain/errors.js';
import { silentLogger, type Logger } from '../../domain/logger.js';

/** What dated files may be told. */
export interface DatedFilesOptions {
  /** Days that records are kept, 1 or more. Default 30. */
  readonly days?: number;
  /** Told of what cannot be written or read, never of a record. Default: silent. */
  readonly logger?: Logger;
  /** Milliseconds since 1970. Default: now. */
  readonly now?: () => number;
}

/** What is kept in dated files. */
export interface DatedFilesKind<T> {
  /** What a record is: a file that holds none is taken for missing. */
  readonly schema: z.ZodType<T>;
  /** What the log calls a record: `an answer`. */
  readonly noun: string;
}

/** Which file: an id of Discord's and, where several files have the same, what tells them apart. */
export interface DatedFileName {
  readonly id: string;
  /** Small letters. Default none. */
  readonly mark?: string;
}

const FORMAT_VERSION = 1;
const DAYS = 30;
/** Readable for the operator alone. */
const MODE = 0o600;
const DAY_MS = 86_400_000;
/** Milliseconds between 1970 and 2015, from which Discord's ids count. Source: “Snowflakes” in Discord's reference. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** An id of Discord's. */
export const discordId = z.string().regex(/^\d{1,20}$/u);

const versioned = z.object({ version: z.literal(FORMAT_VERSION) });

/**
 * Small records by Discord's ids, on disk: each in a file of its own, in a folder for each day, which an id tells by
 * itself. Any number of processes share them, nothing is loaded, what is removed is gone, and what is long past goes by
 * whole days.
 */
export class DatedFiles<T extends object> {
  readonly #folder: string;
  readonly #kind: DatedFilesKind<T>;
  readonly #days: number;
  readonly #logger: Logger;
  readonly #now: () => number;
  /** The day on which old ones were last deleted. */
  #swept = '';

  /**
   * @param folder - made when something is first written
   * @param kind - what is kept
   * @param options - for how long, and where failures are told
   */
  constructor(
    folder: string,
    kind: DatedFilesKind<T>,
    { days = DAYS, logger = silentLogger, now = Date.now }: DatedFilesOptions = {},
  ) {
    this.#folder = folder;
    this.#kind = kind;
    this.#days = days;
    this.#logger = logger;
    this.#now = now;
  }

  /**
   * Writes a record, under every name. What cannot be written is logged, without the record.
   * @param names - with ids of Discord's
   * @param record - replaces what stands there
   */
  async write(names: readonly DatedFileName[], record: T): Promise<void> {
    const text = `${JSON.stringify({ version: FORMAT_VERSION, ...record })}\n`;
    try {
      await this.#sweep();
      for (const name of names) {
        const file = this.#file(name);
        await mkdir(path.dirname(file), { recursive: true });
        // Whole or not at all; after a power failure a forgotten record does no harm.
        await writeFileAtomic(file, text, { mode: MODE, fsync: false });
      }
    } catch (error) {
      this.#logger.warn({ problem: describeError(error) }, `${this.#kind.noun} could not be remembered`);
    }
  }

  /**
   * The record of a name.
   * @param name - anything may stand in it
   * @returns `null` where there is none, or none that can be read
   */
  async read(name: DatedFileName): Promise<T | null> {
    if (!discordId.safeParse(name.id).success) return null;
    const file = this.#file(name);
    try {
      const json: unknown = JSON.parse(await readFile(file, 'utf8'));
      versioned.parse(json);
      return this.#kind.schema.parse(json);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        const fields = { file, problem: describeError(error) };
        this.#logger.warn(fields, `${this.#kind.noun} could not be recalled`);
      }
      return null;
    }
  }

  /** Deletes records, where they are there. */
  async remove(names: readonly DatedFileName[]): Promise<void> {
    for (const name of names) await rm(this.#file(name), { force: true });
  }

  #file({ id, mark }: DatedFileName): string {
    const ms = Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
    return path.join(this.#folder, dayOf(ms), `${id}${mark === undefined ? '' : `-${mark}`}.json`);
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
