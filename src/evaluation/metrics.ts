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

/** A score with the kind of what got it. */
export interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/**
 * {@link auroc} of samples of the same items, which are sorted only once: the function gives the area where
 * item `i` occurs `counts[i]` times, and 0.5 where one kind is missing.
 */
export function sampledAuroc(items: readonly Scored[]): (counts: Uint32Array) => number {
  const groups = tiedGroups(items);
  return (counts) => {
    let [positives, negatives, wins] = [0, 0, 0];
    for (const group of groups) {
      let [won, tied] = [0, 0];
      for (const index of group) {
        if (items[index]?.positive === true) won += counts[index] ?? 0;
        else tied += counts[index] ?? 0;
      }
      wins += won * (negatives + tied / 2);
      positives += won;
      negatives += tied;
    }
    return positives * negatives === 0 ? 0.5 : wins / (positives * negatives);
  };
}

/** Positions of the items by their scores, lowest first, those with equal scores together. */
function tiedGroups(items: readonly Scored[]): number[][] {
  const byScore = new Map<number, number[]>();
  items.forEach(({ score }, index) => {
    const group = byScore.get(score);
    if (group === undefined) byScore.set(score, [index]);
    else group.push(index);
  });
  return [...byScore].sort(([a], [b]) => a - b).map(([, group]) => group);
}
