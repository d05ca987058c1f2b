import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP proxy on this machine. */
export interface ForwardProxy {
  readonly address: string;
  /** What it was asked to connect to, `host:port`. */
  readonly asked: readonly string[];
  /** What was sent to it as user and password. */
  readonly authorisations: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** Starts a proxy that connects to one port of this machine, whatever host it is asked for. */
export async function startForwardProxy(port: number): Promise<ForwardProxy> {
  const asked: string[] = [];
  const authorisations: (string | undefined)[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request, near: Duplex) => {
    asked.push(request.url ?? '');
    authorisations.push(request.headers['proxy-authorization']);
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://ann:secret@127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    authorisations,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
