import { existsSync, statSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Locale } from '../i18n/locale.js';
import type { Cooldown, LogFormat, LogLevel, Pooling, WatchContent } from './settings.js';

/** Default of `MAX_FILE_MB`. Articles are kilobytes long; ten megabytes is a book. */
const DEFAULT_MAX_FILE_MB = 10;
/** Largest `MAX_FILE_MB`: a file is held in memory, several times over, while it is read. */
const MAX_FILE_MB_LIMIT = 1024;
/** Model processes started by default at most: beyond four, memory is the scarcer thing. */
const DEFAULT_PROCESSES_LIMIT = 4;
/** Largest `EMBEDDING_PROCESSES`. */
const PROCESSES_LIMIT = 64;
/** Largest `EMBEDDING_MAX_TOKENS`; no model that transformers.js runs on a CPU reads more at once. */
const MAX_TOKENS_LIMIT = 8192;
/** Largest `DISCORD_QUEUE`. */
const QUEUE_LIMIT = 10_000;
/** Largest `DISCORD_SHARDS`: each is a process with an index of its own in memory. */
const SHARDS_LIMIT = 1_000;
/** Greatest `METRICS_PORT`, as TCP has it. */
const PORT_LIMIT = 65_535;
/** What an operator writes for “no prefix at all”, since an empty setting means an unset one. */
const NO_PREFIX = 'none';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const SNOWFLAKE = /^\d{17,20}$/;
const HOST = /^[\w.:-]{1,253}$/;
const HUB_ID = /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/;

/** Makes an optional setting of a parser that gives `undefined` for what is not allowed. */
function setting<T>(allowed: string, parse: (value: string) => T | undefined) {
  return z
    .string()
    .transform((value, context) => {
      const parsed = parse(value);
      if (parsed !== undefined) return parsed;
      context.addIssue({ code: 'custom', message: allowed });
      return z.NEVER;
    })
    .optional();
}

/** A setting that is one of a few words, in any case. */
function oneOf<const T extends string>(...words: readonly T[]) {
  return setting(`must be one of ${words.join(', ')}`, (value) =>
    words.find((word) => word.toLowerCase() === value.toLowerCase()),
  );
}

function wholeNumber(min: number, max: number) {
  return setting(`must be a whole number from ${min} to ${max}`, (value) =>
    /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max ? Number(value) : undefined,
  );
}

function parseUrl(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

/** An address without its closing slash, so that paths can be put behind it. */
function withoutClosingSlash(value: string): string {
  return value.endsWith('/') ? withoutClosingSlash(value.slice(0, -1)) : value;
}

/** The token travels in every request to this address: plain HTTP only where it cannot leave the machine. */
function parseApiUrl(value: string): string | undefined {
  const url = parseUrl(value);
  if (url === undefined) return undefined;
  return url.protocol === 'https:' || LOOPBACK_HOSTS.has(url.hostname)
    ? withoutClosingSlash(value)
    : undefined;
}

/** `3/10`: three questions in ten seconds; `none`: as fast as members like. */
function parseCooldown(value: string): Cooldown | null | undefined {
  if (value.toLowerCase() === 'none') return null;
  const [, questions = '0', seconds = '0'] = /^(\d{1,3})\s*\/\s*(\d{1,4})$/.exec(value) ?? [];
  const cooldown = { questions: Number(questions), seconds: Number(seconds) };
  return cooldown.questions > 0 && cooldown.seconds > 0 ? cooldown : undefined;
}

function parseShards(value: string): number | 'auto' | undefined {
  if (value.toLowerCase() === 'auto') return 'auto';
  const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  return count >= 1 && count <= SHARDS_LIMIT ? count : undefined;
}

function parseSnowflakes(value: string): readonly string[] | undefined {
  const ids = value.split(/[\s,，;]+/).filter((id) => id !== '');
  return ids.every((id) => SNOWFLAKE.test(id)) ? ids : undefined;
}

function parseTimeZone(value: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function parsePrefix(value: string): string {
  return value.trim().toLowerCase() === NO_PREFIX ? '' : value;
}

function parseMegabytes(value: string): number | undefined {
  const bytes = /^\d{1,4}(\.\d{1,3})?$/.test(value) ? Math.floor(Number(value) * 1024 * 1024) : 0;
  return bytes > 0 && bytes <= MAX_FILE_MB_LIMIT * 1024 * 1024 ? bytes : undefined;
}

/** An absolute path; a leading `~/` is the home folder, anything else relative counts from `cwd`. */
export function resolvePath(value: string, cwd: string): string {
  return value === '~' || value.startsWith('~/')
    ? path.join(homedir(), value.slice(1))
    : path.resolve(cwd, value);
}

/** `builtin`, a hub id, or the absolute path of a model's folder that exists. */
function parseModel(value: string, cwd: string): string | undefined {
  if (value.toLowerCase() === 'builtin') return 'builtin';
  const folder = resolvePath(value, cwd);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  return HUB_ID.test(value) ? value : undefined;
}

/**
 * Every setting by the name it has in the environment, with what is allowed. A parsed value of `undefined`
 * is an unset one. An issue's message says what is allowed and does not repeat the value.
 * @param cwd - the folder that relative paths count from
 */
export function settingsSchema(cwd: string) {
  const folder = setting('must be the path of a folder', (value) => resolvePath(value, cwd));
  return z.object({
    DISCORD_TOKEN: setting(
      'must be the bot token from the Discord developer portal, in one word and without “Bot ” before it',
      (value) => (/^[\x21-\x7e]+$/.test(value) ? value : undefined),
    ),
    DISCORD_API_URL: setting(
      'must be an https:// address (http:// only for this machine), such as https://discord.com/api',
      parseApiUrl,
    ),
    DISCORD_GUILD_ID: setting('must be a Discord server id, 17 to 20 digits', (value) =>
      SNOWFLAKE.test(value) ? value : undefined,
    ),
    DISCORD_ADMIN_ROLES: setting(
      'must be Discord role ids (17 to 20 digits each), separated by commas',
      parseSnowflakes,
    ),
    DISCORD_COOLDOWN: setting(
      'must be questions/seconds such as 3/10 (up to 999 questions in up to 9999 seconds), or none',
      parseCooldown,
    ),
    DISCORD_QUEUE: wholeNumber(1, QUEUE_LIMIT),
    DISCORD_READ_THREADS: oneOf('yes', 'no'),
    DISCORD_SHARDS: setting(`must be auto, or a whole number from 1 to ${SHARDS_LIMIT}`, parseShards),
    RECORD_GAPS: oneOf('yes', 'no'),
    RECORD_USAGE: oneOf('yes', 'no'),
    CONTENT_DIR: folder,
    WATCH_CONTENT: oneOf<WatchContent>('yes', 'no', 'poll'),
    INDEX_DIR: folder,
    EMBEDDING_MODEL: setting(
      'must be builtin, a hub id such as owner/model, or the path of a folder that exists',
      (value) => parseModel(value, cwd),
    ),
    EMBEDDING_POOLING: oneOf<Pooling>('mean', 'cls'),
    EMBEDDING_QUERY_PREFIX: setting(`must be text, or ${NO_PREFIX}`, parsePrefix),
    EMBEDDING_PASSAGE_PREFIX: setting(`must be text, or ${NO_PREFIX}`, parsePrefix),
    EMBEDDING_MAX_TOKENS: wholeNumber(8, MAX_TOKENS_LIMIT),
    EMBEDDING_PROCESSES: wholeNumber(1, PROCESSES_LIMIT),
    HF_ENDPOINT: setting('must be an http:// or https:// address', (value) =>
      parseUrl(value) === undefined ? undefined : withoutClosingSlash(value),
    ),
    HTTPS_PROXY: setting('must be an http:// or https:// address of a proxy', (value) =>
      parseUrl(value) === undefined ? undefined : value,
    ),
    MODEL_CACHE_DIR: folder,
    MAX_FILE_MB: setting(`must be a number above 0, at most ${MAX_FILE_MB_LIMIT}`, parseMegabytes),
    TIME_ZONE: setting(
      'must be an IANA time zone such as Asia/Shanghai, Europe/Berlin or UTC',
      parseTimeZone,
    ),
    LOCALE: oneOf<Locale>('zh-CN', 'zh-TW', 'en'),
    METRICS_PORT: wholeNumber(1, PORT_LIMIT),
    METRICS_HOST: setting('must be an IP address or the name of a host', (value) =>
      HOST.test(value) ? value : undefined,
    ),
    LOG_QUESTIONS: oneOf('yes', 'no'),
    LOG_LEVEL: oneOf<LogLevel>('debug', 'info', 'warn', 'error', 'silent'),
    LOG_FORMAT: oneOf<LogFormat>('pretty', 'json'),
  });
}

/** The environment, parsed: what `settingsSchema` gives. */
export type ParsedEnvironment = z.infer<ReturnType<typeof settingsSchema>>;

/** Names of all settings, as they are written in the environment and in `.env`. */
export const SETTING_NAMES: readonly string[] = Object.keys(settingsSchema('.').shape);

/** Settings whose values are never shown, logged or repeated in a message. */
export const SECRET_SETTINGS: ReadonlySet<string> = new Set(['DISCORD_TOKEN']);

/** Settings whose surrounding white space is part of the value: `query: ` ends in a space that the model needs. */
export const VERBATIM_SETTINGS: ReadonlySet<string> = new Set([
  'EMBEDDING_QUERY_PREFIX',
  'EMBEDDING_PASSAGE_PREFIX',
]);

/** `MAX_FILE_MB` in bytes where it is not set. */
export const DEFAULT_MAX_FILE_BYTES = DEFAULT_MAX_FILE_MB * 1024 * 1024;

/** `EMBEDDING_PROCESSES` where it is not set: one core stays free for answering, and four are enough. */
export function defaultProcesses(): number {
  return Math.max(1, Math.min(DEFAULT_PROCESSES_LIMIT, availableParallelism() - 1));
}
