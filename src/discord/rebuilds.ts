import { randomBytes } from 'node:crypto';
import { Recent } from '../app/recent.js';

/** A rebuild that a member began. */
export interface Rebuild {
  /** Eight hexadecimal digits. */
  readonly id: string;
  /** Who began it, as their server calls them. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Aborted when somebody cancels it. */
  readonly signal: AbortSignal;
  /** Who has cancelled it, by id; `null` as long as nobody has. */
  readonly cancelledBy: string | null;
}

/**
 * What comes of cancelling. `before`: somebody has done so already. `ended`: there is nothing left to cancel. `unknown`:
 * it was never begun here, or so long ago that it is forgotten.
 */
export type Cancellation = 'cancelled' | 'before' | 'ended' | 'unknown';

/** Ended rebuilds that are remembered as such. */
const ENDED_MAX = 100;

/** The rebuild that a member began and that runs now, if there is one, and those that have ended. */
export class Rebuilds {
  readonly #ended = new Recent<true>(ENDED_MAX);
  #running: { -readonly [K in keyof Rebuild]: Rebuild[K] } | null = null;
  #controller = new AbortController();

  /** The one that runs now. */
  get running(): Rebuild | null {
    return this.#running;
  }

  /**
   * Notes that one begins; there must be none.
   * @param name - of whoever began it
   */
  begin(name: string): Rebuild {
    this.#controller = new AbortController();
    const id = randomBytes(4).toString('hex');
    const { signal } = this.#controller;
    this.#running = { id, name, startedAt: Date.now(), signal, cancelledBy: null };
    return this.#running;
  }

  /** Notes that it has ended, however it did. */
  end({ id }: Rebuild): void {
    this.#ended.set(id, true);
    if (this.#running?.id === id) this.#running = null;
  }

  /**
   * Ends a rebuild, if it still runs.
   * @param id - which
   * @param userId - who wants it to end
   */
  cancel(id: string, userId: string): Cancellation {
    if (this.#ended.get(id) === true) return 'ended';
    if (this.#running?.id !== id) return 'unknown';
    if (this.#running.cancelledBy !== null) return 'before';
    this.#running.cancelledBy = userId;
    this.#controller.abort();
    return 'cancelled';
  }
}
