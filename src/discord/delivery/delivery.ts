import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js';
import { Backoff, type BackoffOptions } from '../connection/backoff.js';

/** How long an answer is tried to be given. */
export interface DeliveryOptions {
  /** For how long from now it can still be given, in milliseconds. */
  readonly withinMs: number;
  /** Between attempts. Default 1 second to 1 minute. */
  readonly backoff?: BackoffOptions | undefined;
  /** Aborted when the bot leaves: what is being waited for is tried once more at once, and then given up. */
  readonly leaving: AbortSignal;
}

/**
 * An interaction's reply can be written for a quarter of an hour
 * (https://discord.com/developers/docs/interactions/receiving-and-responding); half a minute is left for a request.
 */
export const REPLY_WITHIN_MS = 14.5 * 60_000;
/** Whoever wrote a message does not look out for its answer for longer. */
export const MESSAGE_WITHIN_MS = 60_000;
/** Discord waits three seconds for the first reaction to an interaction. */
const ACKNOWLEDGE_WITHIN_MS = 2_500;

/**
 * Sends something to Discord, again and again, ever more seldom, for as long as Discord fails. (discord.js tries
 * four times at once, and waits out rate limits by itself.)
 * @param send - must do no harm where it is done twice: a lost answer does not mean a lost request
 * @param options - how long to try
 * @throws what `send` threw last, or at once what will not pass
 */
export async function deliver<T>(
  send: () => Promise<T>,
  { withinMs, backoff, leaving }: DeliveryOptions,
): Promise<T> {
  const waits = new Backoff(backoff);
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const delayMs = waits.failed();
      if (!mayPass(error) || leaving.aborted || performance.now() + delayMs > until) throw error;
      await waits.wait(delayMs, leaving).catch(() => undefined);
    }
  }
}

/** In place of the usual waits: there is no time for them. */
const ACKNOWLEDGE_BACKOFF: BackoffOptions = { firstMs: 150, mostMs: 600 };

/**
 * Sends the first reaction to an interaction. One that Discord has already, although it failed to say so, is as good.
 * @param send - acknowledges the interaction
 * @param delivery - how it is tried again
 * @returns what `send` gave, or `null` where Discord had it already
 */
export async function respond<T>(
  send: () => Promise<T>,
  { backoff, leaving }: Omit<DeliveryOptions, 'withinMs'>,
): Promise<T | null> {
  const waits = { ...ACKNOWLEDGE_BACKOFF, ...backoff };
  return deliver(send, { withinMs: ACKNOWLEDGE_WITHIN_MS, backoff: waits, leaving }).catch(
    (error: unknown) => {
      if (isAcknowledged(error)) return null;
      throw error;
    },
  );
}

/** By a request whose answer was lost, or by a process that was there before this one. */
function isAcknowledged(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/** What sockets and name servers fail with while something on the way is down. */
const PASSING_CODES =
  /^(?:ECONN(?:RESET|REFUSED|ABORTED)|ETIMEDOUT|EPIPE|E(?:NET|HOST)UNREACH|EAI_AGAIN|ENOTFOUND|UND_ERR_\w+)$/u;

/**
 * Whether the same request may succeed in a while.
 * @param error - what discord.js threw
 */
export function mayPass(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return false;
  if (error instanceof HTTPError) return error.status >= 500;
  if (!(error instanceof Error)) return false;
  // A request that took too long.
  if (error.name === 'AbortError') return true;
  const { code } = error as NodeJS.ErrnoException;
  return (typeof code === 'string' && PASSING_CODES.test(code)) || mayPass(error.cause);
}
