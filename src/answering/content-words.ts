import type { Question } from '../retrieval/question.js';
import { tagWords } from '../text/words.js';

/** A word of a question that names something. */
export interface ContentWord {
  /** Folded, two letters or more. */
  readonly word: string;
  /** Whether it is the name of a person, place, organisation or work, or a Latin word. */
  readonly isName: boolean;
}

/** Nouns, verbs, adjectives, abbreviations, idioms, times and Latin words. */
const CONTENT_TAG = /^(?:n|v|a|b|j|l|i|t|s|x|eng)/;
const NAME_TAG = /^(?:n[rstz]|eng)/;

/** The content words of a question, in order; its interrogative is none. */
export function contentWords({
  folded,
  interrogative,
}: Pick<Question, 'folded' | 'interrogative'>): ContentWord[] {
  const asked =
    interrogative === null
      ? folded
      : `${folded.slice(0, interrogative.start)}，${folded.slice(interrogative.end)}`;
  return tagWords(asked).flatMap(({ word, tag }) =>
    word.length > 1 && CONTENT_TAG.test(tag) ? [{ word, isName: NAME_TAG.test(tag) }] : [],
  );
}
