import type { LexicalIndex } from '../domain/ports.js';

/** A word of Latin letters alone: in codes and numbers every character counts. */
const LATIN_WORD = /^\p{Script=Latin}+$/u;
const HAN = /\p{Script=Han}/u;
/** Shorter words have too many neighbours to tell which is meant. */
const MIN_LENGTH = 4;
/** From this length on two edits are forgiven. */
const LONG = 8;
/** Each half of a word that was written without its space. */
const MIN_HALF = 3;
/** Unknown words that are looked for: bounds what a question costs. */
const MAX_UNKNOWN = 6;

/**
 * The terms of a question as an index knows them. A Latin word that stands in no passage gives way to what was
 * most likely meant: two words written apart join (`block chain`), one that was written without its space
 * parts, and a typing error gives way to the nearest term of the index (one edit away, of eight letters or
 * more two; then the one in more passages). What has no such term stays, and so do other terms; and so does
 * every word of an English question to articles that are not English, for then `world` would become `word`.
 * @param terms - of `analyse`, in its order
 */
export function indexTerms(terms: readonly string[], lexical: LexicalIndex): string[] {
  const words = new Set(terms.filter((term) => LATIN_WORD.test(term)));
  const unknown = new Set([...words].filter((word) => lexical.documentFrequency(word) === 0));
  if (unknown.size === 0 || !areNames(unknown, words, terms)) return [...terms];
  const meant: string[] = [];
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? '';
    const joined = term + (terms[i + 1] ?? '');
    const apart = unknown.has(term) || unknown.has(terms[i + 1] ?? '');
    if (apart && LATIN_WORD.test(joined) && i + 1 < terms.length && lexical.documentFrequency(joined) > 0) {
      meant.push(joined);
      i++;
    } else meant.push(...(unknown.has(term) ? correct(term, lexical) : [term]));
  }
  return meant;
}

/**
 * Whether unknown words are likely names or errors: in a question with Han characters, alone, or among as many
 * words that are known.
 */
function areNames(
  unknown: ReadonlySet<string>,
  words: ReadonlySet<string>,
  terms: readonly string[],
): boolean {
  if (unknown.size > MAX_UNKNOWN) return false;
  return unknown.size === 1 || 2 * unknown.size <= words.size || terms.some((term) => HAN.test(term));
}

function correct(word: string, lexical: LexicalIndex): readonly string[] {
  if (word.length < MIN_LENGTH) return [word];
  const [near] = lexical.similarTerms(word, 1);
  if (near !== undefined) return [near];
  const halves = splitInTwo(word, lexical);
  if (halves !== null) return halves;
  const [far = word] = word.length >= LONG ? lexical.similarTerms(word, 2) : [];
  return [far];
}

/** The two known words that a word is made of, those in more passages where there is a choice. */
function splitInTwo(word: string, lexical: LexicalIndex): readonly string[] | null {
  let best: readonly string[] | null = null;
  let bestFrequency = 0;
  for (let at = MIN_HALF; at + MIN_HALF <= word.length; at++) {
    const halves = [word.slice(0, at), word.slice(at)];
    const frequency = Math.min(...halves.map((half) => lexical.documentFrequency(half)));
    if (frequency > bestFrequency) [best, bestFrequency] = [halves, frequency];
  }
  return best;
}
