import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProxyAgent } from 'undici';
import { startDiscord } from '../../src/discord/bot.js';
import { checkDiscord } from '../../src/discord/connection/check.js';
import { GatewayRelay } from '../../src/discord/connection/proxy.js';
import { INTENTS } from '../../src/sandbox/protocol.js';
import { Sandbox, SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import { expectContractKept, expectNoConnection, optionsFor } from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { startForwardProxy, type ForwardProxy } from '../support/forward-proxy.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
/** Addresses that only the proxy can reach. */
const API_URL = 'http://discord.test/api';
const GATEWAY = 'ws://gateway.discord.test:8080/gateway';

let sandbox: Sandbox;
let proxy: ForwardProxy;

beforeEach(async () => {
  sandbox = await Sandbox.start({ acknowledgeWithinMs: 30_000, patienceMs: 20_000 });
  proxy = await startForwardProxy(Number(new URL(sandbox.apiUrl).port));
  sandbox.interruptWith(({ path }) =>
    path.endsWith('/gateway/bot')
      ? {
          status: 200,
          body: {
            url: GATEWAY,
            shards: 1,
            session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
          },
        }
      : undefined,
  );
});

afterEach(async () => {
  await proxy.close();
  await sandbox.close();
  expectContractKept(sandbox);
});

describe('a bot behind a proxy', () => {
  it('reaches the HTTP API and the gateway through it, and leaves nothing open', async () => {
    const bot = await startDiscord(new FakeApp(), {
      ...optionsFor(sandbox),
      apiUrl: API_URL,
      proxy: proxy.address,
    });
    const shown = await sandbox.driver.command('ask', { question: QUESTION }).shown();
    expect(shown.embeds).toHaveLength(1);
    expect(new Set(proxy.asked)).toEqual(new Set(['discord.test:80', 'gateway.discord.test:8080']));
    const credentials = `Basic ${Buffer.from('ann:secret').toString('base64')}`;
    expect(new Set(proxy.authorisations)).toEqual(new Set([credentials]));
    await bot.stop();
    await expectNoConnection(sandbox);
  });

  it('comes back after the gateway was lost', async () => {
    const bot = await startDiscord(new FakeApp(), {
      ...optionsFor(sandbox),
      apiUrl: API_URL,
      proxy: proxy.address,
    });
    // Not to be resumed: it is looked for where it was at first.
    sandbox.gateway.closeAll(1000);
    await vi.waitFor(
      () => {
        expect(sandbox.gateway.connections).toBe(2);
        expect(sandbox.gateway.listens(INTENTS.guilds)).toBe(true);
      },
      { timeout: 20_000 },
    );
    const shown = await sandbox.driver.directMessage(QUESTION).shown();
    expect(shown.embeds).toHaveLength(1);
    await bot.stop();
  });

  it('does not ask the proxy for what is on this machine', async () => {
    sandbox.interruptWith(() => undefined);
    const bot = await startDiscord(new FakeApp(), { ...optionsFor(sandbox), proxy: proxy.address });
    await bot.stop();
    expect(proxy.asked).toEqual([]);
  });

  it('is looked at through it', async () => {
    const look = { token: SANDBOX_TOKEN, apiUrl: API_URL, guildId: null };
    expect((await checkDiscord({ ...look, proxy: proxy.address })).ok).toBe(true);
    expect(proxy.asked).toContain('discord.test:80');
  });
});

describe('GatewayRelay', () => {
  it('is closed to programs that do not know its address', async () => {
    const agent = new ProxyAgent(proxy.address);
    const relay = await GatewayRelay.start(agent);
    const { port } = new URL(relay.address(GATEWAY));
    const status = await new Promise((resolve) => {
      request({
        host: '127.0.0.1',
        port,
        path: `/${'0'.repeat(32)}/${encodeURIComponent(GATEWAY)}`,
        headers: { connection: 'Upgrade', upgrade: 'websocket' },
      })
        .on('response', ({ statusCode }) => {
          resolve(statusCode);
        })
        .end();
    });
    expect(status).toBe(502);
    expect(proxy.asked).toEqual([]);
    await relay.close();
    await agent.destroy();
  });

  it('gives the same address for one that it gave before', async () => {
    const agent = new ProxyAgent(proxy.address);
    const relay = await GatewayRelay.start(agent);
    const address = relay.address(GATEWAY);
    expect(relay.address(address)).toBe(address);
    expect(address).not.toContain('discord.test:8080/');
    await relay.close();
    await agent.destroy();
  });
});
