import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDiscord, type DiscordBot, type DiscordOptions } from '../../src/discord/bot.js';
import { INTENTS } from '../../src/sandbox/protocol.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { expectContractKept, optionsFor } from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { passOn, unusedPort } from '../support/ports.js';
import { recordingLogger, type LogLine } from '../support/recording-logger.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
const UNREACHABLE = 'Discord cannot be reached, trying again';
const LOST = 'the Discord gateway is lost, connecting again';

let sandbox: Sandbox;
let log: LogLine[];

beforeEach(async () => {
  sandbox = await Sandbox.start({ acknowledgeWithinMs: 30_000, patienceMs: 20_000 });
  log = [];
});

afterEach(async () => {
  await sandbox.close();
  expectContractKept(sandbox);
});

function start(changes: Partial<DiscordOptions> = {}): Promise<DiscordBot> {
  return startDiscord(new FakeApp(), { ...optionsFor(sandbox), logger: recordingLogger(log), ...changes });
}

function lines(message: string): LogLine[] {
  return log.filter((line) => line.message === message);
}

async function logged(message: string, count: number): Promise<void> {
  await vi.waitFor(
    () => {
      expect(lines(message).length).toBeGreaterThanOrEqual(count);
    },
    { timeout: 15_000 },
  );
}

/** From now on the gateway is said to be at this port. */
function moveGateway(port: number): void {
  sandbox.interruptWith(({ path }) =>
    path.endsWith('/gateway/bot')
      ? {
          status: 200,
          body: {
            url: `ws://127.0.0.1:${port}`,
            shards: 1,
            session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
          },
        }
      : undefined,
  );
}

async function expectAnswers(): Promise<void> {
  expect((await sandbox.driver.mention(QUESTION).shown()).embeds).toHaveLength(1);
}

describe('a bot that is started while Discord cannot be reached', () => {
  it('tries until it can, with one line in the log for each attempt, and answers then', async () => {
    const port = await unusedPort();
    const starting = start({ apiUrl: `http://127.0.0.1:${port}/api` });
    await logged(UNREACHABLE, 3);
    const late = await passOn(port, Number(new URL(sandbox.apiUrl).port));
    const bot = await starting;
    await expectAnswers();
    await bot.stop();
    late.close();
    expect(lines(UNREACHABLE).map(({ fields }) => fields.attempt)).toEqual(
      lines(UNREACHABLE).map((_, i) => i + 1),
    );
    expect(lines(UNREACHABLE)[0]?.fields).toMatchObject({ code: 'discord-unreachable' });
    expect(lines(UNREACHABLE)[0]?.fields.delayMs).toBeGreaterThanOrEqual(1);
  });

  it('waits for a Discord that is failing', async () => {
    sandbox.interruptWith(() => ({ status: 502, body: null }));
    const starting = start();
    await logged(UNREACHABLE, 1);
    expect(lines(UNREACHABLE)[0]?.fields).toMatchObject({ code: 'discord-failing' });
    sandbox.interruptWith(() => undefined);
    await (await starting).stop();
  });

  it('waits for a gateway that comes up late', async () => {
    const port = await unusedPort();
    moveGateway(port);
    const starting = start();
    await logged(LOST, 3);
    const late = await passOn(port, Number(new URL(sandbox.apiUrl).port));
    const bot = await starting;
    await expectAnswers();
    await bot.stop();
    late.close();
    expect(lines(LOST).map(({ fields }) => fields.attempt)).toEqual(lines(LOST).map((_, i) => i + 1));
    expect(lines(UNREACHABLE)).toEqual([]);
  });

  it('begins anew where the gateway does not get ready for long', async () => {
    moveGateway(await unusedPort());
    const starting = start({ connectTimeoutMs: 200 });
    await logged(UNREACHABLE, 2);
    expect(lines(UNREACHABLE)[0]?.fields).toMatchObject({ code: 'gateway-unreachable' });
    sandbox.interruptWith(() => undefined);
    await (await starting).stop();
  });

  it('ends at once when it is told to, and does not try again', async () => {
    const end = new AbortController();
    const sleeping: number[] = [];
    const starting = start({
      apiUrl: `http://127.0.0.1:${await unusedPort()}/api`,
      signal: end.signal,
      backoff: {
        sleep: (ms, signal) =>
          new Promise((_, reject) => {
            sleeping.push(ms);
            signal.addEventListener('abort', () => {
              reject(new Error('ended'));
            });
          }),
      },
    });
    await logged(UNREACHABLE, 1);
    end.abort();
    await expect(starting).rejects.toThrow();
    expect(sleeping).toHaveLength(1);
    expect(sleeping[0]).toBeGreaterThanOrEqual(1_000);
  });

  it('ends while it waits for the gateway, too', async () => {
    const end = new AbortController();
    moveGateway(await unusedPort());
    const starting = start({ signal: end.signal });
    await logged(LOST, 1);
    end.abort();
    await expect(starting).rejects.toThrow();
    expect(lines(UNREACHABLE)).toEqual([]);
  });
});

describe('a bot that has lost the gateway', () => {
  it('waits before each attempt, and as the first time once it was back', async () => {
    const slept: number[] = [];
    const bot = await start({
      backoff: { random: () => 0, sleep: (ms) => Promise.resolve(slept.push(ms)) },
    });
    for (let i = 1; i <= 2; i++) {
      sandbox.gateway.closeAll(4000);
      await logged('the Discord gateway is back', i);
    }
    await expectAnswers();
    await bot.stop();
    expect(slept).toEqual([1_000, 1_000]);
    expect(lines(LOST).map(({ fields }) => fields)).toEqual([
      { shard: 0, attempt: 1, delayMs: 1_000 },
      { shard: 0, attempt: 1, delayMs: 1_000 },
    ]);
  });

  it('waits longer and longer while it stays lost, and answers when it is there again', async () => {
    const bot = await start({ backoff: { random: () => 0, sleep: () => Promise.resolve() } });
    const port = Number(new URL(sandbox.apiUrl).port);
    await sandbox.close();
    await logged(LOST, 3);
    sandbox = await Sandbox.start({ acknowledgeWithinMs: 30_000, patienceMs: 20_000, port });
    await vi.waitFor(
      () => {
        expect(sandbox.gateway.listens(INTENTS.guilds)).toBe(true);
      },
      { timeout: 15_000 },
    );
    // The bot has another id there: it answers what is written to it alone, without being named.
    expect((await sandbox.driver.directMessage(QUESTION).shown()).embeds).toHaveLength(1);
    await bot.stop();
    expect(lines(LOST).map(({ fields }) => fields.delayMs)).toEqual(
      lines(LOST).map((_, i) => Math.min(30_000, 1_000 * 2 ** i)),
    );
  });
});
