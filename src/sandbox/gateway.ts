import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { isObject } from './message-rules.js';
import { ALL_INTENTS, CLOSE_CODES, INTENTS, OPCODES, PRIVILEGED_INTENTS } from './protocol.js';
import { applicationShape, guildCreateShape, userShape } from './shapes.js';
import type { JsonObject, World } from './world.js';

/** What the gateway accepts. */
export interface GatewayOptions {
  /** The only token that may identify. */
  readonly token: string;
  /** Privileged intents that the application is allowed, as bits. */
  readonly allowedIntents: number;
  /** How often a bot is told to send a heartbeat. */
  readonly heartbeatMs: number;
  /** Where a session is resumed. */
  readonly url: () => string;
}

/** An event for a bot that asked for it. */
export interface Dispatch {
  readonly event: string;
  readonly data: JsonObject;
  /** The intent bit that must have been asked for; 0 where none is needed. */
  readonly intent: number;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly sent: JsonObject[];
  socket: WebSocket | null;
}

/** A session's events that can be sent again after it was lost. */
const REPLAY_MAX = 1_000;

/** Discord's gateway, version 10, JSON, uncompressed: identify, heartbeat, resume, dispatch. */
export class Gateway {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  readonly #sessions = new Map<string, Session>();
  #refusal: number | null = null;
  /** Connections made so far, also those that did not identify. */
  connections = 0;

  constructor(
    private readonly world: World,
    private readonly options: GatewayOptions,
  ) {}

  /** Takes over an HTTP connection that asks to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#greet(webSocket);
    });
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#server.clients.size;
  }

  /** Whether a bot is connected that would be told of an event. */
  listens(intent: number): boolean {
    return this.#audience(intent).some(({ socket }) => socket !== null);
  }

  /** Whether the bots that are connected may read every message's text. */
  get readsContent(): boolean {
    return this.listens(INTENTS.messageContent);
  }

  /** Tells every bot that asked for such events; one whose connection is lost is told when it resumes. */
  dispatch({ event, data, intent }: Dispatch): void {
    for (const session of this.#audience(intent)) this.#tell(session, event, data);
  }

  /** From now on closes, with this code, every connection that identifies. For faults. */
  refuseWith(code: number): void {
    this.#refusal = code;
  }

  /** Cuts every bot off with a close code. */
  closeAll(code: number): void {
    for (const client of this.#server.clients) client.close(code);
  }

  /** Ends the service. */
  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #audience(intent: number): Session[] {
    return [...this.#sessions.values()].filter(({ intents }) => (intents & intent) === intent);
  }

  #greet(socket: WebSocket): void {
    this.connections++;
    let session: Session | null = null;
    socket.on('message', (raw) => {
      const frame = parse(raw);
      if (frame === null) socket.close(CLOSE_CODES.decodeError);
      else session = this.#receive(socket, session, frame);
    });
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = null;
    });
    send(socket, { op: OPCODES.hello, d: { heartbeat_interval: this.options.heartbeatMs } });
  }

  /** Deals with a frame; gives the session that the connection has from then on. */
  #receive(socket: WebSocket, session: Session | null, { op, d }: JsonObject): Session | null {
    switch (op) {
      case OPCODES.heartbeat:
        send(socket, { op: OPCODES.heartbeatAck });
        return session;
      case OPCODES.identify:
        if (session !== null) socket.close(CLOSE_CODES.alreadyAuthenticated);
        return session ?? this.#identify(socket, isObject(d) ? d : {});
      case OPCODES.resume:
        return this.#resume(socket, isObject(d) ? d : {});
      case OPCODES.presenceUpdate:
      case OPCODES.voiceStateUpdate:
        if (session === null) socket.close(CLOSE_CODES.notAuthenticated);
        return session;
      default:
        socket.close(CLOSE_CODES.unknownOpcode);
        return session;
    }
  }

  #identify(socket: WebSocket, { token, intents, properties }: JsonObject): Session | null {
    const refusal = this.#refuse(token, intents);
    if (refusal !== null || !isObject(properties) || typeof intents !== 'number') {
      socket.close(refusal ?? CLOSE_CODES.decodeError);
      return null;
    }
    const session: Session = { id: randomBytes(16).toString('hex'), intents, sent: [], socket };
    this.#sessions.set(session.id, session);
    this.#tell(session, 'READY', {
      v: 10,
      user: userShape(this.world.bot),
      guilds: [{ id: this.world.guildId, unavailable: true }],
      private_channels: [],
      session_id: session.id,
      resume_gateway_url: this.options.url(),
      session_type: 'normal',
      shard: [0, 1],
      application: applicationShape(this.world),
    });
    if ((intents & INTENTS.guilds) !== 0) this.#tell(session, 'GUILD_CREATE', guildCreateShape(this.world));
    return session;
  }

  #refuse(token: unknown, intents: unknown): number | null {
    if (this.#refusal !== null) return this.#refusal;
    if (token !== this.options.token) return CLOSE_CODES.authenticationFailed;
    if (typeof intents !== 'number' || (intents & ~ALL_INTENTS) !== 0) return CLOSE_CODES.invalidIntents;
    const disallowed = intents & PRIVILEGED_INTENTS & ~this.options.allowedIntents;
    return disallowed === 0 ? null : CLOSE_CODES.disallowedIntents;
  }

  #resume(socket: WebSocket, { token, session_id: id, seq }: JsonObject): Session | null {
    const session = typeof id === 'string' ? this.#sessions.get(id) : undefined;
    if (token !== this.options.token || session === undefined || typeof seq !== 'number') {
      send(socket, { op: OPCODES.invalidSession, d: false });
      return null;
    }
    session.socket = socket;
    for (const frame of session.sent) if (Number(frame.s) > seq) send(socket, frame);
    this.#tell(session, 'RESUMED', {});
    return session;
  }

  #tell(session: Session, event: string, data: JsonObject): void {
    const sequence = Number(session.sent.at(-1)?.s ?? 0) + 1;
    const frame = { op: OPCODES.dispatch, t: event, s: sequence, d: data };
    session.sent.push(frame);
    if (session.sent.length > REPLAY_MAX) session.sent.shift();
    if (session.socket !== null) send(session.socket, frame);
  }
}

function parse(raw: RawData): JsonObject | null {
  try {
    const frame: unknown = JSON.parse((raw as Buffer).toString('utf8'));
    return isObject(frame) ? frame : null;
  } catch {
    return null;
  }
}

function send(socket: WebSocket, frame: JsonObject): void {
  socket.send(JSON.stringify(frame));
}
