import { describe, expect, it, vi } from 'vitest';
import { CLOSE_CODES, INTENTS } from '../../src/sandbox/protocol.js';
import type { SandboxOptions } from '../../src/sandbox/sandbox.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';

type Gateway = Fixture['sandbox']['gateway'];

/** A bot of the test's own: a session is begun anew only every five seconds, for which the tests wait together. */
async function withBot(
  use: (fixture: Fixture) => Promise<unknown>,
  sandbox: SandboxOptions = {},
): Promise<void> {
  const fixture = await startFixture({ sandbox });
  try {
    await use(fixture);
  } finally {
    await stopFixture(fixture);
  }
}

/** Waits until the gateway has been connected to again, and something is true of it. */
async function back({ sandbox: { gateway } }: Fixture, isTrue: (gateway: Gateway) => boolean): Promise<void> {
  await vi.waitFor(
    () => {
      expect(gateway.listens(INTENTS.guilds)).toBe(true);
      expect(isTrue(gateway)).toBe(true);
    },
    { timeout: 20_000 },
  );
}

async function expectAnswers({ sandbox: { driver } }: Fixture): Promise<void> {
  expect((await driver.mention(QUESTION).shown()).embeds).toHaveLength(1);
  expect((await driver.command('ask', { question: QUESTION }).shown()).embeds).toHaveLength(1);
}

describe.concurrent('a gateway that is lost', () => {
  it.each([
    ['an unknown error', CLOSE_CODES.unknownError],
    ['an unknown opcode', CLOSE_CODES.unknownOpcode],
    ['a frame that could not be read', CLOSE_CODES.decodeError],
    ['a session that timed out', CLOSE_CODES.sessionTimedOut],
    ['a code that no documentation has', 4999],
    ['a server that goes away', 1001],
  ])('to %s is taken up where it was, and nothing is missed', (_, code) =>
    withBot(async (fixture) => {
      const { gateway, driver } = fixture.sandbox;
      gateway.closeAll(code);
      const missed = driver.mention(QUESTION);
      await back(fixture, ({ resumed }) => resumed === 1);
      expect((await missed.shown()).embeds).toHaveLength(1);
      await expectAnswers(fixture);
      expect(gateway.identified).toHaveLength(1);
    }),
  );

  it.each([
    ['a request that came too early', CLOSE_CODES.notAuthenticated],
    ['a second identification', CLOSE_CODES.alreadyAuthenticated],
    ['a wrong sequence', CLOSE_CODES.invalidSequence],
    ['too many frames', CLOSE_CODES.rateLimited],
    ['an orderly end', 1000],
  ])('to %s is begun anew', (_, code) =>
    withBot(async (fixture) => {
      fixture.sandbox.gateway.closeAll(code);
      await back(fixture, ({ identified }) => identified.length === 2);
      await expectAnswers(fixture);
    }),
  );

  it('loses no answer that is on its way', () =>
    withBot(async ({ app, sandbox: { driver, gateway } }) => {
      let open = (): void => undefined;
      app.gate = new Promise<void>((resolve) => (open = resolve));
      const asked = [driver.mention(QUESTION), driver.command('ask', { question: QUESTION })];
      await Promise.all(asked.map((exchange) => exchange.acknowledged()));
      gateway.closeAll(CLOSE_CODES.unknownError);
      open();
      for (const exchange of asked) expect((await exchange.shown()).embeds).toHaveLength(1);
    }));
});

describe.concurrent('Discord', () => {
  it('is connected to again when it asks for that, and nothing is missed', () =>
    withBot(async (fixture) => {
      fixture.sandbox.gateway.askToReconnect();
      const missed = fixture.sandbox.driver.mention(QUESTION);
      await back(fixture, ({ resumed }) => resumed === 1);
      expect((await missed.shown()).embeds).toHaveLength(1);
      await expectAnswers(fixture);
    }));

  it('may call a session invalid that can be taken up all the same', () =>
    withBot(async (fixture) => {
      fixture.sandbox.gateway.invalidateSessions(true);
      await back(fixture, ({ resumed }) => resumed === 1);
      await expectAnswers(fixture);
    }));

  it('may call a session invalid for good', () =>
    withBot(async (fixture) => {
      fixture.sandbox.gateway.invalidateSessions(false);
      await back(fixture, ({ identified }) => identified.length === 2);
      await expectAnswers(fixture);
    }));

  it('may have forgotten the session that is to be taken up', () =>
    withBot(async (fixture) => {
      fixture.sandbox.gateway.forgetSessions();
      fixture.sandbox.gateway.closeAll(CLOSE_CODES.unknownError);
      await back(fixture, ({ identified }) => identified.length === 2);
      await expectAnswers(fixture);
    }));
});

describe.concurrent('a connection that is dead without being closed', () => {
  it('is noticed by the heartbeats that nobody answers, and replaced', () =>
    withBot(
      async (fixture) => {
        const { gateway } = fixture.sandbox;
        gateway.deaf = true;
        await back(fixture, ({ resumed }) => resumed >= 1);
        gateway.deaf = false;
        await expectAnswers(fixture);
      },
      { heartbeatMs: 200 },
    ));
});
