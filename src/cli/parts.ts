import type { App } from '../app/app.js';
import type { createApp, openEmbedder } from '../app/compose.js';
import type { loadSettings, Settings } from '../app/config.js';
import type { DoctorParts } from '../app/doctor.js';
import type { Locale } from '../i18n/locale.js';
import type { Logger } from '../domain/logger.js';
import type { Streams } from './output.js';

/** The bot on Discord, running. */
export interface DiscordSession {
  /** Name of the bot's account. */
  readonly user: string;
  readonly inviteUrl: string;
  /** Finishes the answers under way and logs out. */
  stop(): Promise<void>;
  /** Resolves with the reason when Discord has cut the bot off for good. */
  readonly cutOff: Promise<Error>;
}

/** The bot on Discord, running as shards. */
export interface ShardsSession extends Omit<DiscordSession, 'cutOff'> {
  /** How many there are. */
  readonly count: number;
  /** Resolves when every shard has been ready once. */
  readonly ready: Promise<void>;
  /** Resolves with the exit code of a shard that could not be started. */
  readonly failed: Promise<number>;
}

/** What a part that goes on running is given. */
export interface RunningParts {
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** What the command line needs of Discord; wired in by `main.ts`, since `cli` and `discord` do not know each other. */
export interface DiscordParts {
  /** Tries until Discord can be reached; rejects when the signal is aborted before. */
  start(app: App, token: string, signal: AbortSignal): Promise<DiscordSession>;
  /** Starts this program once more for each shard; rejects as `start`. */
  startShards(settings: Settings, token: string, running: RunningParts): Promise<ShardsSession>;
  readonly check: DoctorParts['checkDiscord'];
}

/** Everything outside itself that the command line uses. */
export interface CliParts {
  readonly streams: Streams;
  readonly loadSettings: typeof loadSettings;
  readonly createApp: typeof createApp;
  readonly openEmbedder: typeof openEmbedder;
  readonly createLogger: (settings: Settings, defaultLevel: 'info' | 'warn') => Logger;
  readonly discord: DiscordParts;
  /** Calls `stop` at the first request to end (SIGINT, SIGTERM); gives back a function that stops listening. */
  readonly onStopRequest: (stop: () => void) => () => void;
  /** Of the help, and of what is said before the settings are known. */
  readonly locale: Locale;
  /** Of the package. */
  readonly version: string;
}
