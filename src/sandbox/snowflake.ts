/** The first second of 2015, from which Discord counts. */
const DISCORD_EPOCH = 1_420_070_400_000n;
/** Bits below the time. */
const TIME_SHIFT = 22n;

/** Makes ids as Discord does: the time in milliseconds above 22 bits, counted up within a millisecond. */
export class Snowflakes {
  #last = 0n;

  /** An id greater than every one before. */
  next(): string {
    const byTime = (BigInt(Date.now()) - DISCORD_EPOCH) << TIME_SHIFT;
    this.#last = byTime > this.#last ? byTime : this.#last + 1n;
    return this.#last.toString();
  }

  /** An id of the millisecond after every one before. */
  nextApart(): string {
    this.#last = ((BigInt(this.next()) >> TIME_SHIFT) + 1n) << TIME_SHIFT;
    return this.#last.toString();
  }
}
