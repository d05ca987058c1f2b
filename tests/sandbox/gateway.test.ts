import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE_CODES, INTENTS, OPCODES } from '../../src/sandbox/protocol.js';
import { Sandbox, SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';

interface Frame {
  readonly op: number;
  readonly t?: string;
  readonly s?: number;
  readonly d?: Record<string, unknown>;
}

/** A bare gateway client: what it is sent, in order. */
class Client {
  readonly #frames: Frame[] = [];
  readonly #socket: WebSocket;
  #wake: () => void = () => undefined;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on('message', (raw: Buffer) => {
      this.#frames.push(JSON.parse(raw.toString()) as Frame);
      this.#wake();
    });
  }

  async next(): Promise<Frame> {
    while (this.#frames.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    const frame = this.#frames.shift();
    if (frame === undefined) throw new Error('there is a frame');
    return frame;
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  identify(changes: Record<string, unknown> = {}): void {
    const intents = INTENTS.guilds | INTENTS.guildMessages | INTENTS.directMessages;
    this.send({ op: OPCODES.identify, d: { token: SANDBOX_TOKEN, intents, properties: {}, ...changes } });
  }

  async closed(): Promise<number> {
    const [code] = (await once(this.#socket, 'close')) as [number];
    return code;
  }

  close(): void {
    this.#socket.terminate();
  }
}

let sandbox: Sandbox;
let client: Client;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  client = await connect();
});

afterEach(async () => {
  client.close();
  await sandbox.close();
});

/** Connects to the address that the HTTP API names, and takes the greeting. */
async function connect(): Promise<Client> {
  const response = await fetch(`${sandbox.apiUrl}/v10/gateway/bot`, {
    headers: { authorization: `Bot ${SANDBOX_TOKEN}` },
  });
  const { url } = (await response.json()) as { url: string };
  const connected = new Client(`${url}?v=10&encoding=json`);
  expect(await connected.next()).toEqual({ op: OPCODES.hello, d: { heartbeat_interval: 41_250 } });
  return connected;
}

describe('the gateway', () => {
  it('introduces the bot and its server to whoever identifies', async () => {
    client.identify();
    expect(await client.next()).toMatchObject({ op: OPCODES.dispatch, t: 'READY', s: 1, d: { v: 10 } });
    expect(await client.next()).toMatchObject({ t: 'GUILD_CREATE', s: 2, d: { id: sandbox.world.guildId } });
  });

  it('acknowledges heartbeats, also before identifying', async () => {
    client.send({ op: OPCODES.heartbeat, d: null });
    expect(await client.next()).toEqual({ op: OPCODES.heartbeatAck });
  });

  it.each([
    ['a wrong token', { token: 'wrong' }, CLOSE_CODES.authenticationFailed],
    ['intents that there are not', { intents: 1 << 30 }, CLOSE_CODES.invalidIntents],
    ['no intents', { intents: null }, CLOSE_CODES.invalidIntents],
    ['a privileged intent', { intents: INTENTS.messageContent }, CLOSE_CODES.disallowedIntents],
    ['no properties', { properties: null }, CLOSE_CODES.decodeError],
  ])('closes on %s', async (_, changes, code) => {
    client.identify(changes);
    expect(await client.closed()).toBe(code);
  });

  it.each([
    ['what is not JSON', 'what?', CLOSE_CODES.decodeError],
    ['an unknown opcode', { op: 99 }, CLOSE_CODES.unknownOpcode],
    ['a presence before identifying', { op: OPCODES.presenceUpdate }, CLOSE_CODES.notAuthenticated],
  ])('closes on %s', async (_, frame, code) => {
    client.send(frame);
    expect(await client.closed()).toBe(code);
  });

  it('closes on identifying twice', async () => {
    client.identify();
    client.identify();
    expect(await client.closed()).toBe(CLOSE_CODES.alreadyAuthenticated);
  });

  it('hides the text of messages that do not mention a bot without the message-content intent', async () => {
    client.identify();
    await client.next();
    await client.next();
    sandbox.driver.say('not for bots');
    sandbox.driver.mention('for the bot');
    sandbox.driver.directMessage('to the bot');
    const contents = [await client.next(), await client.next(), await client.next()].map(
      ({ d }) => d?.content,
    );
    expect(contents).toEqual(['', `<@${sandbox.world.bot.id}> for the bot`, 'to the bot']);
  });

  it('tells only of what was asked for', async () => {
    client.identify({ intents: INTENTS.guilds | INTENTS.directMessages });
    await client.next();
    await client.next();
    expect(() => sandbox.driver.say('x')).toThrow(/No bot is connected/u);
    sandbox.driver.directMessage('y');
    expect(await client.next()).toMatchObject({ t: 'MESSAGE_CREATE', d: { content: 'y' } });
  });

  it('sends again, to who resumes, what was missed', async () => {
    client.identify();
    const { d } = await client.next();
    await client.next();
    const closed = client.closed();
    sandbox.gateway.closeAll(CLOSE_CODES.unknownError);
    await closed;
    sandbox.driver.directMessage('missed');
    client = await connect();
    client.send({ op: OPCODES.resume, d: { token: SANDBOX_TOKEN, session_id: d?.session_id, seq: 2 } });
    expect(await client.next()).toMatchObject({ t: 'MESSAGE_CREATE', s: 3, d: { content: 'missed' } });
    expect(await client.next()).toMatchObject({ t: 'RESUMED', s: 4 });
  });

  it('refuses to resume a session that it does not know', async () => {
    client.send({ op: OPCODES.resume, d: { token: SANDBOX_TOKEN, session_id: 'unknown', seq: 1 } });
    expect(await client.next()).toEqual({ op: OPCODES.invalidSession, d: false });
  });
});

describe('faults of the gateway', () => {
  beforeEach(async () => {
    client.identify();
    await client.next();
    await client.next();
  });

  it('can be that heartbeats go unanswered, which are counted all the same', async () => {
    sandbox.gateway.deaf = true;
    client.send({ op: OPCODES.heartbeat, d: null });
    await vi.waitFor(() => {
      expect(sandbox.gateway.heartbeatGaps).toHaveLength(1);
    });
    sandbox.gateway.deaf = false;
    client.send({ op: OPCODES.heartbeat, d: null });
    expect(await client.next()).toEqual({ op: OPCODES.heartbeatAck });
    expect(sandbox.gateway.heartbeatGaps).toHaveLength(2);
  });

  it('can be asked for: to connect again, and that the session is not valid', async () => {
    sandbox.gateway.askToReconnect();
    expect(await client.next()).toEqual({ op: OPCODES.reconnect, d: null });
    sandbox.gateway.invalidateSessions(true);
    expect(await client.next()).toEqual({ op: OPCODES.invalidSession, d: true });
    sandbox.gateway.invalidateSessions(false);
    expect(await client.next()).toEqual({ op: OPCODES.invalidSession, d: false });
    expect(sandbox.gateway.listens(INTENTS.guilds)).toBe(false);
  });
});
