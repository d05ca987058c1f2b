import type { Hit } from '../domain/passage.js';
import { foldString } from '../text/fold.js';

/** A word that may stand for a concept. */
export interface ConceptWord {
  /** Folded. */
  readonly word: string;
  /** How likely it is meant before anything is known of the passage, 0 to 1. */
  readonly prior: number;
}

/** One thing that a translated question names, in all the words that stand for it: one is as good as another. */
export interface TranslatedConcept {
  /** The word that stands for it among the question's terms, folded; the English one where the corpus has none. */
  readonly word: string;
  /** All words of the corpus for it, that one included; empty where the corpus has none. */
  readonly words: readonly ConceptWord[];
  /** How much it tells: inverse document frequency of all its words together, half of it where it matters less. */
  readonly weight: number;
}

/** What a translated question has beside its Chinese terms. */
export interface Translation {
  readonly concepts: readonly TranslatedConcept[];
  /** Passages by the concepts that stand in them, best first: what words alone find for the question. */
  readonly hits: readonly Hit[];
  /** Passages of the corpus. */
  readonly passages: number;
  /**
   * Writes in folded text the word of each concept in place of every other word for it, so that a text in other
   * words, English ones among them, can be compared with the question's terms.
   */
  rewrite(folded: string): string;
}

/** Share of a concept that is taken for granted where the text has a word of it that is unsure. */
const UNSURE = 0.5;
/** Words of a lower prior are unsure: single characters, and words that say more than was asked. */
const SURE_PRIOR = 0.6;

/** Whether folded text has a word; a Latin one only as a whole. */
export function hasWord(text: string, word: string): boolean {
  let at = text.indexOf(word);
  if (isHan(word)) return at !== -1;
  while (at !== -1) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
    if (!/[\p{Script=Latin}\p{N}]/u.test(around)) return true;
    at = text.indexOf(word, at + 1);
  }
  return false;
}

/** Whether a word is written in Han characters. */
export function isHan(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}

/** A question as far as its translation goes; any {@link Question} is one. */
interface MaybeTranslated {
  readonly terms: readonly string[];
  readonly translation?: Translation;
}

/** Folds a text to be compared with a question's terms: for a translated question in the words that it has. */
export function foldFor({ translation }: MaybeTranslated, text: string): string {
  const folded = foldString(text);
  return translation === undefined ? folded : translation.rewrite(folded);
}

/** Folded words to be marked in a quote: the question's terms, and all words for what a translated one names. */
export function markedWords({ terms, translation }: MaybeTranslated): ReadonlySet<string> {
  const others = translation?.concepts.flatMap(({ words }) => words.map(({ word }) => word)) ?? [];
  return new Set([...terms, ...others]);
}

/** What of a question's concepts stands in a text. */
export interface ConceptCoverage {
  /** Share of the weight of all concepts, 0 to 1. */
  readonly share: number;
  /** Weight of those found, each word counted once: the logarithm of how rarely they meet by chance. */
  readonly information: number;
}

/** Measures a folded text against the concepts of a question. */
export function coverConcepts(text: string, concepts: readonly TranslatedConcept[]): ConceptCoverage {
  let [total, found, information] = [0, 0, 0];
  const counted = new Set<string>();
  for (const { words, weight } of concepts) {
    total += weight;
    const present = words.filter(({ word }) => hasWord(text, word));
    const best = present.reduce<ConceptWord | null>(
      (longest, word) => (longest === null || word.word.length > longest.word.length ? word : longest),
      null,
    );
    if (best === null) continue;
    const gain = weight * (present.some(({ prior }) => prior > SURE_PRIOR) ? 1 : UNSURE);
    found += gain;
    // A compound stands for two concepts and says one thing.
    if (!counted.has(best.word)) information += gain;
    counted.add(best.word);
  }
  return { share: total === 0 ? 0 : found / total, information };
}

/** Keep a Latin word from being found within a longer one. */
const NOT_BEHIND = '(?<![\\p{Script=Latin}\\p{N}])';
const NOT_BEFORE = '(?![\\p{Script=Latin}\\p{N}])';

function escapePattern(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}

/** Makes {@link Translation.rewrite} for concepts. */
export function makeRewrite(concepts: readonly TranslatedConcept[]): (folded: string) => string {
  const replacements = new Map<string, string>();
  for (const { word, words } of concepts) {
    for (const { word: other } of words) {
      const nested = word.includes(other) || other.includes(word);
      if (!nested && !replacements.has(other)) replacements.set(other, word);
    }
  }
  if (replacements.size === 0) return (folded) => folded;
  const pattern = [...replacements.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => (isHan(word) ? escapePattern(word) : `${NOT_BEHIND}${escapePattern(word)}${NOT_BEFORE}`));
  const expression = new RegExp(pattern.join('|'), 'gu');
  return (folded) => folded.replaceAll(expression, (word) => replacements.get(word) ?? word);
}
