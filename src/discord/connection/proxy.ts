import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import { ProxyAgent, upgrade, type Dispatcher } from 'undici';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Said of the connection itself, not of what goes through it: made anew at the far end. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['host', 'connection', 'upgrade']);

/**
 * What speaks HTTP through a proxy; `null` where there is none, or where the address is on this machine.
 * @param proxy - `http:` or `https:` address of the proxy, with user and password where it wants them
 * @param address - what is to be reached
 */
export function proxyAgent(proxy: string | null, address: string): ProxyAgent | null {
  return proxy === null || isLocal(address) ? null : new ProxyAgent({ uri: proxy });
}

function isLocal(address: string): boolean {
  return URL.canParse(address) && LOOPBACK_HOSTS.has(new URL(address).hostname);
}

/**
 * Lets discord.js reach the gateway through a proxy, for which it has no option: a server on the loopback
 * interface that passes a WebSocket on through the proxy. Its addresses hold a secret, so that no other
 * program of this machine can use it.
 */
export class GatewayRelay {
  readonly #server = createServer((_, response) => response.writeHead(404).end());
  readonly #secret = randomBytes(16).toString('hex');
  readonly #sockets = new Set<Duplex>();

  private constructor(private readonly agent: Dispatcher) {
    this.#server.on('upgrade', (request, socket, head) => {
      this.#passOn(request, socket, head).catch(() => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    });
  }

  /**
   * Starts listening.
   * @param agent - speaks through the proxy; not closed by the relay
   */
  static async start(agent: Dispatcher): Promise<GatewayRelay> {
    const relay = new GatewayRelay(agent);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  /**
   * The address under which a gateway is reached through the proxy. One that is on this machine, and one that
   * was given by this method, stays as it is.
   * @param gateway - `ws:` or `wss:` address
   */
  address(gateway: string): string {
    return isLocal(gateway) ? gateway : `${this.#base}${encodeURIComponent(gateway)}`;
  }

  /** Cuts what is connected and stops listening. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get #base(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${this.#secret}/`;
  }

  async #passOn(request: IncomingMessage, near: Duplex, head: Buffer): Promise<void> {
    this.#sockets.add(near);
    near.on('close', () => this.#sockets.delete(near));
    near.on('error', () => near.destroy());
    const { headers, socket: far } = await upgrade(this.#target(request), {
      dispatcher: this.agent,
      protocol: 'websocket',
      headers: Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && !OWN_HEADERS.has(name) ? [name, value] : [],
      ),
    });
    near.write(`HTTP/1.1 101 Switching Protocols\r\n${headerLines(headers)}\r\n`);
    if (head.length > 0) far.write(head);
    // Whichever end goes takes the other with it; discord.js notices that it has.
    pipeline(near, far, () => far.destroy());
    pipeline(far, near, () => near.destroy());
  }

  /** The gateway that a request is for, as an address for HTTP. */
  #target({ url = '' }: IncomingMessage): URL {
    const [path = '', query = ''] = url.split('?', 2);
    const prefix = `/${this.#secret}/`;
    if (!path.startsWith(prefix)) throw new Error('not an address of this relay');
    const gateway = new URL(decodeURIComponent(path.slice(prefix.length)));
    const target = new URL(gateway.href.replace(/^ws/u, 'http'));
    target.search = query;
    return target;
  }
}

function headerLines(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  return Object.entries(headers)
    .flatMap(([name, value]) => [value ?? []].flat().map((each) => `${name}: ${each}\r\n`))
    .join('');
}
