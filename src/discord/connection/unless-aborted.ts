import { once } from 'node:events';

/**
 * A request that is given up when the bot is not wanted any more: it may wait for a rate limit to end, for as long as
 * that lasts.
 * @throws what the request does; an error of no further meaning where the signal was aborted
 */
export function unlessAborted<T>(request: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return Promise.race([
    request,
    once(signal, 'abort').then(() => Promise.reject(new Error('not wanted any more'))),
  ]);
}
