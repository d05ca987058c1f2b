import { describe, expect, it, vi } from 'vitest';
import { CLOSE_CODES } from '../../src/sandbox/protocol.js';
import { startFixture, stopFixture } from '../support/discord-fixture.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';

describe('a token that is reset while the bot is at work', () => {
  it('is told of by the gateway: the log says what to do, and answers to commands are still given', async () => {
    const fixture = await startFixture();
    const { app, bot, log, sandbox } = fixture;
    let open = (): void => undefined;
    app.gate = new Promise<void>((resolve) => (open = resolve));
    const exchange = sandbox.driver.command('ask', { question: QUESTION });
    await exchange.acknowledged();
    sandbox.gateway.closeAll(CLOSE_CODES.authenticationFailed);
    expect(await bot.cutOff).toMatchObject({ code: 'token-refused' });
    const stopped = bot.stop();
    open();
    await stopped;
    expect((await exchange.shown()).embeds).toHaveLength(1);
    const line = log.find(({ message }) => message === 'Discord has cut the bot off for good');
    expect(line).toMatchObject({ level: 'error', fields: { code: 'token-refused' } });
    expect(line?.fields.error).toContain('put it into DISCORD_TOKEN');
    await stopFixture(fixture);
  });

  it('is told of by the HTTP API', async () => {
    const fixture = await startFixture();
    const { bot, sandbox } = fixture;
    sandbox.interruptWith(({ path }) =>
      path.includes('/channels/')
        ? { status: 401, body: { code: 0, message: '401: Unauthorized' } }
        : undefined,
    );
    sandbox.driver.mention(QUESTION);
    expect(await bot.cutOff).toMatchObject({ code: 'token-refused' });
    await stopFixture(fixture);
  });
});

it('intents that are taken from the application cut the bot off, too', async () => {
  const fixture = await startFixture();
  fixture.sandbox.gateway.closeAll(CLOSE_CODES.disallowedIntents);
  expect(await fixture.bot.cutOff).toMatchObject({ code: 'intents-disallowed' });
  await stopFixture(fixture);
});

it('a command whose token has run out does not cut the bot off', async () => {
  const fixture = await startFixture();
  const { bot, sandbox } = fixture;
  const cutOff = vi.fn();
  void bot.cutOff.then(cutOff);
  let open = (): void => undefined;
  fixture.app.gate = new Promise<void>((resolve) => (open = resolve));
  const exchange = sandbox.driver.command('ask', { question: QUESTION });
  await exchange.acknowledged();
  sandbox.driver.expire(exchange);
  open();
  await vi.waitFor(() => {
    expect(exchange.history.at(-1)?.embeds).toHaveLength(1);
  });
  await stopFixture(fixture);
  expect(cutOff).not.toHaveBeenCalled();
});
