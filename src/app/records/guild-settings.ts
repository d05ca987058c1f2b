import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { describeError } from '../../domain/errors.js';
import { silentLogger, type Logger } from '../../domain/logger.js';
import { LOCALES, type Locale } from '../../i18n/locale.js';
import { Recent } from '../recent.js';

/** What the administrators of one server have chosen for it. */
export interface GuildSettings {
  /** For members whose own language is not spoken here; `null`: the server's preferred language. */
  readonly language: Locale | null;
  /** Channels, by id, in which members may ask, at most {@link CHANNELS_MAX}; empty: in all of them. */
  readonly channels: readonly string[];
  /** Whether answers are seen by the asker alone where the asker does not choose. */
  readonly privateByDefault: boolean;
  /** Channels, by id, in which every question that all may see gets a thread, at most {@link CHANNELS_MAX}. */
  readonly threads: 'all' | readonly string[];
  /** How fast each member may ask; `none`: as fast as they like; `null`: as the operator has it. */
  readonly cooldown: { readonly questions: number; readonly seconds: number } | 'none' | null;
  /** Roles, by id, whose members may run the bot besides those who manage the server; at most {@link ROLES_MAX}. */
  readonly adminRoles: readonly string[];
}

/** What holds where nothing was chosen, and in direct messages. */
export const DEFAULT_GUILD_SETTINGS: GuildSettings = {
  language: null,
  channels: [],
  privateByDefault: false,
  threads: [],
  cooldown: null,
  adminRoles: [],
};

/** Channels that one setting may name: two such lists and the roles fit into one message. */
export const CHANNELS_MAX = 50;
/** Roles that may run the bot. */
export const ROLES_MAX = 25;

const FORMAT_VERSION = 1;
/** For so long a file that was looked at is taken to be unchanged, by another process than this, in milliseconds. */
const LOOK_EVERY_MS = 1_000;
/** Servers whose settings are kept in memory. */
const CACHED_MAX = 1000;
/** Readable for the operator alone. */
const MODE = 0o600;
const ID = /^\d{1,20}$/u;

const id = z.string().regex(ID);
const versionSchema = z.object({ version: z.literal(FORMAT_VERSION) });
const settingsSchema = z.object({
  language: z.enum(LOCALES).nullable(),
  channels: z.array(id).max(CHANNELS_MAX),
  privateByDefault: z.boolean(),
  threads: z.union([z.literal('all'), z.array(id).max(CHANNELS_MAX)]),
  cooldown: z.union([
    z.null(),
    z.literal('none'),
    z.object({ questions: z.int().min(1), seconds: z.number().positive() }),
  ]),
  adminRoles: z.array(id).max(ROLES_MAX),
});

/** What a store may be told. */
export interface GuildSettingsOptions {
  /** Told of files that cannot be read or understood. Default: silent. */
  readonly logger?: Logger;
  /** Milliseconds since any fixed moment. Default: `performance.now`. */
  readonly now?: () => number;
}

/** A file as it was read. */
interface Stored {
  /** Tells one state of the file from the next; `null` where there is no file. */
  readonly stamp: string | null;
  readonly settings: GuildSettings;
  /** Whether the file could not be understood, so that the defaults hold. */
  readonly damaged: boolean;
}

const ABSENT: Stored = { stamp: null, settings: DEFAULT_GUILD_SETTINGS, damaged: false };

/**
 * The settings of servers, one file each, so that any number of processes can share them: each looks, at most once a
 * second, whether another has changed the file.
 */
export class GuildSettingsStore {
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #cache = new Recent<Stored>(CACHED_MAX);
  readonly #now: () => number;
  /** When each file was last looked at. */
  readonly #lookedAt = new Recent<number>(CACHED_MAX);
  #updating: Promise<unknown> = Promise.resolve();

  /**
   * @param folder - made when something is first written
   * @param options - where failures are told, and the time
   */
  constructor(
    folder: string,
    { logger = silentLogger, now = () => performance.now() }: GuildSettingsOptions = {},
  ) {
    this.#folder = folder;
    this.#logger = logger;
    this.#now = now;
  }

  /**
   * What holds in a server. Never rejects: a file that cannot be understood is logged, once, and left as it is; the
   * defaults hold then. Where the disk fails, what was read last holds on.
   * @param guildId - `null` for a direct message
   */
  async read(guildId: string | null): Promise<GuildSettings> {
    if (guildId === null || !ID.test(guildId)) return DEFAULT_GUILD_SETTINGS;
    // The disk may be busy, with a build for instance, while many ask at once.
    const recent = this.#now() - (this.#lookedAt.get(guildId) ?? -Infinity) < LOOK_EVERY_MS;
    if (recent) return this.#cache.get(guildId)?.settings ?? DEFAULT_GUILD_SETTINGS;
    try {
      return (await this.#load(guildId)).settings;
    } catch (error) {
      const fields = { guildId, problem: describeError(error) };
      this.#logger.warn(fields, 'the settings of a server cannot be read');
      return this.#cache.get(guildId)?.settings ?? DEFAULT_GUILD_SETTINGS;
    }
  }

  /**
   * Changes what holds in a server. Changes of this process follow one another; of two processes that change one
   * server's settings in the same moment, the later one's stand.
   * @param guildId - the server
   * @param change - gives the new settings from those that hold
   * @returns what holds from now on
   * @throws where it cannot be read or written: nothing has changed then
   */
  update(guildId: string, change: (settings: GuildSettings) => GuildSettings): Promise<GuildSettings> {
    if (!ID.test(guildId)) throw new RangeError(`Not the id of a server: ${guildId}`);
    const updated = this.#updating.then(() => this.#update(guildId, change));
    this.#updating = updated.catch(() => undefined);
    return updated;
  }

  async #update(guildId: string, change: (settings: GuildSettings) => GuildSettings): Promise<GuildSettings> {
    const { settings, damaged } = await this.#load(guildId);
    const changed = change(settings);
    const text = JSON.stringify({ version: FORMAT_VERSION, ...settingsSchema.parse(changed) }, null, 2);
    await mkdir(this.#folder, { recursive: true });
    if (damaged) await this.#putAside(guildId);
    await writeFileAtomic(this.#file(guildId), `${text}\n`, { mode: MODE });
    this.#lookedAt.delete(guildId);
    return changed;
  }

  async #load(guildId: string): Promise<Stored> {
    const file = this.#file(guildId);
    const stamp = await stampOf(file);
    const cached = this.#cache.get(guildId) ?? ABSENT;
    const stored = await this.#reload(guildId, stamp, cached);
    this.#cache.set(guildId, stored);
    this.#lookedAt.set(guildId, this.#now());
    return stored;
  }

  async #reload(guildId: string, stamp: string | null, cached: Stored): Promise<Stored> {
    if (cached.stamp === stamp) return cached;
    return stamp === null ? ABSENT : this.#parse(guildId, stamp, await readFile(this.#file(guildId), 'utf8'));
  }

  #parse(guildId: string, stamp: string, text: string): Stored {
    try {
      const json: unknown = JSON.parse(text);
      versionSchema.parse(json);
      return { stamp, settings: settingsSchema.parse(json), damaged: false };
    } catch (error) {
      const fields = { guildId, file: this.#file(guildId), problem: describeError(error) };
      this.#logger.error(fields, 'the settings of a server are damaged, the defaults hold instead');
      return { stamp, settings: DEFAULT_GUILD_SETTINGS, damaged: true };
    }
  }

  /** What somebody may want to mend is not overwritten. */
  async #putAside(guildId: string): Promise<void> {
    const file = this.#file(guildId);
    const aside = `${file}.damaged-${new Date().toISOString().replace(/\W/gu, '')}`;
    await rename(file, aside);
    this.#logger.warn({ guildId, aside }, 'the damaged settings of a server were put aside');
  }

  #file(guildId: string): string {
    return path.join(this.#folder, `${guildId}.json`);
  }
}

/** Another file, another time or another size: whatever replaces a file changes one of them. */
async function stampOf(file: string): Promise<string | null> {
  try {
    const { ino, mtimeNs, size } = await stat(file, { bigint: true });
    return `${ino} ${mtimeNs} ${size}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
