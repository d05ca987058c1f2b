import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { startDiscord } from '../../../src/discord/bot.js';
import { Sandbox } from '../../../src/sandbox/sandbox.js';
import { optionsFor } from '../../support/discord-fixture.js';
import { FakeApp } from '../../support/fake-app.js';

let sandbox: Sandbox;
/** Where the gateway is said to be. */
let server: Server;
const gateway = new WebSocketServer({ noServer: true });
/** Goes on with the opening of the socket that was asked for. */
let finishOpening: () => void;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  finishOpening = () => undefined;
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
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
});

afterEach(async () => {
  for (const client of gateway.clients) client.terminate();
  server.closeAllConnections();
  server.close();
  await sandbox.close();
});

/** Starts a bot that is told to leave before its gateway is ready. */
async function leavesWhen(moment: Promise<unknown>): Promise<void> {
  const end = new AbortController();
  const starting = startDiscord(new FakeApp(), { ...optionsFor(sandbox), signal: end.signal });
  // Awaited below: until then it is not to count as a rejection that nobody handles.
  starting.catch(() => undefined);
  await moment;
  end.abort();
  await expect(starting).rejects.toThrow();
}

async function expectNoneOpen(): Promise<void> {
  await vi.waitFor(() => {
    expect(gateway.clients.size).toBe(0);
  });
}

describe('a bot that leaves', () => {
  it('gives up the socket that is being opened', async () => {
    const cut = new Promise<void>((resolve) => {
      server.on('upgrade', (request, socket, head) => {
        socket.on('close', resolve);
        finishOpening = () => {
          gateway.handleUpgrade(request, socket, head, () => undefined);
        };
      });
    });
    await leavesWhen(once(server, 'upgrade'));
    finishOpening();
    await cut;
    await expectNoneOpen();
  });

  it('does not wait for ever for a socket that was never greeted', async () => {
    const opened = new Promise<void>((resolve) => {
      server.on('upgrade', (request, socket, head) => {
        gateway.handleUpgrade(request, socket, head, () => {
          resolve();
        });
      });
    });
    await leavesWhen(opened);
    await expectNoneOpen();
  });

  it('does not wait for ever for a gateway that does not get ready', async () => {
    const identified = new Promise<void>((resolve) => {
      server.on('upgrade', (request, socket, head) => {
        gateway.handleUpgrade(request, socket, head, (client) => {
          client.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40_000 } }));
          client.on('message', () => {
            resolve();
          });
        });
      });
    });
    await leavesWhen(identified);
    await expectNoneOpen();
  });
});
