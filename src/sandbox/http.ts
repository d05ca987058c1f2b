import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiCall, Route } from './api.js';
import { ApiError, refusals } from './protocol.js';
import type { RateLimits } from './rate-limits.js';
import type { Interrupt, Interruption, RecordedRequest, SentBody, SentFile } from './recorded.js';
import { botRoutes } from './routes/bot.js';
import { channelRoutes } from './routes/channels.js';
import { commandRoutes } from './routes/commands.js';
import { interactionRoutes } from './routes/interactions.js';
import { threadRoutes } from './routes/threads.js';
import type { JsonObject } from './world.js';

/** What the HTTP API needs. */
export interface HttpOptions {
  readonly token: string;
  /** What every route is given. */
  readonly context: () => Pick<ApiCall, 'world' | 'gatewayUrl' | 'shards' | 'acknowledgeWithinMs'>;
  /** Called once per request, before it is answered. */
  readonly onRequest: (request: RecordedRequest) => void;
  /** Asked before each request; what it gives is answered instead. For faults. */
  readonly interrupt: Interrupt;
  readonly rateLimits: RateLimits;
}

/** What stands before every path of the API. */
export const API_ROOT = '/api/v10';

const BODY_MAX = 25 * 1024 * 1024;

const routes: readonly Route[] = [
  ...botRoutes,
  ...commandRoutes,
  ...channelRoutes,
  ...threadRoutes,
  ...interactionRoutes,
];

/**
 * Answers one request of Discord's HTTP API, version 10.
 * @param request - as node:http gives it
 * @param response - where to answer
 * @param options - what to answer from
 */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  const { method = 'GET' } = request;
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const path = url.pathname;
  const authorised = request.headers.authorization === `Bot ${options.token}`;
  const sent = await readBody(request);
  const at = performance.now();
  const asked = { method, url, authorised, sent };
  const { interruption, counted } = await interrupted(asked, options);
  // Recorded in the same breath as it is done: whoever sees what it did finds the request.
  if (interruption?.carriedOut === true) answer(asked, options);
  const { status, body, headers } = interruption ?? answer(asked, options);
  const query = Object.fromEntries(url.searchParams);
  options.onRequest({ method, path, query, ...sent, authorised, status, response: body, at });
  response.writeHead(status, {
    ...counted,
    ...headers,
    ...(body !== null && { 'content-type': 'application/json' }),
  });
  response.end(body === null ? undefined : JSON.stringify(body));
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly authorised: boolean;
  readonly sent: SentBody;
}

/** What is answered in place of the routes, if anything is, and the headers that tell of rate limits. */
async function interrupted(
  { method, url, authorised, sent }: Asked,
  { rateLimits, interrupt }: HttpOptions,
): Promise<{ interruption?: Interruption | undefined; counted: Readonly<Record<string, string>> }> {
  const request = { method, path: url.pathname };
  const counted = rateLimits.count({ ...request, authorised });
  if (isInterruption(counted)) return { interruption: counted, counted: {} };
  return { interruption: await interrupt({ ...request, body: sent.body }), counted };
}

function isInterruption(counted: ReturnType<RateLimits['count']>): counted is Interruption {
  return typeof counted.status === 'number';
}

function answer({ method, url, authorised, sent }: Asked, options: HttpOptions): Interruption {
  try {
    const found = findRoute(method, url.pathname);
    if (found === null) throw refusals.notFound();
    if (found.route.auth && !authorised) throw refusals.unauthorised();
    if (sent.body === undefined) throw refusals.invalidBody(['the body is not JSON']);
    const { params } = found;
    const result = found.route.handle({
      ...options.context(),
      params,
      query: url.searchParams,
      body: sent.body,
      files: sent.files,
    });
    return { status: result === null ? 204 : (found.route.status ?? 200), body: result };
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: refusalShape(error) };
    throw error;
  }
}

function findRoute(
  method: string,
  pathname: string,
): { route: Route; params: Readonly<Record<string, string>> } | null {
  if (!pathname.startsWith(`${API_ROOT}/`)) return null;
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, pathname.slice(API_ROOT.length)) : null;
    if (params !== null) return { route, params };
  }
  return null;
}

/**
 * The values that stand in `path` where `pattern` has `{names}`, or `null` where it does not fit.
 * @param pattern - as in Discord's documentation
 * @param path - as requested, without {@link API_ROOT}
 */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const expected = pattern.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [i, segment] of expected.entries()) {
    const value = decodeURIComponent(actual[i] ?? '');
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = value;
    else if (segment !== value) return null;
  }
  return params;
}

function refusalShape({ code, message, details }: ApiError): JsonObject {
  if (details.length === 0) return { code, message };
  const errors = details.map((detail) => ({ code: 'INVALID', message: detail }));
  return { code, message, errors: { _errors: errors } };
}

async function readBody(request: IncomingMessage): Promise<SentBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_MAX) chunks.push(chunk);
  }
  const type = request.headers['content-type'] ?? '';
  const contentType = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (bytes === 0) return { contentType: null, body: null, files: [] };
  const content = Buffer.concat(chunks);
  if (contentType === 'multipart/form-data') return readForm(content, type);
  return { contentType, body: parseJson(content.toString('utf8')), files: [] };
}

async function readForm(content: Buffer, type: string): Promise<SentBody> {
  // Deprecated for servers that strangers reach; this one hears only its own machine.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const form = await new Response(new Uint8Array(content), { headers: { 'content-type': type } }).formData();
  const files = await Promise.all(
    [...form.entries()].flatMap(([field, value]) =>
      typeof value === 'string' ? [] : [readFile(field, value)],
    ),
  );
  const payload = form.get('payload_json');
  const body = typeof payload === 'string' ? parseJson(payload) : null;
  return { contentType: 'multipart/form-data', body, files };
}

async function readFile(field: string, file: Blob & { readonly name: string }): Promise<SentFile> {
  const content = new Uint8Array(await file.arrayBuffer());
  return { field, name: file.name, bytes: file.size, contentType: file.type, content };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
