import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Guild } from '../../src/sandbox/places.js';
import { Sandbox, SANDBOX_TOKEN, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import { shardOf } from '../../src/sandbox/shards.js';
import { expectContractKept, expectNoConnection } from '../support/discord-fixture.js';
import { startYinju, yinju, type Running } from './cli-process.js';

// Several processes start, each of which reads its program and the index, on a machine that may be busy.
const PATIENCE_MS = 120_000;
const QUESTION = '石桥修缮用去多少青砖？';

let home: string;
let sandbox: Sandbox;
let bot: Running | null = null;

afterEach(async () => {
  // Where a test has failed; its shards leave when it has gone.
  bot?.kill('SIGKILL');
  await bot?.outcome;
  bot = null;
  await sandbox.close();
  rmSync(home, { recursive: true, force: true });
  expectContractKept(sandbox);
});

async function prepare(options: SandboxOptions = {}): Promise<void> {
  sandbox = await Sandbox.start({
    guilds: 2,
    maxConcurrency: 2,
    acknowledgeWithinMs: 60_000,
    patienceMs: 60_000,
    ...options,
  });
  writeFileSync(
    path.join(home, '.env'),
    `DISCORD_TOKEN=${SANDBOX_TOKEN}\nDISCORD_API_URL=${sandbox.apiUrl}\nDISCORD_SHARDS=auto\nLOG_FORMAT=json\nDISCORD_COOLDOWN=none\n`,
  );
}

beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-shards-')));
  mkdirSync(path.join(home, 'content'));
  write('bridge.md', '# 石桥修缮\n\n石桥修缮用去三千块青砖，工期四个月。\n');
});

function write(file: string, text: string): void {
  writeFileSync(path.join(home, 'content', file), text);
}

/** The server of each shard. */
function guildsByShard(): [Guild, Guild] {
  const guilds = [...sandbox.world.guilds.values()];
  const [first, second] = [0, 1].map((id) => guilds.find((guild) => shardOf(guild.id, 2) === id));
  if (first === undefined || second === undefined) throw new Error('each shard has a server');
  return [first, second];
}

async function ask(guild: Guild, question = QUESTION): Promise<string> {
  const shown = await sandbox.driver.command('ask', { question }, { in: guild }).shown();
  return (shown.embeds[0]?.description ?? '').replaceAll('*', '');
}

interface LogLine {
  readonly msg: string;
  readonly shard?: number;
  readonly process?: number;
}

function log({ written }: Running): LogLine[] {
  const lines = written.stderr.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as LogLine);
}

describe('start with DISCORD_SHARDS', () => {
  it(
    'answers in every server, serves each new index everywhere, mends a shard, and leaves in order',
    async () => {
      await prepare({ recommendedShards: 2 });
      bot = startYinju(['start'], { cwd: home });
      await bot.wrote('in 2 shards, with 1 articles');
      const [first, second] = guildsByShard();
      for (const guild of [first, second]) expect(await ask(guild)).toContain('三千块青砖');
      const registrations = sandbox.requests.filter(({ method }) => method === 'PUT');
      expect(registrations).toHaveLength(1);
      // Neither among the arguments of any process, nor said by one.
      expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(SANDBOX_TOKEN);

      // A build in a terminal.
      write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
      expect((await yinju(['index'], { cwd: home })).code).toBe(0);
      for (const guild of [first, second]) {
        await vi.waitFor(
          async () => {
            expect(await ask(guild, '图书馆每晚开放到几点？')).toContain('十点');
          },
          { timeout: 30_000, interval: 200 },
        );
      }

      // A changed article, which one of the shards notices.
      write('bakery.md', '# 面包房\n\n面包房清晨四点开炉。\n');
      for (const guild of [second, first]) {
        await vi.waitFor(
          async () => {
            expect(await ask(guild, '面包房清晨几点开炉？')).toContain('四点');
          },
          { timeout: 30_000, interval: 200 },
        );
      }

      // A build in one of the shards.
      write('drones.md', '# 无人机邮路\n\n无人机邮路连接十二个村庄，每架载重十五公斤。\n');
      const { moderator } = sandbox.world;
      sandbox.driver.command('index rebuild', {}, { in: first, by: moderator });
      for (const guild of [second, first]) {
        await vi.waitFor(
          async () => {
            expect(await ask(guild, '无人机邮路每架载重多少公斤？')).toContain('十五公斤');
          },
          { timeout: 30_000, interval: 200 },
        );
      }

      // A shard that dies.
      const started = log(bot).find(({ msg, shard }) => msg === 'a shard has started' && shard === 1);
      process.kill(started?.process ?? Number.NaN, 'SIGKILL');
      await vi.waitFor(
        () => {
          const again = sandbox.gateway.identified.filter(([id]) => id === 1);
          expect(again).toHaveLength(2);
        },
        { timeout: 60_000, interval: 100 },
      );
      expect(await ask(second)).toContain('青砖');
      expect(sandbox.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);

      // An order to leave, given to the first process alone.
      const under = [first, second].map((guild) =>
        sandbox.driver.command('ask', { question: QUESTION }, { in: guild }),
      );
      await Promise.all(under.map((exchange) => exchange.acknowledged()));
      bot.kill('SIGTERM');
      for (const exchange of under) expect((await exchange.shown()).embeds).toHaveLength(1);
      const { code, stdout, stderr } = await bot.outcome;
      expect(code, stderr).toBe(0);
      await expectNoConnection(sandbox);
      expect(stdout + stderr).not.toContain(SANDBOX_TOKEN);
      expect(stderr.split('Stopping')).toHaveLength(2);
      const logins = log(bot).filter(({ msg }) => msg === 'logged in to Discord');
      expect(logins.map(({ shard }) => shard).sort()).toEqual([0, 1, 1]);
    },
    PATIENCE_MS,
  );

  it(
    'leaves no shard behind when the first process is killed',
    async () => {
      await prepare({ recommendedShards: 2 });
      bot = startYinju(['start'], { cwd: home });
      await bot.wrote('in 2 shards');
      expect(sandbox.gateway.open).toBe(2);
      bot.kill('SIGKILL');
      await bot.outcome;
      await vi.waitFor(
        () => {
          expect(sandbox.gateway.open).toBe(0);
        },
        { timeout: 30_000, interval: 50 },
      );
    },
    PATIENCE_MS,
  );

  it(
    'ends with the exit code, and the message, of a shard that cannot start',
    async () => {
      await prepare({ recommendedShards: 2 });
      sandbox.gateway.refuseWith(4014);
      const { code, stdout, stderr } = await yinju(['start'], { cwd: home });
      expect(code).toBe(1);
      expect(stderr).toContain('Privileged Gateway Intents');
      expect(stdout).toBe('');
    },
    PATIENCE_MS,
  );

  it(
    'ends when the token is reset while it runs',
    async () => {
      await prepare({ recommendedShards: 2 });
      bot = startYinju(['start'], { cwd: home });
      await bot.wrote('in 2 shards');
      sandbox.interruptWith(() => ({ status: 401, body: { message: '401: Unauthorized', code: 0 } }));
      sandbox.gateway.refuseWith(4004);
      sandbox.gateway.closeAll(4004);
      const { code, stderr } = await bot.outcome;
      expect(code).toBe(1);
      expect(stderr).toContain('Discord does not accept the token');
      await expectNoConnection(sandbox);
    },
    PATIENCE_MS,
  );

  it(
    'says before it starts any shard that the token is not accepted',
    async () => {
      await prepare();
      const { code, stderr } = await yinju(['start'], { cwd: home, env: { DISCORD_TOKEN: 'ab.cd.ef' } });
      expect(code).toBe(1);
      expect(stderr).toContain('Discord does not accept the token');
      expect(sandbox.gateway.connections).toBe(0);
    },
    PATIENCE_MS,
  );
});
