import { once } from 'node:events';
import { WebSocket } from 'ws';
import { INTENTS, OPCODES } from '../../src/sandbox/protocol.js';
import { SANDBOX_TOKEN, type Sandbox } from '../../src/sandbox/sandbox.js';

/** A frame of the gateway. */
export interface Frame {
  readonly op: number;
  readonly t?: string;
  readonly s?: number;
  readonly d?: Record<string, unknown>;
}

/** A bare gateway client: what it is sent, in order. */
export class GatewayClient {
  readonly #frames: Frame[] = [];
  readonly #socket: WebSocket;
  #wake: () => void = () => undefined;

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on('message', (raw: Buffer) => {
      this.#frames.push(JSON.parse(raw.toString()) as Frame);
      this.#wake();
    });
  }

  /** Connects to the address that the HTTP API names. */
  static async connect({ apiUrl }: Sandbox): Promise<GatewayClient> {
    const headers = { authorization: `Bot ${SANDBOX_TOKEN}` };
    const response = await fetch(`${apiUrl}/v10/gateway/bot`, { headers });
    const { url } = (await response.json()) as { url: string };
    return new GatewayClient(`${url}?v=10&encoding=json`);
  }

  /** The frame that was sent next. */
  async next(): Promise<Frame> {
    while (this.#frames.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    const frame = this.#frames.shift();
    if (frame === undefined) throw new Error('there is a frame');
    return frame;
  }

  /** The data of the next event of this name; what came before it is passed over. */
  async until(event: string): Promise<Record<string, unknown>> {
    for (;;) {
      const { t, d } = await this.next();
      if (t === event && d !== undefined) return d;
    }
  }

  /** Names of the events that have come and were not taken, once one of this name is among them. */
  async eventsUpTo(event: string): Promise<string[]> {
    const seen: string[] = [];
    for (;;) {
      const { t } = await this.next();
      if (t !== undefined) seen.push(t);
      if (t === event) return seen;
    }
  }

  send(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** Identifies; resolves with what READY says. */
  async identify(changes: object = {}): Promise<Record<string, unknown>> {
    const intents = INTENTS.guilds | INTENTS.guildMessages | INTENTS.directMessages;
    if (this.#socket.readyState !== WebSocket.OPEN) await once(this.#socket, 'open');
    this.send({ op: OPCODES.identify, d: { token: SANDBOX_TOKEN, intents, properties: {}, ...changes } });
    return this.until('READY');
  }

  /** Resolves with the code that the connection was closed with. */
  async closed(): Promise<number> {
    const [code] = (await once(this.#socket, 'close')) as [number];
    return code;
  }

  close(): void {
    this.#socket.terminate();
  }
}
