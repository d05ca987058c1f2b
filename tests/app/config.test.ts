import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetToken, loadSettings, preferredLocale } from '../../src/app/config.js';
import { YinjuError } from '../../src/domain/errors.js';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-config-')));
});

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function settingsOf(env: NodeJS.Dict<string>, flags: { contentDir?: string; indexDir?: string } = {}) {
  return loadSettings({ env, cwd, ...flags });
}

function problemOf(env: NodeJS.Dict<string>): string {
  try {
    settingsOf(env);
  } catch (error) {
    expect(error).toBeInstanceOf(YinjuError);
    expect((error as YinjuError).code).toBe('invalid-settings');
    return (error as YinjuError).message;
  }
  throw new Error('The settings were accepted.');
}

describe('defaults', () => {
  it('need no setting at all', () => {
    expect(settingsOf({})).toMatchObject({
      indexDir: path.join(cwd, 'embeddings/index'),
      dataDir: path.join(cwd, 'embeddings/index-data'),
      embedding: { model: 'builtin', cacheDir: path.join(cwd, 'embeddings/models') },
      discord: {
        token: undefined,
        apiUrl: 'https://discord.com/api',
        adminRoleIds: [],
        recordGaps: true,
        recordUsage: true,
      },
      proxy: undefined,
      maxFileBytes: 10 * 1024 * 1024,
      timeZone: 'Asia/Shanghai',
      locale: 'zh-CN',
      logLevel: undefined,
      logFormat: 'pretty',
      warnings: [],
    });
  });

  it('record gaps unless they are told not to', () => {
    expect(settingsOf({ RECORD_GAPS: 'No' }).discord.recordGaps).toBe(false);
    expect(settingsOf({ RECORD_USAGE: 'no' }).discord.recordUsage).toBe(false);
    expect(problemOf({ RECORD_GAPS: 'perhaps' })).toContain('yes, no');
  });

  it('find the built-in model beside the program, wherever it is run', () => {
    const { builtinDir } = settingsOf({}).embedding;
    expect(builtinDir).toBe(path.resolve(import.meta.dirname, '../../embeddings/builtin'));
  });

  it('take the sample articles of the package until there is a content folder here', () => {
    expect(settingsOf({}).contentDir).toBe(path.resolve(import.meta.dirname, '../../content'));
    mkdirSync(path.join(cwd, 'content'));
    expect(settingsOf({}).contentDir).toBe(path.join(cwd, 'content'));
  });

  it('treat an empty setting as an unset one', () => {
    expect(settingsOf({ LOCALE: '', TIME_ZONE: '  ', DISCORD_TOKEN: '' })).toEqual(settingsOf({}));
  });
});

describe('sources', () => {
  it('prefers a flag to the environment, the environment to .env, and .env to the default', () => {
    writeFileSync(
      path.join(cwd, '.env'),
      'CONTENT_DIR=from-file\nINDEX_DIR=from-file\nLOCALE=en\nMAX_FILE_MB=3\n',
    );
    const settings = settingsOf(
      { CONTENT_DIR: 'from-env', LOCALE: 'zh-TW' },
      { contentDir: 'from-flag', indexDir: 'i' },
    );
    expect(settings.contentDir).toBe(path.join(cwd, 'from-flag'));
    expect(settings.indexDir).toBe(path.join(cwd, 'i'));
    expect(settings.locale).toBe('zh-TW');
    expect(settings.maxFileBytes).toBe(3 * 1024 * 1024);
    expect(settingsOf({}).contentDir).toBe(path.join(cwd, 'from-file'));
  });

  it('gives articles that are named by a flag alone an index of their own', () => {
    const usual = settingsOf({ INDEX_DIR: 'mine' }).indexDir;
    const glance = settingsOf({ INDEX_DIR: 'mine' }, { contentDir: 'elsewhere' }).indexDir;
    expect(usual).toBe(path.join(cwd, 'mine'));
    expect(glance).toMatch(/embeddings[/\\]index-[0-9a-f]{8}$/);
    expect(settingsOf({}, { contentDir: 'elsewhere' }).indexDir).toBe(glance);
    expect(settingsOf({}, { contentDir: 'third' }).indexDir).not.toBe(glance);
  });

  it('reads a .env that begins with a byte order mark', () => {
    writeFileSync(path.join(cwd, '.env'), '\uFEFFLOCALE=en\n');
    expect(settingsOf({}).locale).toBe('en');
  });

  it('ignores a folder that is called .env', () => {
    mkdirSync(path.join(cwd, '.env'));
    expect(settingsOf({}).locale).toBe('zh-CN');
  });

  it('keeps what .env says out of the environment, which other processes inherit', () => {
    writeFileSync(path.join(cwd, '.env'), 'DISCORD_TOKEN=abc.def.ghi\n');
    expect(loadSettings({ cwd, env: {} }).discord.token).toBe('abc.def.ghi');
    expect(process.env).not.toHaveProperty('DISCORD_TOKEN', 'abc.def.ghi');
  });

  it('hints at a misspelt name in .env', () => {
    writeFileSync(path.join(cwd, '.env'), 'DISCORD_TOKN=abc\nNODE_OPTIONS=\nlocale=en\n');
    expect(settingsOf({}).warnings).toEqual([
      '.env sets DISCORD_TOKN, which is no setting; did you mean DISCORD_TOKEN?',
      '.env sets locale, which is no setting; did you mean LOCALE?',
    ]);
  });
});

describe('accepted values', () => {
  it('understands each setting', () => {
    mkdirSync(path.join(cwd, 'model'));
    const settings = settingsOf({
      DISCORD_TOKEN: ' abc.def.ghi ',
      DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
      DISCORD_GUILD_ID: '123456789012345678',
      DISCORD_ADMIN_ROLES: '123456789012345678, 223456789012345678',
      DISCORD_COOLDOWN: '5 / 60',
      DISCORD_QUEUE: '40',
      DISCORD_SHARDS: 'Auto',
      CONTENT_DIR: '~/articles',
      EMBEDDING_MODEL: './model',
      EMBEDDING_POOLING: 'CLS',
      EMBEDDING_QUERY_PREFIX: 'query: ',
      EMBEDDING_PASSAGE_PREFIX: 'none',
      EMBEDDING_MAX_TOKENS: '256',
      EMBEDDING_PROCESSES: '3',
      HF_ENDPOINT: 'https://mirror.example/',
      https_proxy: 'http://127.0.0.1:7890',
      MODEL_CACHE_DIR: 'cache',
      MAX_FILE_MB: '0.5',
      TIME_ZONE: 'Europe/Berlin',
      LOCALE: 'zh-tw',
      LOG_LEVEL: 'DEBUG',
      LOG_FORMAT: 'json',
    });
    expect(settings).toMatchObject({
      contentDir: path.join(homedir(), 'articles'),
      embedding: {
        model: path.join(cwd, 'model'),
        cacheDir: path.join(cwd, 'cache'),
        remoteHost: 'https://mirror.example',
        processes: 3,
        pooling: 'cls',
        queryPrefix: 'query: ',
        passagePrefix: '',
        maxTokens: 256,
      },
      discord: {
        token: 'abc.def.ghi',
        apiUrl: 'http://127.0.0.1:8080/api',
        guildId: '123456789012345678',
        adminRoleIds: ['123456789012345678', '223456789012345678'],
        cooldown: { questions: 5, seconds: 60 },
        queue: 40,
        shards: 'auto',
        shard: null,
      },
      proxy: 'http://127.0.0.1:7890',
      maxFileBytes: 512 * 1024,
      timeZone: 'Europe/Berlin',
      locale: 'zh-TW',
      logLevel: 'debug',
      logFormat: 'json',
    });
  });

  it('lets members ask three questions in ten seconds unless told otherwise', () => {
    expect(settingsOf({}).discord.cooldown).toEqual({ questions: 3, seconds: 10 });
    expect(settingsOf({ DISCORD_COOLDOWN: 'None' }).discord.cooldown).toBeNull();
  });

  it.each(['builtin', 'owner/model-small', 'all-MiniLM-L6-v2'])('takes the model %s by its name', (model) => {
    expect(settingsOf({ EMBEDDING_MODEL: model }).embedding.model).toBe(model);
  });
});

describe('a shard', () => {
  it('is told by its manager which it is', () => {
    const env = { SHARDING_MANAGER: 'true', SHARDS: '1', SHARD_COUNT: '2' };
    expect(settingsOf(env).discord.shard).toEqual({ id: 1, count: 2 });
    expect(settingsOf({ ...env, SHARDING_MANAGER: undefined }).discord.shard).toBeNull();
    expect(settingsOf({ SHARDING_MANAGER: 'true' }).discord.shard).toBeNull();
  });

  it('does not hand on the token that it has by its environment', () => {
    const env = { DISCORD_TOKEN: 'abc.def.ghi', LOCALE: 'en' };
    forgetToken(env);
    expect(env).toEqual({ LOCALE: 'en' });
  });
});

describe('refused values', () => {
  it.each([
    ['DISCORD_API_URL', 'http://proxy.example/api', 'https://'],
    ['DISCORD_API_URL', 'discord.com', 'https://'],
    ['DISCORD_GUILD_ID', 'my server', '17 to 20 digits'],
    ['DISCORD_ADMIN_ROLES', '123456789012345678,admin', 'role ids'],
    ['EMBEDDING_MODEL', './no-such-folder', 'builtin, a hub id'],
    ['EMBEDDING_MODEL', 'a/b/c', 'builtin, a hub id'],
    ['EMBEDDING_POOLING', 'max', 'mean, cls'],
    ['EMBEDDING_MAX_TOKENS', '7', 'from 8 to 8192'],
    ['EMBEDDING_PROCESSES', '0', 'from 1 to 64'],
    ['EMBEDDING_PROCESSES', '1e2', 'from 1 to 64'],
    ['HF_ENDPOINT', 'ftp://mirror.example', 'http'],
    ['HTTPS_PROXY', 'socks5://127.0.0.1:1080', 'http'],
    ['DISCORD_SHARDS', '0', 'auto, or a whole number from 1 to 1000'],
    ['DISCORD_SHARDS', '1001', 'auto, or a whole number from 1 to 1000'],
    ['DISCORD_COOLDOWN', '3', 'such as 3/10'],
    ['DISCORD_COOLDOWN', '3/0', 'such as 3/10'],
    ['MAX_FILE_MB', '0', 'above 0'],
    ['MAX_FILE_MB', '1025', 'at most 1024'],
    ['MAX_FILE_MB', 'ten', 'above 0'],
    ['TIME_ZONE', 'Asia/Atlantis', 'Asia/Shanghai'],
    ['LOCALE', 'fr', 'zh-CN, zh-TW, en'],
    ['LOG_LEVEL', 'loud', 'debug, info, warn, error, silent'],
    ['LOG_FORMAT', 'xml', 'pretty, json'],
  ])('names %s, its value "%s" and what is allowed', (name, value, allowed) => {
    const problem = problemOf({ [name]: value });
    expect(problem).toContain(`${name} is "${value}"`);
    expect(problem).toContain(allowed);
  });

  it('never repeats the token', () => {
    const problem = problemOf({ DISCORD_TOKEN: 'Bot abc.secret.ghi' });
    expect(problem).toContain('DISCORD_TOKEN is a value that is not shown; it must be the bot token');
    expect(problem).not.toContain('secret');
  });

  it('never repeats the password of a proxy', () => {
    expect(problemOf({ HTTPS_PROXY: 'socks5://me:hunter2@127.0.0.1:1080' })).not.toContain('hunter2');
  });

  it('reports all problems at once', () => {
    const problem = problemOf({ LOCALE: 'fr', LOG_LEVEL: 'loud', MAX_FILE_MB: '-1' });
    expect(problem).toContain('3 settings are not valid');
    for (const name of ['LOCALE', 'LOG_LEVEL', 'MAX_FILE_MB']) expect(problem).toContain(`${name} is "`);
  });
});

describe('preferredLocale', () => {
  it('speaks the configured language however wrong the other settings are', () => {
    expect(preferredLocale({ env: { LOCALE: 'en', MAX_FILE_MB: 'ten' }, cwd })).toBe('en');
    expect(preferredLocale({ env: { LOCALE: 'fr' }, cwd })).toBe('zh-CN');
    writeFileSync(path.join(cwd, '.env'), 'LOCALE=zh-TW\n');
    expect(preferredLocale({ env: {}, cwd })).toBe('zh-TW');
  });
});
