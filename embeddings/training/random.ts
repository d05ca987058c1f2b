/** A source of pseudo-random numbers that gives the same numbers for the same seed on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, below). */
  integer(below: number): number;
  /** Puts the items into random order, in place. */
  shuffle(items: Uint32Array): void;
}

/**
 * Marsaglia's xorshift32 (“Xorshift RNGs”, 2003, shifts 13, 17, 5) after a multiplicative scrambling of the
 * seed. Ample for shuffling and sampling, no good for secrets.
 */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    next,
    integer,
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        const item = items[i] ?? 0;
        items[i] = items[j] ?? 0;
        items[j] = item;
      }
    },
  };
}
