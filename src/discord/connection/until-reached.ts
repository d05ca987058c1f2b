import type { Logger } from '../../domain/logger.js';
import type { Backoff } from './backoff.js';
import { isPassing } from './connection-errors.js';
import { describeFailure } from '../delivery/failure.js';

/** How often, and for how long, Discord is tried. */
export interface Attempts {
  readonly backoff: Backoff;
  /** Aborted when the bot is not wanted any more. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Tries again, ever more seldom, for as long as Discord cannot be reached.
 * @param attempt - what is tried
 * @throws what is not passing; or the reason for which the signal was aborted
 */
export async function untilReached<T>(
  attempt: () => Promise<T>,
  { backoff, signal, logger }: Attempts,
): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!isPassing(error)) throw error;
      const delayMs = backoff.failed();
      const fields = { attempt: backoff.failures, delayMs, ...describeFailure(error) };
      logger.warn(fields, 'Discord cannot be reached, trying again');
      await backoff.wait(delayMs, signal);
    }
  }
}
