/** Share of `true`, 0 to 1; 0 for an empty list. */
export function share(values: readonly boolean[]): number {
  return values.length === 0 ? 0 : values.filter(Boolean).length / values.length;
}

/** Arithmetic mean; 0 for an empty list. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}

/**
 * The value that a share `q` (0 to 1) of the values does not exceed, by the nearest rank; 0 for an empty list.
 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? 0;
}

/**
 * Mean reciprocal rank.
 * @param ranks - 1 for the first place, `null` where it was not found
 */
export function meanReciprocalRank(ranks: readonly (number | null)[]): number {
  return mean(ranks.map((rank) => (rank === null ? 0 : 1 / rank)));
}

/** Share of ranks that are at most `k`. */
export function recallAt(ranks: readonly (number | null)[], k: number): number {
  return share(ranks.map((rank) => rank !== null && rank <= k));
}

/**
 * Area under the ROC curve: the probability that a positive scores above a negative, ties counting half
 * (the Mann–Whitney statistic over the product of the two counts). `null` where one side is empty.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  let wins = 0;
  for (const positive of positives) {
    for (const negative of negatives) {
      if (positive > negative) wins += 1;
      else if (positive === negative) wins += 0.5;
    }
  }
  return wins / (positives.length * negatives.length);
}
