import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSE_CODES } from '../../src/sandbox/protocol.js';
import { Sandbox, SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import { startYinju, yinju } from './cli-process.js';

let home: string;
let sandbox: Sandbox;

beforeEach(async () => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-start-')));
  mkdirSync(path.join(home, 'content'));
  writeFileSync(
    path.join(home, 'content', 'bridge.md'),
    '# 石桥修缮\n\n石桥修缮用去三千块青砖，工期四个月。\n',
  );
  sandbox = await Sandbox.start({ acknowledgeWithinMs: 30_000, patienceMs: 20_000 });
  writeFileSync(
    path.join(home, '.env'),
    `DISCORD_TOKEN=${SANDBOX_TOKEN}\nDISCORD_API_URL=${sandbox.apiUrl}\n`,
  );
});

afterEach(async () => {
  await sandbox.close();
  rmSync(home, { recursive: true, force: true });
});

describe('start with a token in .env', () => {
  it('builds the index, logs in, answers, and leaves in order when it is told to', async () => {
    const bot = startYinju(['start'], { cwd: home });
    await bot.wrote('Invite the bot');
    const shown = await sandbox.driver.command('ask', { question: '石桥修缮用去多少青砖？' }).shown();
    expect(shown.embeds[0]?.description).toContain('青砖');
    await sandbox.driver.command('ask', { question: 'zzz qqq' }).shown();
    bot.kill('SIGTERM');
    const { code, stdout, stderr } = await bot.outcome;
    expect(code, stderr).toBe(0);
    const gaps = path.join(home, 'embeddings', 'index-data', 'gaps');
    const kept = readdirSync(gaps).map((name) => readFileSync(path.join(gaps, name), 'utf8'));
    expect(kept.join('')).toContain('zzz qqq');
    expect(stdout).toContain('with 1 articles');
    expect(stdout + stderr).not.toContain(SANDBOX_TOKEN);
  });
});

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('start with METRICS_PORT', () => {
  it('serves figures while it runs, and its log names questions by their ids alone', async () => {
    const port = await freePort();
    const env = { METRICS_PORT: String(port), LOG_FORMAT: 'json' };
    const bot = startYinju(['start'], { cwd: home, env });
    await bot.wrote('Invite the bot');
    const get = (name: string): Promise<Response> => fetch(`http://127.0.0.1:${port}/${name}`);
    expect((await get('readyz')).status).toBe(200);
    const exchange = sandbox.driver.command('ask', { question: '石桥修缮用去多少青砖？' });
    await exchange.shown();
    const text = await (await get('metrics')).text();
    expect(text).toMatch(/yinju_questions_total\{outcome="strong"\} [12]\n/u);
    expect(text).toContain('yinju_builds_total{outcome="changed"} 1');
    sandbox.gateway.refuseWith(CLOSE_CODES.rateLimited);
    sandbox.gateway.closeAll(CLOSE_CODES.rateLimited);
    await vi.waitFor(async () => {
      expect((await get('readyz')).status).toBe(503);
    });
    bot.kill('SIGTERM');
    const { code, stderr } = await bot.outcome;
    expect(code, stderr).toBe(0);
    const lines = stderr.split('\n').filter((line) => line.includes('a question was answered'));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { requestId: exchange.id, guildId: sandbox.world.guildId, by: 'command', outcome: 'strong' },
    ]);
    expect(stderr).not.toContain('青砖');
  });
});

describe('start, when Discord', () => {
  it('no longer accepts the token, ends with exit code 1 and says what to do', async () => {
    const bot = startYinju(['start'], { cwd: home });
    await bot.wrote('Invite the bot');
    sandbox.gateway.closeAll(CLOSE_CODES.authenticationFailed);
    const { code, stderr } = await bot.outcome;
    expect(code).toBe(1);
    expect(stderr).toContain('put it into DISCORD_TOKEN');
    expect(stderr).not.toContain(SANDBOX_TOKEN);
  });

  it('has it wait for an hour before its commands are registered, leaves all the same when it is told to', async () => {
    sandbox.interruptWith(({ path: asked }) =>
      asked.endsWith('/commands')
        ? {
            status: 429,
            body: { message: 'You are being rate limited.', retry_after: 3600, global: false },
            headers: { 'Retry-After': '3600' },
          }
        : undefined,
    );
    const bot = startYinju(['start'], { cwd: home, env: { LOG_LEVEL: 'info' } });
    while (!sandbox.requests.some(({ status }) => status === 429)) await sleep(50);
    bot.kill('SIGTERM');
    expect((await bot.outcome).code).toBe(0);
  });
});

describe('doctor with a token in .env', () => {
  it('asks Discord, and passes on what it says', async () => {
    const { stdout } = await yinju(['doctor', '--json'], { cwd: home });
    const discord = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { check: string; state: string; code: string })
      .filter(({ check }) => check === 'discord');
    expect(discord).toContainEqual(expect.objectContaining({ state: 'ok', code: 'token' }));
    expect(stdout).not.toContain(SANDBOX_TOKEN);
  });
});
