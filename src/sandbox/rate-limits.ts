import type { Interruption } from './recorded.js';
import type { JsonObject } from './world.js';

/** How often something may be asked for. */
export interface RateLimit {
  readonly method: string;
  /** The paths that share the limit, as one place each: what the first group matches tells the places apart. */
  readonly path: RegExp;
  /** Requests that may be made in one period. */
  readonly limit: number;
  /** Length of a period in milliseconds; it begins with its first request. */
  readonly perMs: number;
}

interface Bucket {
  used: number;
  /** When the period ends, in milliseconds since 1970. */
  resetAt: number;
}

const LIMITED = { message: 'You are being rate limited.', code: 0 };

/**
 * Discord's rate limits: buckets that are really used up, told of in the headers of every answer, and a limit on
 * everything that the bot's token is needed for. None at first.
 */
export class RateLimits {
  readonly #limits: RateLimit[] = [];
  readonly #buckets = new Map<string, Bucket>();
  #everythingUntil = 0;
  /** Requests that came before their time, and were refused for it. */
  exceeded = 0;

  /** From now on there is this limit. */
  add(limit: RateLimit): void {
    this.#limits.push(limit);
  }

  /** For so many milliseconds from now nothing is done that the bot's token is needed for. */
  stopEverything(forMs: number): void {
    this.#everythingUntil = Date.now() + forMs;
  }

  /**
   * Counts a request.
   * @param request - what is asked for, and whether the bot's token came with it
   * @returns the headers that its answer has, or the answer that refuses it
   */
  count(request: {
    readonly method: string;
    readonly path: string;
    readonly authorised: boolean;
  }): Interruption | Readonly<Record<string, string>> {
    const now = Date.now();
    if (request.authorised && now < this.#everythingUntil) {
      return this.#refuse((this.#everythingUntil - now) / 1000, { 'X-RateLimit-Global': 'true' });
    }
    const found = this.#find(request);
    if (found === null) return {};
    const bucket = this.#bucket(found.key, found.limit.perMs, now);
    const left = found.limit.limit - bucket.used;
    const headers = {
      'X-RateLimit-Limit': String(found.limit.limit),
      'X-RateLimit-Remaining': String(Math.max(0, left - 1)),
      'X-RateLimit-Reset': String(bucket.resetAt / 1000),
      'X-RateLimit-Reset-After': String((bucket.resetAt - now) / 1000),
      'X-RateLimit-Bucket': found.key.replace(/\W/gu, ''),
    };
    if (left <= 0) return this.#refuse((bucket.resetAt - now) / 1000, headers);
    bucket.used++;
    return headers;
  }

  #find({
    method,
    path,
  }: {
    readonly method: string;
    readonly path: string;
  }): { limit: RateLimit; key: string } | null {
    for (const [i, limit] of this.#limits.entries()) {
      const match = limit.method === method ? limit.path.exec(path) : null;
      if (match !== null) return { limit, key: `bucket${i}:${match[1] ?? ''}` };
    }
    return null;
  }

  #bucket(key: string, perMs: number, now: number): Bucket {
    const known = this.#buckets.get(key);
    if (known !== undefined && now < known.resetAt) return known;
    const bucket = { used: 0, resetAt: now + perMs };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #refuse(seconds: number, extra: Readonly<Record<string, string>>): Interruption {
    this.exceeded++;
    const global = 'X-RateLimit-Global' in extra;
    const body: JsonObject = { ...LIMITED, retry_after: seconds, global };
    // Discord gives whole seconds here, and the exact time in the body.
    const headers = {
      'Retry-After': String(Math.ceil(seconds)),
      'X-RateLimit-Scope': global ? 'global' : 'user',
      ...extra,
    };
    return { status: 429, body, headers };
  }
}
