import type { Locale } from '../i18n/locale.js';

/** How the token vectors of a model become one vector. */
export type Pooling = 'mean' | 'cls';

/** From which level on log lines are written. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** For people or for machines. */
export type LogFormat = 'pretty' | 'json';

/** Which model embeds, and how. What is `undefined` follows the model's family. */
export interface EmbeddingSettings {
  /** `builtin`, a hub id, or the absolute path of a folder. */
  readonly model: string;
  /** Folder of the built-in model, absolute; part of the package. */
  readonly builtinDir: string;
  /** Folder that downloaded models are kept in, absolute. */
  readonly cacheDir: string;
  /** Where hub models are downloaded from; `undefined` is the hub itself. No closing slash. */
  readonly remoteHost: string | undefined;
  /** Processes that embed passages, 1 to 64. */
  readonly processes: number;
  readonly pooling: Pooling | undefined;
  /** Put before every question; the empty string is no prefix. */
  readonly queryPrefix: string | undefined;
  /** Put before every passage; the empty string is no prefix. */
  readonly passagePrefix: string | undefined;
  /** Longest input in tokens; what is beyond it is cut. */
  readonly maxTokens: number | undefined;
}

/** How many questions a member may ask in how many seconds, both 1 or more. */
export interface Cooldown {
  readonly questions: number;
  readonly seconds: number;
}

/** One of several processes that share the servers of one bot. */
export interface ShardPlace {
  /** From 0. */
  readonly id: number;
  /** How many there are. */
  readonly count: number;
}

/** How to reach Discord, and how to serve it. */
export interface DiscordSettings {
  /** `undefined`: the bot is used from the terminal only. */
  readonly token: string | undefined;
  /** Base address of Discord's HTTP API, without its version and without a closing slash. */
  readonly apiUrl: string;
  /** Register the commands in this server only, where they appear at once; `undefined` is everywhere. */
  readonly guildId: string | undefined;
  /** Roles that may run `/index`, `/gaps` and `/stats`, besides members who may manage the server. */
  readonly adminRoleIds: readonly string[];
  /** For each member; `null`: none. */
  readonly cooldown: Cooldown | null;
  /** Questions that may be unanswered at the same time, 1 to 10,000; more are refused. */
  readonly queue: number;
  /** Whether the bot answers in its own threads without being named, for which Discord must let it read messages. */
  readonly readThreads: boolean;
  /** How many processes share the servers, 1 to 1000; `auto`: as many as Discord recommends. */
  readonly shards: number | 'auto';
  /** Which of them this process is; `null` where it is none: the only one, or the one that starts them. */
  readonly shard: ShardPlace | null;
  /** Whether questions that found nothing are noted on disk. */
  readonly recordGaps: boolean;
  /** Whether it is noted on disk how the bot is used. */
  readonly recordUsage: boolean;
}

/** Whether changed articles are noticed; `poll`: by looking, where the file system does not tell of them. */
export type WatchContent = 'yes' | 'no' | 'poll';

/** Every setting, validated. Made by `loadSettings` in `config.ts`. */
export interface Settings {
  /** Folder of articles, absolute. */
  readonly contentDir: string;
  /** Whether changes of that folder are noticed while the bot serves. */
  readonly watchContent: WatchContent;
  /** Folder of the built index, absolute. */
  readonly indexDir: string;
  /** Folder of what is noted while the bot serves, absolute: beside the index, for it outlives it. */
  readonly dataDir: string;
  readonly embedding: EmbeddingSettings;
  readonly discord: DiscordSettings;
  /** Address of the HTTP proxy that everything outside this machine is reached through. */
  readonly proxy: string | undefined;
  /** Larger files are skipped. */
  readonly maxFileBytes: number;
  /** IANA name: of dates without an offset, and of “today”. */
  readonly timeZone: string;
  /** Of the terminal, and of Discord members whose own language is not spoken. */
  readonly locale: Locale;
  /** Where figures are served while the bot is on Discord. A shard adds its number to the port. `null`: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Whether questions stand in the log. */
  readonly logQuestions: boolean;
  /** `undefined`: `info` while serving Discord, `warn` otherwise. */
  readonly logLevel: LogLevel | undefined;
  readonly logFormat: LogFormat;
  /** What looks like a mistake without being one for certain: a misspelt name in `.env`. English sentences. */
  readonly warnings: readonly string[];
}
