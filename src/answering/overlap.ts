/** Longest part of a question that is compared letter by letter: bounds what a hostile one costs. */
const MAX_COMPARED = 150;

/** How the letters of a question stand in a sentence. */
export interface Overlap {
  /** Length of the longest common subsequence, in UTF-16 code units. */
  readonly alignment: number;
  /** Lengths of the longest and the second longest run of the question that stand in the sentence as they are. */
  readonly runs: readonly [longest: number, second: number];
}

/** Compares two folded texts; of the question the first 150 letters. */
export function compareLetters(question: string, sentence: string): Overlap {
  const asked = question.slice(0, MAX_COMPARED);
  return { alignment: commonSubsequence(asked, sentence), runs: commonRuns(asked, sentence) };
}

/** Length of the longest common subsequence, by dynamic programming over one row. */
function commonSubsequence(a: string, b: string): number {
  const row = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const code = a.charCodeAt(i);
    let diagonal = 0;
    let left = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      const best = code === b.charCodeAt(j - 1) ? diagonal + 1 : Math.max(above, left);
      row[j] = best;
      diagonal = above;
      left = best;
    }
  }
  return row[b.length] ?? 0;
}

/** The two longest runs of two letters or more, found from left to right without overlap. */
function commonRuns(a: string, b: string): [longest: number, second: number] {
  let longest = 0;
  let second = 0;
  for (let i = 0; i < a.length;) {
    let length = 1;
    while (i + length < a.length && b.includes(a.slice(i, i + length + 1))) length++;
    if (length >= 2) {
      second = Math.max(second, Math.min(longest, length));
      longest = Math.max(longest, length);
    }
    i += length;
  }
  return [longest, second];
}
