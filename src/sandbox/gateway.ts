import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { isObject } from './message-rules.js';
import { ALL_INTENTS, CLOSE_CODES, INTENTS, OPCODES, PRIVILEGED_INTENTS } from './protocol.js';
import { applicationShape, guildCreateShape, guildsOfBot, userShape } from './shapes.js';
import { readShard, shardOf, type IdentifyTurns, type Shard } from './shards.js';
import type { JsonObject, World } from './world.js';

/** What the gateway accepts. */
export interface GatewayOptions {
  /** The only token that may identify. */
  readonly token: string;
  /** Privileged intents that the application is allowed, as bits. */
  readonly allowedIntents: number;
  /** When which shard may identify. */
  readonly turns: IdentifyTurns;
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
  /** Server that it happened in, which decides the shard; `null`: a direct channel, for shard 0. */
  readonly guildId: string | null;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: Shard;
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
  /** Shards that have identified so far, in order, each time again. */
  readonly identified: Shard[] = [];
  /** Connections made so far, also those that did not identify. */
  connections = 0;
  /** Sessions taken up again so far. */
  resumed = 0;
  /** Whether heartbeats go unanswered from now on, as on a connection that is dead without being closed. */
  deaf = false;
  /** Milliseconds from hello, or from a heartbeat, to the next heartbeat, of every connection. */
  readonly heartbeatGaps: number[] = [];

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

  /**
   * Whether a bot is connected that would be told of an event.
   * @param intent - bit that it needs
   * @param guildId - where it happens; `null`: in a direct channel
   */
  listens(intent: number, guildId: string | null = null): boolean {
    return this.#audience({ intent, guildId }).some(({ socket }) => socket !== null);
  }

  /** Whether the bots that are connected may read every message's text. */
  get readsContent(): boolean {
    return [...this.#sessions.values()].some(
      ({ intents, socket }) => socket !== null && (intents & INTENTS.messageContent) !== 0,
    );
  }

  /** Tells every bot that asked for such events; one whose connection is lost is told when it resumes. */
  dispatch(dispatch: Dispatch): void {
    for (const session of this.#audience(dispatch)) this.#tell(session, dispatch.event, dispatch.data);
  }

  /** From now on closes, with this code, every connection that identifies. For faults. */
  refuseWith(code: number): void {
    this.#refusal = code;
  }

  /** Asks every bot to connect again, as Discord does now and then. */
  askToReconnect(): void {
    this.#sendAll({ op: OPCODES.reconnect, d: null });
  }

  /**
   * Tells every bot that its session is not valid.
   * @param resumable - whether it may try to take it up again; otherwise the session is forgotten
   */
  invalidateSessions(resumable: boolean): void {
    if (!resumable) this.forgetSessions();
    this.#sendAll({ op: OPCODES.invalidSession, d: resumable });
  }

  /** Forgets every session: none can be taken up again, and what it was not told is lost. */
  forgetSessions(): void {
    this.#sessions.clear();
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

  #audience({ intent, guildId }: Pick<Dispatch, 'intent' | 'guildId'>): Session[] {
    return [...this.#sessions.values()].filter(
      ({ intents, shard: [id, count] }) => (intents & intent) === intent && shardOf(guildId, count) === id,
    );
  }

  #sendAll(frame: JsonObject): void {
    for (const client of this.#server.clients) send(client, frame);
  }

  #greet(socket: WebSocket): void {
    this.connections++;
    let session: Session | null = null;
    let beatAt = performance.now();
    socket.on('message', (raw) => {
      const frame = parse(raw);
      if (frame?.op === OPCODES.heartbeat) {
        this.heartbeatGaps.push(performance.now() - beatAt);
        beatAt = performance.now();
      }
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
        if (!this.deaf) send(socket, { op: OPCODES.heartbeatAck });
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

  #identify(socket: WebSocket, { token, intents, properties, shard: asked }: JsonObject): Session | null {
    const refusal = this.#refuse(token, intents);
    if (refusal !== null || !isObject(properties) || typeof intents !== 'number') {
      socket.close(refusal ?? CLOSE_CODES.decodeError);
      return null;
    }
    const shard = readShard(asked);
    if (shard === null) {
      socket.close(CLOSE_CODES.invalidShard);
      return null;
    }
    if (!this.options.turns.take(shard)) {
      // As Discord does, which leaves the connection open: the shard may identify again on a new one.
      send(socket, { op: OPCODES.invalidSession, d: false });
      return null;
    }
    const session: Session = { id: randomBytes(16).toString('hex'), intents, shard, sent: [], socket };
    this.#sessions.set(session.id, session);
    this.identified.push(shard);
    this.#introduce(session);
    return session;
  }

  /** Says who the bot is, and which of its servers are this shard's. */
  #introduce(session: Session): void {
    const { shard, intents } = session;
    const guilds = guildsOfBot(this.world).filter(({ id }) => shardOf(id, shard[1]) === shard[0]);
    this.#tell(session, 'READY', {
      v: 10,
      user: userShape(this.world.bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      private_channels: [],
      session_id: session.id,
      resume_gateway_url: this.options.url(),
      session_type: 'normal',
      shard,
      application: applicationShape(this.world),
    });
    if ((intents & INTENTS.guilds) === 0) return;
    for (const guild of guilds) this.#tell(session, 'GUILD_CREATE', guildCreateShape(this.world, guild));
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
    this.resumed++;
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
