import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDiscord, type DiscordOptions } from '../../src/discord/bot.js';
import { checkDiscord, type DiscordCheck } from '../../src/discord/connection/check.js';
import { YinjuError } from '../../src/domain/errors.js';
import { Sandbox, SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import { expectContractKept, expectNoConnection, optionsFor } from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { unusedPort } from '../support/ports.js';
import { recordingLogger, type LogLine } from '../support/recording-logger.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start({ acknowledgeWithinMs: 30_000 });
});

afterEach(async () => {
  await sandbox.close();
  expectContractKept(sandbox);
});

/** What starting a bot fails with. */
async function failure(changes: Partial<DiscordOptions> = {}): Promise<YinjuError> {
  const error: unknown = await startDiscord(new FakeApp(), { ...optionsFor(sandbox), ...changes }).then(
    async (bot) => {
      await bot.stop();
      return null;
    },
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof YinjuError)) throw new Error(`not a YinjuError: ${String(error)}`);
  return error;
}

describe('startDiscord', () => {
  it('refuses what cannot be a token before it is sent, and does not repeat it', async () => {
    const error = await failure({ token: 'Bot secret\nvalue' });
    expect(error).toMatchObject({ code: 'token-malformed', part: 'discord' });
    expect(error.message).not.toContain('secret');
    expect(sandbox.requests).toEqual([]);
  });

  it('says how to mend a token that Discord does not accept, without repeating it', async () => {
    const error = await failure({ token: 'c2VjcmV0.wrong.token' });
    expect(error.code).toBe('token-refused');
    expect(error.remedy).toContain('DISCORD_TOKEN');
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain('c2VjcmV0');
  });

  it('says which setting of the application disallows its intents', async () => {
    // Nothing that the bot asks for is privileged: Discord is made to disallow it all the same.
    sandbox.gateway.refuseWith(4014);
    const error = await failure();
    expect(error.code).toBe('intents-disallowed');
    expect(error.remedy).toContain('Privileged Gateway Intents');
  });

  it('names the code with which Discord closes the gateway for good', async () => {
    sandbox.gateway.refuseWith(4013);
    expect(await failure()).toMatchObject({ code: 'gateway-closed', message: /4013 \(InvalidIntents\)/u });
  });

  it('says which setting to change where there are too many servers for one connection', async () => {
    sandbox.gateway.refuseWith(4011);
    expect(await failure()).toMatchObject({ code: 'sharding-required', remedy: /DISCORD_SHARDS=auto/u });
  });

  it('says that the bot is not in the server that commands were to be registered in', async () => {
    const error = await failure({ guildId: '123456789012345678' });
    expect(error.code).toBe('not-in-guild');
    expect(error.remedy).toContain('https://discord.com/oauth2/authorize?');
    await expectNoConnection(sandbox);
  });

  it('registers the commands in the server that is named, and nowhere else', async () => {
    const { guildId } = sandbox.world;
    const bot = await startDiscord(new FakeApp(), { ...optionsFor(sandbox), guildId });
    await bot.stop();
    expect([...sandbox.world.commands.keys()]).toEqual([guildId]);
  });

  it('asks for no privileged intent and for exactly the permissions it uses', async () => {
    const bot = await startDiscord(new FakeApp(), optionsFor(sandbox));
    await bot.stop();
    const permissions = new URL(bot.inviteUrl).searchParams.get('permissions');
    expect(BigInt(permissions ?? 0)).toBe(
      (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 35n) | (1n << 38n),
    );
    expect(bot.user).toEqual({ id: sandbox.world.bot.id, tag: 'yinju' });
  });

  it('answers again after the gateway was lost', async () => {
    const app = new FakeApp();
    const bot = await startDiscord(app, optionsFor(sandbox));
    sandbox.gateway.closeAll(4000);
    const shown = await sandbox.driver.mention('蓝湾港首月有多少艘货轮在夜间靠泊？').shown();
    expect(shown.embeds).toHaveLength(1);
    expect(sandbox.gateway.connections).toBe(2);
    await bot.stop();
  });

  it('stops while the gateway is lost', async () => {
    const log: LogLine[] = [];
    const bot = await startDiscord(new FakeApp(), { ...optionsFor(sandbox), logger: recordingLogger(log) });
    sandbox.gateway.closeAll(4000);
    await vi.waitFor(() => {
      expect(log.map(({ message }) => message)).toContain('the Discord gateway is lost, connecting again');
    });
    await bot.stop();
    // Longer than discord.js waits before it connects again. The attempt under way may still be counted: it is given up.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(sandbox.gateway.open).toBe(0);
    expect(sandbox.gateway.connections).toBeLessThanOrEqual(2);
  });

  it('runs the index for members with a configured role', async () => {
    const { moderatorRoleId, member } = sandbox.world;
    const bot = await startDiscord(new FakeApp(), {
      ...optionsFor(sandbox),
      adminRoleIds: [moderatorRoleId],
    });
    const by = { ...member, roleIds: [moderatorRoleId] };
    const shown = await sandbox.driver.command('index status', {}, { by, opened: true }).shown();
    expect(shown.content).toContain('索引可用');
    await bot.stop();
  });
});

describe('checkDiscord', () => {
  function look(changes: Partial<Parameters<typeof checkDiscord>[0]> = {}): Promise<DiscordCheck> {
    return checkDiscord({ token: SANDBOX_TOKEN, apiUrl: sandbox.apiUrl, guildId: null, ...changes });
  }

  function codes({ lines }: DiscordCheck, ok: boolean): string[] {
    return lines.filter((line) => line.ok === ok).map(({ code }) => code);
  }

  it('finds everything in order without logging in', async () => {
    const check = await look({ guildId: sandbox.world.guildId });
    expect(check.ok).toBe(true);
    expect(codes(check, true)).toEqual(['token', 'intents', 'sessions', 'guild']);
    expect(sandbox.gateway.connections).toBe(0);
  });

  it.each([
    ['a malformed token', { token: 'a b' }, 'token-malformed'],
    ['a wrong token', { token: 'a.b.c' }, 'token-refused'],
    ['a server that the bot is not in', { guildId: '1234567890' }, 'not-in-guild'],
  ])('reports %s with a remedy', async (_, changes, code) => {
    const check = await look(changes);
    expect(check.ok).toBe(false);
    expect(codes(check, false)).toEqual([code]);
    expect(check.lines.at(-1)?.remedy).toBeDefined();
    expect(check.lines.at(-1)?.message).not.toContain('[discord]');
  });

  it('reports that Discord cannot be reached', async () => {
    expect(codes(await look({ apiUrl: `http://127.0.0.1:${await unusedPort()}/api` }), false)).toEqual([
      'discord-unreachable',
    ]);
  });

  it.each([
    ['/users/@me/guilds', [], 'no-guild'],
    ['/users/@me/guilds', [{ id: '1', name: 'S', permissions: '1024' }], 'missing-permissions'],
    [
      '/applications/@me',
      { id: '1', name: 'a', interactions_endpoint_url: 'https://a.example' },
      'interactions-elsewhere',
    ],
    [
      '/gateway/bot',
      { url: 'wss://a', shards: 1, session_start_limit: { total: 9, remaining: 0, reset_after: 7_200_000 } },
      'sessions',
    ],
  ])('reports what %s tells', async (path, body, code) => {
    sandbox.interruptWith((request) =>
      decodeURIComponent(request.path).endsWith(path) ? { status: 200, body } : undefined,
    );
    const check = await look();
    expect(codes(check, false)).toEqual([code]);
    sandbox.requests.length = 0;
  });
});
