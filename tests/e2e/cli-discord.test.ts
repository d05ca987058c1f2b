import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
