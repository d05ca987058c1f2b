import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { YinjuError } from '../domain/errors.js';
import { type Locale, resolveLocale } from '../i18n/locale.js';
import { misspellings } from './misspellings.js';
import { maskSecrets } from './secrets.js';
import {
  DEFAULT_MAX_FILE_BYTES,
  defaultProcesses,
  type ParsedEnvironment,
  resolvePath,
  SECRET_SETTINGS,
  SETTING_NAMES,
  settingsSchema,
  VERBATIM_SETTINGS,
} from './settings-schema.js';
import type { DiscordSettings, Settings, ShardPlace } from './settings.js';

export type { Settings } from './settings.js';

/** Where settings come from. */
export interface SettingsSources {
  /** `--content`, relative to `cwd`. */
  readonly contentDir?: string | undefined;
  /** `--index`, relative to `cwd`. */
  readonly indexDir?: string | undefined;
  /** Default: the environment of the process. */
  readonly env?: NodeJS.Dict<string>;
  /** The folder of `.env`, and the one that relative paths count from. Default: the current folder. */
  readonly cwd?: string;
}

/** Programs spell the proxy in either case; the capital one goes first. */
const PROXY_ALIAS = 'https_proxy';

/** Discord's HTTP API. */
const DISCORD_API_URL = 'https://discord.com/api';

/** `DISCORD_COOLDOWN` and `DISCORD_QUEUE` where they are not set: two hundred members may ask at one moment. */
const DEFAULT_COOLDOWN = { questions: 3, seconds: 10 };
const DEFAULT_QUEUE = 256;

/** The folder of the package, from `src/app/` and from `dist/app/` alike. */
const PACKAGE_DIR = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Reads and checks every setting. In order, the first one that is set counts: a flag, the environment, the
 * file `.env` of the current folder, the default. An empty setting is an unset one.
 * @throws {@link YinjuError} `invalid-settings`, with all problems in one message: each one's name, its value
 *   (unless secret) and what is allowed.
 */
export function loadSettings(sources: SettingsSources = {}): Settings {
  const { env = process.env, cwd = process.cwd() } = sources;
  const fromFile = readEnvFile(path.join(cwd, '.env'));
  const raw = knownSettings({ ...fromFile, ...env });
  const parsed = settingsSchema(cwd).safeParse(Object.fromEntries(raw));
  if (!parsed.success) throw invalidSettings(parsed.error.issues, raw);
  return toSettings(parsed.data, sources, {
    cwd,
    shard: shardOf(env),
    warnings: misspellings(Object.keys(fromFile), [...SETTING_NAMES, PROXY_ALIAS]),
  });
}

/**
 * The language of the help, which is shown however wrong the other settings are: `LOCALE` as far as it can be
 * understood. Never throws.
 */
export function preferredLocale({ env = process.env, cwd = process.cwd() }: SettingsSources = {}): Locale {
  try {
    return resolveLocale(knownSettings({ ...readEnvFile(path.join(cwd, '.env')), ...env }).get('LOCALE'));
  } catch {
    return resolveLocale();
  }
}

/**
 * Parsed by Node's own reader of such files, but kept out of `process.env`: processes that are started do
 * not inherit the token.
 */
function readEnvFile(file: string): NodeJS.Dict<string> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return {};
  try {
    return parseEnv(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new YinjuError({
      part: 'config',
      code: 'env-file-unreadable',
      message: `The file "${file}" cannot be read.`,
      remedy: 'Make it readable for this user, or remove it.',
      cause,
    });
  }
}

function knownSettings(env: NodeJS.Dict<string>): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const name of SETTING_NAMES) {
    const value = env[name] ?? (name === 'HTTPS_PROXY' ? env[PROXY_ALIAS] : undefined) ?? '';
    if (value.trim() !== '') known.set(name, VERBATIM_SETTINGS.has(name) ? value : value.trim());
  }
  return known;
}

function invalidSettings(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  raw: ReadonlyMap<string, string>,
): YinjuError {
  const lines = issues.map(({ path: [key], message }) => {
    const name = String(key);
    const value = SECRET_SETTINGS.has(name)
      ? 'a value that is not shown'
      : `"${maskSecrets(raw.get(name) ?? '')}"`;
    return `  ${name} is ${value}; it ${message}.`;
  });
  return new YinjuError({
    part: 'config',
    code: 'invalid-settings',
    message: `${issues.length === 1 ? 'One setting is' : `${issues.length} settings are`} not valid:\n${lines.join('\n')}\n`,
    remedy: 'Correct them in the environment or in .env; .env.example explains each one.',
  });
}

function toSettings(
  parsed: ParsedEnvironment,
  { contentDir, indexDir }: SettingsSources,
  {
    cwd,
    shard,
    warnings,
  }: Pick<Settings, 'warnings'> & Pick<DiscordSettings, 'shard'> & { readonly cwd: string },
): Settings {
  const content = contentDir === undefined ? undefined : resolvePath(contentDir, cwd);
  const index = indexDir === undefined ? undefined : resolvePath(indexDir, cwd);
  const usedIndexDir =
    index ?? (content === undefined ? parsed.INDEX_DIR : undefined) ?? defaultIndexDir(cwd, content);
  return {
    contentDir: content ?? parsed.CONTENT_DIR ?? defaultContentDir(cwd),
    watchContent: parsed.WATCH_CONTENT ?? 'yes',
    indexDir: usedIndexDir,
    dataDir: `${usedIndexDir}-data`,
    embedding: {
      model: parsed.EMBEDDING_MODEL ?? 'builtin',
      builtinDir: path.join(PACKAGE_DIR, 'embeddings', 'builtin'),
      cacheDir: parsed.MODEL_CACHE_DIR ?? path.join(cwd, 'embeddings', 'models'),
      remoteHost: parsed.HF_ENDPOINT,
      processes: parsed.EMBEDDING_PROCESSES ?? defaultProcesses(),
      pooling: parsed.EMBEDDING_POOLING,
      queryPrefix: parsed.EMBEDDING_QUERY_PREFIX,
      passagePrefix: parsed.EMBEDDING_PASSAGE_PREFIX,
      maxTokens: parsed.EMBEDDING_MAX_TOKENS,
    },
    discord: {
      token: parsed.DISCORD_TOKEN,
      apiUrl: parsed.DISCORD_API_URL ?? DISCORD_API_URL,
      guildId: parsed.DISCORD_GUILD_ID,
      adminRoleIds: parsed.DISCORD_ADMIN_ROLES ?? [],
      cooldown: parsed.DISCORD_COOLDOWN === undefined ? DEFAULT_COOLDOWN : parsed.DISCORD_COOLDOWN,
      queue: parsed.DISCORD_QUEUE ?? DEFAULT_QUEUE,
      readThreads: parsed.DISCORD_READ_THREADS === 'yes',
      shards: parsed.DISCORD_SHARDS ?? 1,
      shard,
      recordGaps: parsed.RECORD_GAPS !== 'no',
      recordUsage: parsed.RECORD_USAGE !== 'no',
    },
    proxy: parsed.HTTPS_PROXY,
    maxFileBytes: parsed.MAX_FILE_MB ?? DEFAULT_MAX_FILE_BYTES,
    timeZone: parsed.TIME_ZONE ?? 'Asia/Shanghai',
    locale: parsed.LOCALE ?? 'zh-CN',
    metrics:
      parsed.METRICS_PORT === undefined
        ? null
        : { host: parsed.METRICS_HOST ?? '127.0.0.1', port: parsed.METRICS_PORT + (shard?.id ?? 0) },
    logQuestions: parsed.LOG_QUESTIONS === 'yes',
    logLevel: parsed.LOG_LEVEL,
    logFormat: parsed.LOG_FORMAT ?? 'pretty',
    warnings,
  };
}

/** Which shard the manager of shards has started this process as: it says so in the environment. */
function shardOf({
  SHARDING_MANAGER: managed,
  SHARDS: id,
  SHARD_COUNT: count,
}: NodeJS.Dict<string>): ShardPlace | null {
  const isShard = managed === 'true' && /^\d+$/.test(id ?? '') && /^\d+$/.test(count ?? '');
  return isShard ? { id: Number(id), count: Number(count) } : null;
}

/**
 * Takes the token out of the environment, which every process that is started from here on inherits. For after the
 * settings have been read.
 */
export function forgetToken(env: NodeJS.Dict<string> = process.env): void {
  for (const name of SECRET_SETTINGS) Reflect.deleteProperty(env, name);
}

/** `content/` here, or else the sample articles of the package: an installed `yinju` answers before it is set up. */
function defaultContentDir(cwd: string): string {
  const here = path.join(cwd, 'content');
  return statSync(here, { throwIfNoEntry: false })?.isDirectory() === true
    ? here
    : path.join(PACKAGE_DIR, 'content');
}

/**
 * A folder named by `--content` alone gets an index of its own: a glance into other articles must not replace
 * the index that the bot serves.
 */
function defaultIndexDir(cwd: string, flaggedContentDir: string | undefined): string {
  const suffix =
    flaggedContentDir === undefined
      ? ''
      : `-${createHash('sha256').update(flaggedContentDir).digest('hex').slice(0, 8)}`;
  return path.join(cwd, 'embeddings', `index${suffix}`);
}
