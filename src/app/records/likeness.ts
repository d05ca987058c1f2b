import { understandQuestion } from '../../retrieval/question.js';

/**
 * Jaccard similarity from which two questions are alike. Of 15 pairs of wordings of one question it joins 12 (0.5: 13,
 * 0.6: 10), of 9 pairs of neighbouring questions none (0.4: one). Of the 3,524 different questions of DRCD-dev it joins
 * 19 to others (0.5: 31, 0.6: 14), of the 3,218 of CMRC-dev 260 (450, 181): at 0.55 mostly other questions about the same
 * thing, at 0.5 ever longer chains of questions that only have their wording in common.
 */
export const ALIKE = 0.55;
/** Features that a question is compared by; a longer one is a text, of which the beginning tells enough. */
const FEATURES_MAX = 64;
/** Pairs that are compared; beyond them questions are left apart. So many take about a second at most. */
const COMPARISONS_MAX = 300_000;
/** Characters that join words and say nothing of what is asked about. */
const FUNCTION_CHARACTER = /[的了是有要吗呢吧啊和与在为个会能可就都还也]/u;
/** The same in English, as far as the reader of questions leaves them in. */
const FUNCTION_WORD =
  /^(?:i|we|you|one|me|my|your|can|could|should|would|will|there|this|that|about|find|get|tell)$/u;
const HAN = /^\p{Script=Han}+$/u;
const NUMBER = /^\d[\d.]*%?$/u;

/** What a question is compared by. */
interface Features {
  readonly all: ReadonlySet<string>;
  /** Questions of different numbers (years, above all) are different questions. */
  readonly numbers: string;
}

/**
 * Groups questions that ask for nearly the same. Two are alike when the bigrams of Chinese characters and the other words
 * that are left of them without the words that ask have a Jaccard similarity of at least `threshold`, and their numbers
 * are the same; what is alike in a chain is one group (single link). Only pairs that can be alike are compared: questions
 * of which the rarest features have one in common (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006, which leaves
 * out no pair). Yields after each question, so that a caller can cut the work into slices.
 * @param questions - any strings
 * @param threshold - above 0, at most 1
 * @returns groups of indices, each ascending, in the order of their first
 */
export function* groupAlike(
  questions: readonly string[],
  threshold: number = ALIKE,
): Generator<undefined, number[][], undefined> {
  const features: Features[] = [];
  for (const question of questions) {
    features.push(featuresOf(question));
    yield;
  }
  const prefixes = rarestOf(features, threshold);
  const byFeature = new Map<string, number[]>();
  const groups = new Groups(questions.length);
  /** By question: the last one that it was compared with. */
  const seenFor = new Int32Array(questions.length).fill(-1);
  let comparisons = 0;
  for (const [i, prefix] of prefixes.entries()) {
    for (const posting of prefix.map((feature) => postingsOf(byFeature, feature))) {
      for (const j of posting) {
        if (seenFor[j] === i || groups.same(i, j)) continue;
        seenFor[j] = i;
        if (++comparisons <= COMPARISONS_MAX && areAlike(features[i], features[j], threshold))
          groups.join(i, j);
      }
      posting.push(i);
    }
    yield;
  }
  return groups.list();
}

/** Questions that have a feature among their rarest. */
function postingsOf(byFeature: Map<string, number[]>, feature: string): number[] {
  const known = byFeature.get(feature);
  if (known !== undefined) return known;
  const begun: number[] = [];
  byFeature.set(feature, begun);
  return begun;
}

function featuresOf(question: string): Features {
  const terms = [...new Set(understandQuestion(question).terms)];
  const telling = terms.filter((term) =>
    HAN.test(term) ? term.length === 2 && !FUNCTION_CHARACTER.test(term) : !FUNCTION_WORD.test(term),
  );
  const all = telling.length > 0 ? telling : terms;
  const numbers = terms
    .filter((term) => NUMBER.test(term))
    .sort()
    .join(' ');
  return { all: new Set(all.slice(0, FEATURES_MAX)), numbers };
}

/** So many of the rarest features of each question that who shares none of them shares too few of the rest. */
function rarestOf(features: readonly Features[], threshold: number): string[][] {
  const counts = new Map<string, number>();
  for (const { all } of features) for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  const byRarity = (a: string, b: string): number =>
    (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || compare(a, b);
  return features.map(({ all }) =>
    [...all].sort(byRarity).slice(0, all.size - Math.ceil(threshold * all.size) + 1),
  );
}

function areAlike(a: Features | undefined, b: Features | undefined, threshold: number): boolean {
  if (a === undefined || b?.numbers !== a.numbers) return false;
  let shared = 0;
  for (const feature of a.all) if (b.all.has(feature)) shared++;
  return shared >= threshold * (a.all.size + b.all.size - shared);
}

/** Disjoint sets of numbers (union by the smaller number, with path halving). */
class Groups {
  readonly #parents: number[];

  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_, i) => i);
  }

  same(a: number, b: number): boolean {
    return this.#root(a) === this.#root(b);
  }

  join(a: number, b: number): void {
    const [first, second] = [this.#root(a), this.#root(b)];
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }

  list(): number[][] {
    const groups = new Map<number, number[]>();
    for (const i of this.#parents.keys()) {
      const root = this.#root(i);
      const group = groups.get(root);
      if (group === undefined) groups.set(root, [i]);
      else group.push(i);
    }
    return [...groups.values()];
  }

  #root(i: number): number {
    let at = i;
    for (;;) {
      const parent = this.#parents[at] ?? at;
      if (parent === at) return at;
      const above = this.#parents[parent] ?? parent;
      this.#parents[at] = above;
      at = above;
    }
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
