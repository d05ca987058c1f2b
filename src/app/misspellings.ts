/**
 * One English sentence for each name that is no setting but differs from one by a letter or two.
 * @param names - the names an operator wrote
 * @param known - the names of all settings, in capitals
 */
export function misspellings(names: readonly string[], known: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (known.includes(name)) return [];
    const meant = known.find((setting) => editDistance(name.toUpperCase(), setting) <= 2);
    return meant === undefined ? [] : [`.env sets ${name}, which is no setting; did you mean ${meant}?`];
  });
}

/** Levenshtein distance. Quadratic: for short names only, longer ones are infinitely far away. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}
