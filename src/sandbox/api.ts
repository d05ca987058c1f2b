import type { SentFile } from './recorded.js';
import type { JsonObject, World } from './world.js';

/** What Discord tells a bot of its shards before it connects. */
export interface ShardAdvice {
  /** How many shards Discord recommends, 1 or more. */
  readonly recommended: number;
  /** How many may identify at the same time, 1 or more: those whose number leaves different remainders. */
  readonly maxConcurrency: number;
}

/** A request as a route sees it. */
export interface ApiCall {
  readonly world: World;
  /** Values of the route's `{names}`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON: an object, a list, or `null` where there was none. */
  readonly body: unknown;
  /** Of a form. */
  readonly files: readonly SentFile[];
  /** Address of the gateway. */
  readonly gatewayUrl: string;
  /** What the gateway advises of shards. */
  readonly shards: ShardAdvice;
  /** How long after its creation an interaction can be acknowledged, in milliseconds. */
  readonly acknowledgeWithinMs: number;
}

/** What a route answers: with status 204 where it is `null`. */
export type ApiResult = JsonObject | readonly JsonObject[] | null;

/** One thing that the HTTP API can do. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in Discord's documentation, with `{names}`. */
  readonly path: string;
  /** Whether the bot's token is needed; a webhook's token stands in the path instead. */
  readonly auth: boolean;
  /** Status of an answer that is not `null`. Default 200. */
  readonly status?: number;
  /** Throws {@link ApiError} where Discord would refuse. */
  readonly handle: (call: ApiCall) => ApiResult;
}

/**
 * A value of the path.
 * @param call - the request
 * @param name - as in the route's path
 */
export function param({ params }: ApiCall, name: string): string {
  return params[name] ?? '';
}
