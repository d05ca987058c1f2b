import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../src/sandbox/exchange.js';
import type { Interruption } from '../../src/sandbox/recorded.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';
import { passOn, unusedPort } from '../support/ports.js';
import { SANDBOX_TOKEN, Sandbox } from '../../src/sandbox/sandbox.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
const MESSAGES = /\/channels\/(\d+)\/messages$/u;
const REPLY = /\/webhooks\/.*original$/u;
const CALLBACK = /\/callback$/u;

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture();
});

afterEach(async () => {
  await stopFixture(fixture);
});

async function expectAnswered(exchange: Exchange): Promise<void> {
  expect((await exchange.shown()).embeds).toHaveLength(1);
}

/** Messages that the bot has written. */
function written(): number {
  const { world } = fixture.sandbox;
  return [...world.messages.values()].filter(({ author }) => author.id === world.bot.id).length;
}

function requestsTo(part: RegExp): Fixture['sandbox']['requests'] {
  return fixture.sandbox.requests.filter(({ path }) => part.test(path));
}

/** Answers the next requests to a part of the API like this. */
function failNext(part: RegExp, times: number, interruption: Interruption): void {
  let left = times;
  fixture.sandbox.interruptWith(({ path, method }) =>
    method !== 'GET' && part.test(path) && left-- > 0 ? interruption : undefined,
  );
}

/** Keeps the app from answering until the function that is returned is called. */
function hold(): () => void {
  let open = (): void => undefined;
  fixture.app.gate = new Promise<void>((resolve) => (open = resolve));
  return () => {
    open();
  };
}

describe('a rate limit', () => {
  it('of a channel is kept by the headers, without a request before its time', async () => {
    const { rateLimits, driver } = fixture.sandbox;
    rateLimits.add({ method: 'POST', path: MESSAGES, limit: 2, perMs: 700 });
    const asked = [1, 2, 3, 4, 5].map(() => driver.mention(QUESTION));
    for (const exchange of asked) await expectAnswered(exchange);
    expect(rateLimits.exceeded).toBe(0);
    expect(requestsTo(MESSAGES)).toHaveLength(5);
  });

  it('that nobody told of is waited out', async () => {
    const { rateLimits, driver, world } = fixture.sandbox;
    rateLimits.add({ method: 'POST', path: MESSAGES, limit: 1, perMs: 1_000 });
    const url = `${fixture.sandbox.apiUrl}/v10/channels/${world.general.id}/messages`;
    // Another process of the same bot has used the bucket up.
    await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bot ${SANDBOX_TOKEN}`, 'content-type': 'application/json' },
      body: '{"content":"x"}',
    });
    await expectAnswered(driver.mention(QUESTION));
    expect(rateLimits.exceeded).toBe(1);
    expect(requestsTo(MESSAGES).map(({ status }) => status)).toEqual([200, 429, 200]);
  });

  it('on everything is waited out, and does not keep commands from being answered', async () => {
    const { rateLimits, driver } = fixture.sandbox;
    rateLimits.stopEverything(1_500);
    const open = hold();
    const mention = driver.mention(QUESTION);
    await vi.waitFor(() => {
      expect(rateLimits.exceeded).toBe(1);
    });
    open();
    const command = driver.command('ask', { question: QUESTION });
    await expect(command.acknowledged()).resolves.toBe(5);
    await expectAnswered(mention);
    await expectAnswered(command);
    // The request that was told of it, and none before its time.
    expect(rateLimits.exceeded).toBe(1);
  });
});

describe('a Discord that fails', () => {
  // discord.js tries four times at once.
  it.each([
    ['a command', REPLY, 'command'],
    ['a mention', MESSAGES, 'mention'],
  ] as const)('gets the answer to %s as soon as it does not', async (_, part, kind) => {
    failNext(part, 13, { status: 503, body: null });
    const { driver } = fixture.sandbox;
    const exchange =
      kind === 'command' ? driver.command('ask', { question: QUESTION }) : driver.mention(QUESTION);
    await expectAnswered(exchange);
    expect(requestsTo(part)).toHaveLength(14);
    expect(written()).toBe(1);
  });

  it('is told of a message once, though it fails to say that it has it', async () => {
    failNext(MESSAGES, 6, { status: 500, body: null, carriedOut: true });
    await expectAnswered(fixture.sandbox.driver.mention(QUESTION));
    await vi.waitFor(() => {
      expect(requestsTo(MESSAGES)).toHaveLength(7);
    });
    expect(written()).toBe(1);
  });

  it('gets the answer to a command that it failed to have acknowledged', async () => {
    failNext(CALLBACK, 5, { status: 502, body: null });
    await expectAnswered(fixture.sandbox.driver.command('ask', { question: QUESTION }));
  });

  it('gets the answer to a command whose acknowledgement it does not confirm', async () => {
    failNext(CALLBACK, 5, { status: 502, body: null, carriedOut: true });
    await expectAnswered(fixture.sandbox.driver.command('ask', { question: QUESTION }));
    expect(written()).toBe(1);
  });

  it('gets a press answered', async () => {
    const { driver } = fixture.sandbox;
    const shown = await driver.command('ask', { question: QUESTION }).shown();
    failNext(CALLBACK, 5, { status: 502, body: null });
    expect((await driver.press(shown, '全文出处').shown()).ephemeral).toBe(true);
  });
});

describe('an HTTP API that cannot be reached for a while', () => {
  it('is given the answers when it can', async () => {
    await stopFixture(fixture);
    const sandbox = await Sandbox.start({ acknowledgeWithinMs: 30_000, patienceMs: 20_000 });
    const [near, far] = [await unusedPort(), Number(new URL(sandbox.apiUrl).port)];
    let relay = await passOn(near, far);
    await sandbox.close();
    fixture = await startFixture({
      sandbox: { port: far },
      bot: { apiUrl: `http://127.0.0.1:${near}/api` },
    });
    const open = hold();
    const { driver } = fixture.sandbox;
    const asked = [driver.mention(QUESTION), driver.command('ask', { question: QUESTION })];
    await Promise.all(asked.map((exchange) => exchange.acknowledged()));
    fixture.sandbox.cutRequests();
    relay.close();
    open();
    await sleep(200);
    relay = await passOn(near, far);
    for (const exchange of asked) await expectAnswered(exchange);
    await fixture.bot.stop();
    relay.close();
  });
});

describe('an HTTP API that is slow', () => {
  it('does not keep others waiting, and gets every answer once', { timeout: 60_000 }, async () => {
    const { driver, world } = fixture.sandbox;
    await driver.command('help').shown();
    const [slow, quick] = [world.addPerson('guest1'), world.addPerson('guest2')];
    const slowly = driver.command('ask', { question: QUESTION }, { by: slow });
    const token = world.interactions.get(slowly.id)?.token ?? '';
    fixture.sandbox.interruptWith(async ({ path }) => {
      if (path.includes(token)) await sleep(path.endsWith('/callback') ? 2_900 : 20_000);
      return undefined;
    });
    const others = [
      driver.mention(QUESTION, { by: quick }),
      driver.command('ask', { question: QUESTION }, { by: quick }),
    ];
    for (const exchange of others) await expectAnswered(exchange);
    expect(slowly.history).toEqual([]);
    await vi.waitFor(() => expectAnswered(slowly), { timeout: 50_000 });
    await fixture.bot.stop();
    expect(requestsTo(REPLY).filter(({ path }) => path.includes(token))).toHaveLength(1);
  });
});

describe('leaving', () => {
  it('does not wait for Discord to come back, but tries once more', async () => {
    await stopFixture(fixture);
    const asleep: number[] = [];
    fixture = await startFixture({
      bot: {
        backoff: {
          sleep: (ms, signal) =>
            new Promise((_, reject) => {
              asleep.push(ms);
              signal.addEventListener('abort', () => {
                reject(new Error('left'));
              });
            }),
        },
      },
    });
    const { driver, world } = fixture.sandbox;
    failNext(REPLY, 4, { status: 503, body: null });
    const saved = driver.command('ask', { question: QUESTION }, { by: world.addPerson('guest3') });
    await vi.waitFor(() => {
      expect(asleep).toHaveLength(1);
    });
    await fixture.bot.stop();
    await expectAnswered(saved);
  });

  it('does not wait for a long rate limit to end', async () => {
    await stopFixture(fixture);
    fixture = await startFixture({ bot: { leaveWithinMs: 100 } });
    failNext(MESSAGES, 1, {
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: 15, global: false },
      headers: { 'Retry-After': '15', 'X-RateLimit-Scope': 'shared' },
    });
    const { driver } = fixture.sandbox;
    driver.mention(QUESTION);
    await vi.waitFor(() => {
      expect(requestsTo(MESSAGES)).toHaveLength(1);
    });
    await fixture.bot.stop();
    expect(fixture.log.find(({ message }) => message.startsWith('left before'))?.fields).toEqual({
      unanswered: 1,
    });
    expect(fixture.log).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'Discord has the bot wait' }),
    );
  });
});
