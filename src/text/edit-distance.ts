/**
 * Optimal string alignment distance: the fewest insertions, deletions, substitutions and swaps of neighbours
 * that make one string the other, where no part is edited twice (Boytsov, Indexing methods for approximate
 * dictionary searching, 2011, §2.1). Counts in UTF-16 code units.
 * @param limit - beyond it the distance is `Infinity`, and is found sooner
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) distance = Math.min(distance, (beforeLast[j - 2] ?? 0) + 1);
      row.push(distance);
      best = Math.min(best, distance);
    }
    if (best > limit) return Infinity;
    beforeLast = last;
    last = row;
  }
  const distance = last[b.length] ?? Infinity;
  return distance <= limit ? distance : Infinity;
}
