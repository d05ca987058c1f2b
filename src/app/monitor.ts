import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { describeError, YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';

/** What a monitor tells. */
export interface MonitorOptions {
  /** Address to listen on; on another than the loopback interface anyone who reaches it can read the figures. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Whether the bot can answer now, and if not, why not. */
  readonly readiness: () => readonly string[];
  /** The figures, and what they are for HTTP. */
  readonly metrics: { text(): Promise<string>; readonly contentType: string };
  readonly logger: Logger;
}

/** A monitor at work. */
export interface Monitor {
  readonly port: number;
  close(): Promise<void>;
}

const TEXT = 'text/plain; charset=utf-8';

/**
 * Serves what supervisors and Prometheus ask for, over HTTP: `/healthz` (200 while the process responds), `/readyz` (200
 * while it can answer, otherwise 503 with the reasons, a line each), `/metrics`. Nothing of what was asked.
 * @throws {@link YinjuError} `monitor-refused` where it cannot listen
 */
export async function startMonitor(options: MonitorOptions): Promise<Monitor> {
  const { host, port, logger } = options;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://monitor');
    answer(pathname, response, options).catch((error: unknown) => {
      logger.warn({ problem: describeError(error) }, 'the figures could not be read');
      response.writeHead(500).end();
    });
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new YinjuError({
      part: 'config',
      code: 'monitor-refused',
      message: `The monitor cannot listen on ${host}, port ${port}.`,
      remedy: 'Choose another METRICS_PORT or METRICS_HOST.',
      cause,
    });
  }
  const address = server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  logger.info({ host, port: listening }, 'the monitor listens');
  return {
    port: listening,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  pathname: string,
  response: ServerResponse,
  { readiness, metrics }: MonitorOptions,
): Promise<void> {
  switch (pathname) {
    case '/healthz':
      respond(response, 200, 'ok');
      break;
    case '/readyz': {
      const reasons = readiness();
      respond(response, reasons.length === 0 ? 200 : 503, reasons.length === 0 ? 'ok' : reasons.join('\n'));
      break;
    }
    case '/metrics': {
      const text = await metrics.text();
      response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
      break;
    }
    default:
      respond(response, 404, 'There are /healthz, /readyz and /metrics.');
  }
}

function respond(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': TEXT }).end(`${text}\n`);
}
