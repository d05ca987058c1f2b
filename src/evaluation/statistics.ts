import { quantile } from './metrics.js';

/** Gives numbers from 0 (included) to 1 (excluded). */
export type Random = () => number;

/**
 * A generator of pseudo-random numbers, the same for the same seed: Mulberry32 (Tommy Ettinger, 2017, public
 * domain), a 32-bit counter through a mixing function. Good enough to resample, not to keep secrets.
 * @param seed - a whole number; its lower 32 bits count
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Two-sided p-value of McNemar's exact test: how probable, were both configurations equally good, is a split of
 * the changed questions at least as uneven as this one? Twice the smaller tail of the binomial distribution
 * with probability 1/2, at most 1 (McNemar 1947; exact form e.g. Fagerland, Lydersen and Laake 2013, “The
 * McNemar test for binary matched-pairs data”).
 * @param worse - questions that only the first got right, 0 or more
 * @param better - questions that only the second got right, 0 or more
 */
export function mcnemarExact(worse: number, better: number): number {
  const changed = worse + better;
  // In logarithms, since 2 to the power of -changed is 0 in a double from 1,075 changes on.
  let logTerm = -changed * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= Math.min(worse, better); k++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(changed - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * tail);
}

/** The bounds of a confidence interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How a bootstrap is done. */
export interface BootstrapOptions {
  /** Probability that the interval is meant to hold the true value, 0 to 1. Default 0.95. */
  readonly level?: number;
  /** Default 2,000; Efron and Tibshirani advise 1,000 or more for an interval. */
  readonly resamples?: number;
  /** Equal seeds give equal intervals. Default 1. */
  readonly seed?: number;
}

/**
 * Percentile bootstrap interval of a statistic (Efron and Tibshirani 1993, “An Introduction to the Bootstrap”,
 * chapter 13): items are drawn with replacement, as many as there are. Where an item is a pair, before and
 * now, what is easy or hard for both cancels out. Both bounds are 0 where there is no item.
 * @param size - how many items there are
 * @param statistic - of a sample in which item `i` occurs `counts[i]` times; must not keep `counts`
 */
export function bootstrapInterval(
  size: number,
  statistic: (counts: Uint32Array) => number,
  { level = 0.95, resamples = 2_000, seed = 1 }: BootstrapOptions = {},
): Interval {
  if (size === 0) return { low: 0, high: 0 };
  const random = createRandom(seed);
  const counts = new Uint32Array(size);
  const values = Array.from({ length: resamples }, () => {
    counts.fill(0);
    for (let drawn = 0; drawn < size; drawn++) {
      const item = Math.floor(random() * size);
      counts[item] = (counts[item] ?? 0) + 1;
    }
    return statistic(counts);
  });
  const tail = (1 - level) / 2;
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
}

/** {@link bootstrapInterval} of the mean. */
export function bootstrapMean(values: readonly number[], options: BootstrapOptions = {}): Interval {
  const weighed = (counts: Uint32Array): number => {
    let sum = 0;
    for (const [i, value] of values.entries()) sum += value * (counts[i] ?? 0);
    return sum / values.length;
  };
  return bootstrapInterval(values.length, weighed, options);
}
