import { setImmediate } from 'node:timers/promises';

/**
 * Milliseconds of work between two turns of the event loop. A bot that builds in its own process answers
 * Discord's heartbeat and its members in between; at 5 ms the turns themselves cost under 1 %.
 */
const SLICE_MILLISECONDS = 5;

/**
 * Cuts a long synchronous job into slices: between them timers, sockets and questions get their turn. One
 * unit of work (one article parsed, one vector inserted) is never cut, so units should be short.
 */
export class TimeSlices {
  readonly #signal: AbortSignal | undefined;
  readonly #milliseconds: number;
  #started = performance.now();

  /**
   * @param signal - ends the job at the next turn
   * @param milliseconds - length of a slice; default 5
   */
  constructor(signal?: AbortSignal, milliseconds = SLICE_MILLISECONDS) {
    this.#signal = signal;
    this.#milliseconds = milliseconds;
  }

  /**
   * To be awaited between two units of work: resolves at once while the slice lasts, otherwise after the event
   * loop has turned. Rejects with the signal's reason once it is aborted.
   */
  async turn(): Promise<void> {
    this.#signal?.throwIfAborted();
    if (performance.now() - this.#started < this.#milliseconds) return;
    await setImmediate();
    this.#started = performance.now();
    this.#signal?.throwIfAborted();
  }

  /**
   * Runs a generator that yields after every unit of work, and gives what it returns.
   * @param onStep - receives every yielded value
   */
  async run<Step, Result>(
    work: Generator<Step, Result, undefined>,
    onStep: (step: Step) => void = () => undefined,
  ): Promise<Result> {
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      onStep(value);
      await this.turn();
    }
  }
}

/** Runs such a generator in one go. */
export function runAtOnce<Result>(work: Generator<unknown, Result, undefined>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
