import { describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../src/app/config.js';
import { EXIT } from '../../src/cli/exit-codes.js';
import { runCli } from '../../src/cli/run.js';
import { YinjuError } from '../../src/domain/errors.js';
import { helpMessages } from '../../src/i18n/help.js';
import { brokenPipe, fakeParts, missing, report } from './fake-parts.js';
import { article, explanation } from './sample.js';

function run(line: string, options: Parameters<typeof fakeParts>[0] = {}) {
  const fake = fakeParts(options);
  return runCli(line === '' ? [] : line.split(' '), fake.parts).then((code) => ({ ...fake, code }));
}

const COMMANDS = [
  'start',
  'ask',
  'chat',
  'search',
  'articles',
  'show',
  'index',
  'index status',
  'index verify',
  'eval',
  'doctor',
];

describe('help', () => {
  it.each(COMMANDS)('of %s names its folders and opens nothing', async (command) => {
    const { code, stdout, calls } = await run(`${command} --help`);
    expect(code).toBe(EXIT.ok);
    expect(stdout()).toContain('--content <DIR>');
    expect(stdout()).toContain('--index <DIR>');
    expect(calls).toEqual([]);
  });

  it('lists every command and the exit codes', async () => {
    const { stdout, code } = await run('--help');
    expect(code).toBe(EXIT.ok);
    for (const command of COMMANDS) expect(stdout()).toContain(`\n  ${command.split(' ')[0] ?? ''} `);
    expect(stdout()).toContain(helpMessages.exitCodes.en);
  });

  it('is shown, as a usage error, where no command is named', async () => {
    const { code, stderr } = await run('');
    expect(code).toBe(EXIT.usage);
    expect(stderr()).toContain('Usage:');
  });

  it('says the version', async () => {
    expect((await run('--version')).stdout()).toBe('1.2.3\n');
  });
});

describe('exit codes', () => {
  it.each([
    'fly',
    'ask --fly',
    'ask x --limit 0',
    'ask x --limit many',
    'ask x --today 2025-02-30',
    'ask x --since someday',
    'search x --since 2024 --until 2023',
    'search',
    'show',
    'eval',
    'eval --squad a --golden b',
  ])('is 2 for `%s`', async (line) => {
    const { code, stdout, stderr } = await run(line);
    expect(code).toBe(EXIT.usage);
    expect(stdout()).toBe('');
    expect(stderr()).not.toBe('');
  });

  it('is 2 for an empty folder name, which a shell makes of an unset variable', async () => {
    const fake = fakeParts();
    expect(await runCli(['ask', 'x', '--content', ''], fake.parts)).toBe(EXIT.usage);
    expect(fake.calls).toEqual([]);
  });

  it('is 2 for settings that are not valid, and says which', async () => {
    const fake = fakeParts();
    const parts = {
      ...fake.parts,
      loadSettings: () => fakeParts({ env: { LOG_LEVEL: 'loud' } }).parts.loadSettings(),
    };
    expect(await runCli(['articles'], parts)).toBe(EXIT.usage);
    expect(fake.stderr()).toContain('LOG_LEVEL is "loud"');
  });

  it('is 1 when something fails, with what failed and how to mend it', async () => {
    const failure = new YinjuError({ part: 'index', code: 'x', message: 'It broke.', remedy: 'Mend it.' });
    const { code, stderr, calls } = await run('ask 放行', { app: { build: () => Promise.reject(failure) } });
    expect(code).toBe(EXIT.failed);
    expect(stderr()).toBe('yinju: [index] It broke. Mend it.\n');
    expect(calls).toEqual(['open', 'close']);
  });

  it('is 0 when nobody reads any more', async () => {
    const fake = fakeParts();
    const parts = { ...fake.parts, streams: { ...fake.parts.streams, stdout: brokenPipe() } };
    expect(await runCli(['articles'], parts)).toBe(EXIT.ok);
    expect(fake.stderr()).not.toContain('EPIPE');
    expect(fake.calls.at(-1)).toBe('close');
  });
});

describe('ask', () => {
  it('refreshes the index, answers, and closes', async () => {
    const { code, stdout, stderr, calls } = await run('ask 放行 用时');
    expect(code).toBe(EXIT.ok);
    expect(stdout()).toContain('货物放行平均用时两小时。');
    expect(stderr()).toContain('1 articles, 2 passages');
    expect(calls).toEqual(['open', 'build', 'close']);
  });

  it('exits with 3 when the articles hold no answer', async () => {
    expect((await run('ask 月亮')).code).toBe(EXIT.unanswered);
  });

  it('passes on the limit and the day', async () => {
    const { asked } = await run('ask 放行 --limit 2 --today 2024-02-29');
    expect(asked).toEqual([{ question: '放行', options: { limit: 2, today: '2024-02-29' } }]);
  });

  it('explains an answer below it when told to', async () => {
    const { stdout, asked } = await run('ask 放行 --explain');
    expect(asked).toEqual([{ question: '放行', options: { explain: true } }]);
    expect(stdout()).toMatch(/^1\. 货物放行平均用时两小时。\n[^]*\n\nQuestion\n/u);
    expect(stdout()).toContain('coverage');
    expect((await run('ask 放行')).stdout()).not.toContain('coverage');
  });

  it('explains a question without an answer, and in JSON, too', async () => {
    const { stdout, code } = await run('ask 月亮 --explain --json');
    expect(code).toBe(EXIT.unanswered);
    expect(JSON.parse(stdout())).toMatchObject({ status: 'unanswered', explanation });
  });

  it('answers the lines of its input in order, blank ones and a byte order mark aside', async () => {
    const { code, stdout, asked } = await run('ask --json', {
      input: '\uFEFF放行一\r\n\n  月亮二  \n放行三',
    });
    expect(code).toBe(EXIT.ok);
    expect(asked.map(({ question }) => question)).toEqual(['放行一', '月亮二', '放行三']);
    const lines = stdout()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { question: string });
    expect(lines.map(({ question }) => question)).toEqual(['放行一', '月亮二', '放行三']);
  });

  it('hands each line the question before, so that it may lean on it', async () => {
    const { asked } = await run('ask --json', { input: '放行一\n月亮二\n' });
    expect(asked.map(({ options }) => options?.previous?.question)).toEqual([undefined, '放行一']);
  });

  it('does nothing for an empty input', async () => {
    const { code, stdout } = await run('ask --json');
    expect([code, stdout()]).toEqual([EXIT.ok, '']);
  });

  it('uses the index as it is when told not to refresh', async () => {
    const ready = { app: { status: () => Promise.resolve({ ...missing, state: 'ready' as const }) } };
    expect((await run('ask 放行 --no-refresh', ready)).calls).toEqual(['load', 'close']);
  });

  it('fails, and says how to build it, when there is no index to use as it is', async () => {
    const { code, stderr } = await run('ask 放行 --no-refresh');
    expect(code).toBe(EXIT.failed);
    expect(stderr()).toContain('is missing');
    expect(stderr()).toContain('yinju index');
  });

  it.each([
    [
      'while another process builds',
      { part: 'index', code: 'build-running', message: 'Another one builds.' },
    ],
    ['where the disk is full', { part: 'index', code: 'index-unwritable', message: 'It cannot be written.' }],
    [
      'where the model is cut short',
      { part: 'embedding', code: 'model-damaged', message: 'It is cut short.' },
    ],
  ] as const)('answers from the stored index %s', async (_, details) => {
    const { code, stderr, calls } = await run('ask 放行', {
      app: {
        build: () => Promise.reject(new YinjuError(details)),
        status: () => Promise.resolve({ ...missing, state: 'ready' as const }),
      },
    });
    expect(code).toBe(EXIT.ok);
    expect(stderr()).toContain(details.message);
    expect(calls).toEqual(['open', 'load', 'close', 'close']);
  });

  it('says what is wrong with the model where no index is stored', async () => {
    const damaged = new YinjuError({ part: 'embedding', code: 'model-damaged', message: 'It is cut short.' });
    const { code, stderr } = await run('ask 放行', { app: { build: () => Promise.reject(damaged) } });
    expect(code).toBe(EXIT.failed);
    expect(stderr()).toContain('It is cut short.');
  });
});

describe('index', () => {
  it('waits for another process that builds, and says so once', async () => {
    const running = new YinjuError({
      part: 'index',
      code: 'build-running',
      message: 'Another process builds.',
    });
    let tries = 0;
    const build = (): Promise<typeof report> =>
      ++tries < 3 ? Promise.reject(running) : Promise.resolve(report);
    const { code, stderr } = await run('index', { app: { build } });
    expect(code).toBe(EXIT.ok);
    expect(stderr().split('Another process builds.')).toHaveLength(2);
    expect(stderr()).toContain('Waiting until that build has ended.');
  });
});

describe('a period and a publisher', () => {
  it('restrict what is asked, relative to --today', async () => {
    const line = 'ask 放行 --since 去年 --until 2025-02 --publisher 海岸观察 --today 2025-06-18';
    const { asked, stderr, code } = await run(line);
    expect(code).toBe(EXIT.ok);
    const filter = { since: '2024-01-01', until: '2025-02-28', publisher: '海岸观察' };
    expect(asked).toMatchObject([{ question: '放行', options: { filter } }]);
    expect(stderr()).toContain('Only articles from 2024-01-01 to 2025-02-28, by 海岸观察\n');
  });

  it('restrict every line of the input, and a search', async () => {
    const { asked } = await run('ask --since 2024', { input: '放行？\n为什么放行？\n' });
    expect(asked.map(({ options }) => options?.filter)).toEqual([
      { since: '2024-01-01' },
      { since: '2024-01-01' },
    ]);
    const search = vi.fn(() => Promise.resolve([]));
    await run('search 放行 --until 2023 --limit 4', { app: { search } });
    expect(search).toHaveBeenCalledWith('放行', 4, { until: '2023-12-31' });
  });

  it('are said to be wrong before the index is looked at, with how to write them', async () => {
    const { stderr, calls } = await run('ask x --since someday');
    expect(stderr()).toContain('“someday” does not read as a date. Try one such as 2024');
    expect(calls).toEqual([]);
  });

  it('restrict nothing unless they are given', async () => {
    expect((await run('ask 放行')).asked[0]?.options).not.toHaveProperty('filter');
  });
});

describe('search, articles and show', () => {
  it('prints passages with their offsets', async () => {
    const { stdout } = await run('search 放行 --json');
    const found = JSON.parse(stdout()) as { text: string; start: number; end: number };
    expect(article.text.slice(found.start, found.end)).toBe(found.text);
    expect(found).toMatchObject({
      path: 'port/news.md',
      date: '2024-07-31',
      headingPath: ['通关改革'],
      score: 1.5,
    });
  });

  it('lists articles with what is known of them', async () => {
    expect(JSON.parse((await run('articles --json')).stdout())).toEqual({
      path: 'port/news.md',
      id: '0123456789ab',
      title: '口岸新闻',
      publisher: '示例日报',
      author: null,
      date: '2024-07-31',
      datePrecision: 'inferred',
      url: 'https://example.org/news',
      categories: ['贸易'],
      language: 'zh-Hans',
      characters: article.text.length,
      passages: 2,
    });
    expect((await run('articles')).stdout().split('\n')).toHaveLength(3);
  });

  it('shows the text and nothing else, so that offsets count in it', async () => {
    expect((await run(`show ${article.id}`)).stdout()).toBe(`${article.text}\n`);
  });

  it('says how to find the id of an article it does not know', async () => {
    const { code, stderr } = await run('show nothing');
    expect(code).toBe(EXIT.failed);
    expect(stderr()).toContain('yinju articles');
  });
});

describe('index', () => {
  it('reports a build in the form that others parse', async () => {
    const { stdout, stderr } = await run('index --json');
    expect(JSON.parse(stdout())).toEqual({
      articles: 1,
      passages: 2,
      embedded: 2,
      reused: 0,
      removed: 0,
      skipped: [{ path: 'bad.md', reason: 'It is not text.' }],
      seconds: 0.25,
      model: 'builtin',
    });
    expect(stderr()).toContain('There was no index before.');
  });

  it('tells people what was skipped and why', async () => {
    const { stdout } = await run('index');
    expect(stdout()).toContain('Skipped bad.md: It is not text.');
    expect(stdout()).toContain('b.md says nearly the same as a.md (97 %)');
  });

  it('rebuilds when asked to', async () => {
    expect((await run('index --rebuild')).calls).toEqual(['open', 'rebuild', 'close']);
  });

  it.each(['index status --content elsewhere --json', 'index --content elsewhere --json status'])(
    'understands `%s`',
    async (line) => {
      const { code, stdout, calls } = await run(line);
      expect(code).toBe(EXIT.ok);
      expect(JSON.parse(stdout())).toMatchObject({ state: 'missing', problems: [] });
      expect(calls).toEqual(['open', 'close']);
    },
  );

  it('verifies with 4 when there is nothing whole to serve', async () => {
    const damaged = {
      ...missing,
      state: 'damaged' as const,
      problems: [{ file: 'bm25.bin', problem: 'It is cut.' }],
    };
    const { code, stdout } = await run('index verify', { app: { verify: () => Promise.resolve(damaged) } });
    expect(code).toBe(EXIT.damaged);
    expect(stdout()).toContain('bm25.bin: It is cut.');
    expect((await run('index verify')).code).toBe(EXIT.damaged);
  });
});

describe('chat', () => {
  it('answers a question a line until the input ends or a farewell', async () => {
    const { code, asked, stdout } = await run('chat', { input: '放行\n月亮\nexit\n放行\n' });
    expect(code).toBe(EXIT.ok);
    expect(asked.map(({ question }) => question)).toEqual(['放行', '月亮']);
    expect(stdout()).toContain('Q: 放行\n1. 货物');
  });

  it('hands each question the one before, so that it may lean on it', async () => {
    const { asked } = await run('chat', { input: '放行\n月亮\n' });
    expect(asked.map(({ options }) => options?.previous)).toEqual([
      undefined,
      { question: '放行', shown: ['0123456789ab'] },
    ]);
  });

  it('goes on after a question that failed, and says so in the end', async () => {
    const ask = vi.fn().mockRejectedValue(new Error('The model has died.'));
    const { code, stderr } = await run('chat', { input: '一\n二\n', app: { ask } });
    expect(ask).toHaveBeenCalledTimes(2);
    expect(stderr()).toContain('The model has died.');
    expect(code).toBe(EXIT.failed);
  });
});

describe('start', () => {
  it('says in one line how to get a token, and converses here', async () => {
    const { code, stderr, asked, calls } = await run('start', { input: '放行\n' });
    expect(code).toBe(EXIT.ok);
    expect(stderr().split('\n')[0]).toContain('https://discord.com/developers/applications');
    expect(asked).toHaveLength(1);
    expect(calls).toEqual(['open', 'build', 'close']);
  });

  const env = { DISCORD_TOKEN: 'abc.def.ghi' };

  it('serves Discord until it is asked to stop, and leaves in order', async () => {
    const order: string[] = [];
    let requestStop = (): void => undefined;
    const { code, stdout, calls } = await run('start', {
      env,
      onListening: (stop) => (requestStop = stop),
      discord: {
        start(_, token) {
          order.push(`start ${token}`);
          setImmediate(() => {
            requestStop();
          });
          return Promise.resolve({
            user: 'yinju#0001',
            inviteUrl: 'https://discord.example/invite',
            stop: () => Promise.resolve(void order.push('stop')),
            cutOff: new Promise(() => undefined),
          });
        },
      },
    });
    expect(code).toBe(EXIT.ok);
    expect(order).toEqual(['start abc.def.ghi', 'stop']);
    expect(stdout()).toContain('yinju#0001');
    expect(stdout()).toContain('https://discord.example/invite');
    expect(calls).toEqual(['load', 'build', 'follow', 'close', 'unlisten']);
  });

  it('leaves with an error that says what to do when Discord has cut it off for good', async () => {
    const order: string[] = [];
    const { code, stderr } = await run('start', {
      env,
      discord: {
        start: () =>
          Promise.resolve({
            user: 'u',
            inviteUrl: 'i',
            stop: () => Promise.resolve(void order.push('stop')),
            cutOff: Promise.resolve(
              new YinjuError({
                part: 'discord',
                code: 'token-refused',
                message: 'No.',
                remedy: 'Copy it again.',
              }),
            ),
          }),
      },
    });
    expect(code).toBe(EXIT.failed);
    expect(order).toEqual(['stop']);
    expect(stderr()).toContain('Copy it again.');
  });

  describe('as shards', () => {
    const sharded = { ...env, DISCORD_SHARDS: '3' };
    const never = new Promise<never>(() => undefined);
    const session = {
      user: 'yinju',
      inviteUrl: 'https://discord.example/invite',
      count: 3,
      ready: Promise.resolve(),
      failed: never,
      stop: () => Promise.resolve(),
    };

    it('brings the index up to date once, gives it up, and leaves with the shards', async () => {
      let requestStop = (): void => undefined;
      const stop = vi.fn(session.stop);
      const startShards = vi.fn((settings: Settings) => {
        setImmediate(() => {
          requestStop();
        });
        return Promise.resolve({ ...session, count: Number(settings.discord.shards), stop });
      });
      const { code, stdout, calls } = await run('start', {
        env: sharded,
        onListening: (request) => (requestStop = request),
        discord: { startShards },
      });
      expect(code).toBe(EXIT.ok);
      expect(stdout()).toContain('as yinju in 3 shards, with 1 articles');
      expect(stdout()).toContain('https://discord.example/invite');
      expect(calls).toEqual(['load', 'build', 'close', 'unlisten']);
      expect(stop).toHaveBeenCalledOnce();
    });

    it.each([
      [2, EXIT.usage],
      [1, EXIT.failed],
      [134, EXIT.failed],
    ])('stops them all when one cannot start: its exit code %d becomes %d', async (failure, expected) => {
      const stop = vi.fn(session.stop);
      const failed = Promise.resolve(failure);
      const { code, stdout } = await run('start', {
        env: sharded,
        discord: { startShards: () => Promise.resolve({ ...session, ready: never, failed, stop }) },
      });
      expect(code).toBe(expected);
      expect(stdout()).toBe('');
      expect(stop).toHaveBeenCalledOnce();
    });

    it('serves, in the process of a shard, what is stored, and leaves the talking to the first process', async () => {
      let requestStop = (): void => undefined;
      const { code, stdout, stderr, calls } = await run('start', {
        env: { ...sharded, SHARDING_MANAGER: 'true', SHARDS: '1', SHARD_COUNT: '3' },
        onListening: (request) => (requestStop = request),
        discord: {
          start: () => {
            setImmediate(() => {
              requestStop();
            });
            return Promise.resolve({ ...session, cutOff: never });
          },
        },
      });
      expect(code).toBe(EXIT.ok);
      expect(calls).toEqual(['load', 'follow', 'close', 'unlisten']);
      expect(stdout() + stderr()).toBe('');
    });
  });

  it('serves the index it has when a refresh fails', async () => {
    let requestStop = (): void => undefined;
    const start = vi.fn(() => {
      setImmediate(() => {
        requestStop();
      });
      const cutOff = new Promise<Error>(() => undefined);
      return Promise.resolve({ user: 'u', inviteUrl: 'i', stop: () => Promise.resolve(), cutOff });
    });
    const { code, stderr } = await run('start', {
      env,
      onListening: (stop) => (requestStop = stop),
      app: { build: () => Promise.reject(new Error('The disk is full.')) },
      discord: { start },
    });
    expect(code).toBe(EXIT.ok);
    expect(start).toHaveBeenCalledOnce();
    expect(stderr()).toContain('The disk is full.');
  });

  it('does not log in when it is asked to stop while it builds', async () => {
    let requestStop = (): void => undefined;
    const { code } = await run('start', {
      env,
      onListening: (stop) => (requestStop = stop),
      app: {
        build({ signal } = {}) {
          requestStop();
          return signal?.aborted === true ? Promise.reject(new Error('aborted')) : Promise.resolve(report);
        },
      },
    });
    expect(code).toBe(EXIT.ok);
  });

  it('fails when Discord refuses the token', async () => {
    const refused = new YinjuError({
      part: 'discord',
      code: 'token-refused',
      message: 'Discord refuses the token.',
    });
    const { code, stderr, calls } = await run('start', {
      env,
      discord: { start: () => Promise.reject(refused) },
    });
    expect(code).toBe(EXIT.failed);
    expect(stderr()).toContain('Discord refuses the token.');
    expect(calls.at(-1)).toBe('unlisten');
  });
});
