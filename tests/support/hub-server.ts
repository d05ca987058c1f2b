import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly range: string | undefined;
}

/** How a {@link startHub} server misbehaves. */
export interface HubOptions {
  /** Status codes given, one for each request, before the server does its work. */
  readonly failFirst?: number[];
  /** Connections broken off, each after so many bytes of a file. */
  readonly breakAfter?: number[];
  /** Weights are elsewhere, as on the hub. Default true. */
  readonly redirectWeights?: boolean;
  /** Announced instead of the true SHA-256 of the weights. */
  readonly wrongSha256?: string;
  /** Whether files have an entity tag, without which nothing can be resumed. Default true. */
  readonly tags?: boolean;
}

/** A server on loopback. */
export interface Running {
  /** Without a closing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** A loopback server that hands out one model's files as the hub does. */
export async function startHub(
  model: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: HubOptions = {},
): Promise<Running & { seen: SeenRequest[] }> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    seen.push({ path, range: request.headers.range });
    const status = options.failFirst?.shift();
    const name = path.replace(`/${model}/resolve/main/`, '').replace('/elsewhere/', '');
    const content = files[name];
    if (status !== undefined || content === undefined) {
      response.writeHead(status ?? 404).end();
    } else if (
      name.endsWith('.onnx') &&
      !path.startsWith('/elsewhere/') &&
      options.redirectWeights !== false
    ) {
      const sha256 = options.wrongSha256 ?? createHash('sha256').update(content).digest('hex');
      response.writeHead(302, { location: `/elsewhere/${name}`, 'x-linked-etag': `"${sha256}"` }).end();
    } else {
      sendFile(request, response, { content: Buffer.from(content), options });
    }
  });
  return { ...(await listen(server)), seen };
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { content, options }: { content: Buffer; options: HubOptions },
): void {
  const tag = `"${createHash('sha256').update(content).digest('hex').slice(0, 8)}"`;
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const resumes = from > 0 && request.headers['if-range'] === tag;
  const body = resumes ? content.subarray(from) : content;
  response.writeHead(resumes ? 206 : 200, {
    'content-length': body.length,
    ...(options.tags === false ? {} : { etag: tag }),
    ...(resumes ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
  });
  const end = request.url?.endsWith('.onnx') === true ? options.breakAfter?.shift() : undefined;
  if (end === undefined) response.end(body);
  else response.write(body.subarray(0, end), () => setTimeout(() => response.destroy(), 20));
}

/** A loopback proxy that tunnels (CONNECT), and remembers where to and with which credentials. */
export async function startProxy(): Promise<
  Running & { tunnels: string[]; credentials: (string | undefined)[] }
> {
  const tunnels: string[] = [];
  const credentials: (string | undefined)[] = [];
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request: IncomingMessage, client) => {
    tunnels.push(request.url ?? '');
    credentials.push(request.headers['proxy-authorization']);
    const [host = '', port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  return { ...(await listen(server)), tunnels, credentials };
}

async function listen(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
