import { Recent } from '../../app/recent.js';

/** How many questions a member may ask, in which time. */
export interface CooldownRule {
  /** Questions that may follow each other without a pause, 1 or more. */
  readonly questions: number;
  /** In how many seconds so many are regained, one after the other. Above 0. */
  readonly seconds: number;
}

/** Members remembered; the one who asked longest ago is forgotten first. */
const MEMBERS_MAX = 10_000;

/**
 * A token bucket for each member, kept as one number: the moment at which the bucket is full again (the
 * “generic cell rate algorithm”).
 */
export class Cooldown {
  readonly #fullAt: Recent<number>;
  readonly #intervalMs: number;
  readonly #periodMs: number;

  /**
   * @param rule - how many questions, in which time
   * @param capacity - members remembered, 1 or more
   */
  constructor({ questions, seconds }: CooldownRule, capacity = MEMBERS_MAX) {
    this.#periodMs = seconds * 1000;
    this.#intervalMs = this.#periodMs / questions;
    this.#fullAt = new Recent(capacity);
  }

  /**
   * Takes one question of a member's, if one is left.
   * @param userId - who asks
   * @param now - in milliseconds
   * @returns 0, or how many milliseconds the member has to wait: nothing is taken then, so that asking on does
   * not make it longer
   */
  take(userId: string, now: number): number {
    const known = this.#fullAt.get(userId) ?? 0;
    // Further ahead than a whole bucket only where the clock was set back.
    const fullAt = known > now && known <= now + this.#periodMs ? known : now;
    const wait = fullAt + this.#intervalMs - (now + this.#periodMs);
    // Rounding must not make a member wait for a fraction of a millisecond.
    if (wait >= 1) return Math.ceil(wait);
    this.#fullAt.set(userId, fullAt + this.#intervalMs);
    return 0;
  }
}
