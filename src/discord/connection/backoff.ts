import { setTimeout as sleepFor } from 'node:timers/promises';

/** How long is waited between attempts. */
export interface BackoffOptions {
  /** Shortest wait, in milliseconds. Default one second. */
  readonly firstMs?: number;
  /** Longest wait, in milliseconds. Default one minute. */
  readonly mostMs?: number;
  /** Uniform from 0 up to 1. Default `Math.random`. */
  readonly random?: () => number;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Waits that double from one attempt to the next, each between half and the whole of its bound at random, so
 * that bots that were cut off together do not come back together.
 */
export class Backoff {
  readonly #firstMs: number;
  readonly #mostMs: number;
  readonly #random: () => number;
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  #failures = 0;

  constructor({
    firstMs = 1_000,
    mostMs = 60_000,
    random = Math.random,
    sleep = (ms, signal) => sleepFor(ms, undefined, { signal }),
  }: BackoffOptions = {}) {
    this.#firstMs = firstMs;
    this.#mostMs = mostMs;
    this.#random = random;
    this.#sleep = sleep;
  }

  /** Attempts that have failed since the last that did not. */
  get failures(): number {
    return this.#failures;
  }

  /** Notes a failed attempt, and gives how long to wait before the next one, in milliseconds. */
  failed(): number {
    const bound = Math.min(this.#mostMs, 2 * this.#firstMs * 2 ** this.#failures);
    this.#failures++;
    return Math.round((bound / 2) * (1 + this.#random()));
  }

  /** Notes an attempt that succeeded: the next failure is waited after as the first. */
  succeeded(): void {
    this.#failures = 0;
  }

  /**
   * Waits.
   * @param ms - as {@link failed} gave it
   * @param signal - rejects when it is aborted
   */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.#sleep(ms, signal);
  }
}
