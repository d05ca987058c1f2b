import type { LexicalIndex } from '../domain/ports.js';
import { analyse } from '../text/analyse.js';
import { foldString } from '../text/fold.js';
import { pluralOf } from './english-words.js';
import type { Concept } from './english.js';
import { isHan, type ConceptWord } from './translation.js';

/** A concept with the words of the corpus for it. */
export interface WordedConcept {
  readonly concept: Concept;
  readonly words: readonly ConceptWord[];
  /** {@link TranslatedConcept.weight} */
  readonly weight: number;
}

/** What a corpus knows of words. */
export interface WordCounts {
  /** Passages. */
  readonly size: number;
  /** How many passages have a folded word, at most; 0 where none has. */
  readonly frequency: (word: string) => number;
}

/** Words of one concept that are looked for. */
const MAX_WORDS = 16;
/** Compounds of two concepts that are looked for. */
const MAX_COMPOUNDS = 6;
/** Each further translation in the glossary's order is so much less likely than the first. */
const RANK_DISCOUNT = 0.02;
/** Priors of words that are no translations in their own right. */
const RELATED_PRIOR = 0.5;
const CHARACTER_PRIOR = 0.5;
const CLIPPED_PRIOR = 0.7;
/** What verbs, and phrases whose words follow them, weigh in place of 1. */
const LIGHT = 0.5;

/** Counts words by the terms of a lexical index. */
export function countWords(lexical: LexicalIndex): WordCounts {
  const known = new Map<string, number>();
  return {
    size: lexical.size,
    frequency(word) {
      const before = known.get(word);
      if (before !== undefined) return before;
      const found = Math.min(...searchTerms(word).map((term) => lexical.documentFrequency(term)));
      known.set(word, found);
      return found;
    },
  };
}

/** Terms of the index that every passage with a folded word has: bigrams of Han, what the analyser gives of others. */
export function searchTerms(word: string): string[] {
  if (!isHan(word)) return analyse(word);
  if (word.length === 1) return [word];
  return Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
}

/** Finds for each concept the words that the corpus has. */
export function wordConcepts(concepts: readonly Concept[], counts: WordCounts): WordedConcept[] {
  const worded = concepts.map((concept) => ({ concept, words: findWords(concept, counts) }));
  const compounds = worded.map((): ConceptWord[] => []);
  worded.forEach((first, i) => {
    const second = worded[i + 1];
    if (second?.concept.from !== first.concept.to) return;
    const found = [...joinWords(first.words, second.words), ...clipWords(first, second)]
      .filter(({ word }) => counts.frequency(word) > 0)
      .slice(0, MAX_COMPOUNDS);
    compounds[i]?.push(...found);
    compounds[i + 1]?.push(...found);
  });
  return worded.map(({ concept, words }, i) => {
    const all = [...words, ...(compounds[i] ?? [])];
    return { concept, words: all, weight: weigh(concept, all, counts) };
  });
}

function findWords({ forms, translations, related }: Concept, { frequency }: WordCounts): ConceptWord[] {
  const rank = (list: readonly string[], prior: number): ConceptWord[] =>
    list.map((word, i) => ({ word: foldString(word), prior: prior / (1 + RANK_DISCOUNT * i) }));
  const present = (words: readonly ConceptWord[]): ConceptWord[] =>
    words.filter(({ word }) => frequency(word) > 0);
  const han = present([...rank(translations, 1), ...rank(related, RELATED_PRIOR)]);
  const longer = han.filter(({ word }) => word.length > 1);
  // A single character stands in many words: it is looked for only where there is nothing longer.
  const characters = han.map(({ word, prior }) => ({ word, prior: prior * CHARACTER_PRIOR }));
  const spellings = [...new Set(forms.flatMap((form) => [form, pluralOf(form)]))];
  const english = present(spellings.map((word) => ({ word, prior: 1 })));
  const words = [...english, ...(longer.length > 0 ? longer : characters)];
  const inLonger = ({ word }: ConceptWord): boolean =>
    isHan(word) &&
    words.some(
      (other) =>
        other.word !== word && other.word.includes(word) && 2 * frequency(other.word) >= frequency(word),
    );
  return words.filter((word) => !inLonger(word)).slice(0, MAX_WORDS);
}

/** Of compounds that are three characters long: 农产品 of 农 and 产品. A lone character is sure only there. */
function joinWords(first: readonly ConceptWord[], second: readonly ConceptWord[]): ConceptWord[] {
  return first.flatMap(({ word: head }) =>
    second
      .filter(({ word: tail }) => isHan(head) && isHan(tail) && head.length + tail.length === 3)
      .map(({ word: tail }) => ({ word: head + tail, prior: 1 })),
  );
}

/**
 * Chinese clips the words of a compound: 互认 for 互相 and 认可, 海外仓 for 海外 and 仓库. What a word is clipped to is
 * a character that its translations have in common. Where both sides are clipped it must be common to more of them;
 * where one is, the corpus has no word for it by itself.
 */
function clipWords(
  first: Omit<WordedConcept, 'weight'>,
  second: Omit<WordedConcept, 'weight'>,
): ConceptWord[] {
  const whole = ({ words }: Omit<WordedConcept, 'weight'>): string[] =>
    words.map(({ word }) => word).filter((word) => isHan(word) && word.length === 2);
  const join = (heads: readonly string[], tails: readonly string[]): string[] =>
    heads.flatMap((head) => tails.map((tail) => head + tail));
  return [
    ...join(sharedCharacters(first.concept, 3), sharedCharacters(second.concept, 3)),
    ...(second.words.length === 0 ? join(whole(first), sharedCharacters(second.concept, 2)) : []),
    ...(first.words.length === 0 ? join(sharedCharacters(first.concept, 2), whole(second)) : []),
  ].map((word) => ({ word, prior: CLIPPED_PRIOR }));
}

/** Characters that at least so many translations of a concept have, the most frequent first. */
function sharedCharacters({ translations }: Concept, least: number): string[] {
  const counts = new Map<string, number>();
  for (const character of translations.flatMap((word) => [...new Set(foldString(word))])) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([, a], [, b]) => b - a)
    .map(([character]) => character);
}

/** Inverse document frequency of words that count as one, as if no passage had two of them. */
function weigh({ role }: Concept, words: readonly ConceptWord[], { size, frequency }: WordCounts): number {
  // Singular and plural are one term of the index.
  const distinct = new Map(words.map(({ word }) => [searchTerms(word).join(' '), frequency(word)]));
  const found = Math.min(
    size,
    [...distinct.values()].reduce((sum, count) => sum + count, 0),
  );
  return Math.log(1 + (size - found + 0.5) / (found + 0.5)) * (role === 'thing' ? 1 : LIGHT);
}
