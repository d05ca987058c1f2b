import type { Span } from '../domain/span.js';
import { splitSentences } from './sentences.js';

/** A code point or mark behind the limit must be seen to tell whether it belongs to the letter before it. */
const LOOKAHEAD = 2;

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The next stretch to read at or after `offset`: as many whole sentences as fit, without the white space
 * around them; of a sentence that alone is too long, as many whole letters as fit. Between `offset` and the
 * span lies nothing but white space, so that going on from its end passes over nothing. Takes time in
 * proportion to `max`.
 * @param text - any text
 * @param offset - UTF-16 code units, 0 to the text's length
 * @param max - most UTF-16 code units of a span, 2 or more
 * @returns `null` where only white space follows
 */
export function spanAfter(text: string, offset: number, max: number): Span | null {
  const start = skipSpace(text, offset);
  if (start >= text.length) return null;
  const limit = start + max;
  if (text.length <= limit) return { start, end: skipSpaceBack(text, text.length) };
  // What the limit cuts may not be a whole sentence.
  const sentence = splitSentences(text, { start, end: limit }).at(-2);
  return { start, end: sentence?.end ?? lastLetterEnd(text, start, limit) };
}

/**
 * The stretch to read that ends at or before `offset`, otherwise as {@link spanAfter}.
 * @param text - any text
 * @param offset - UTF-16 code units, 0 to the text's length
 * @param max - most UTF-16 code units of a span, 2 or more
 * @returns `null` where only white space stands before
 */
export function spanBefore(text: string, offset: number, max: number): Span | null {
  const end = skipSpaceBack(text, offset);
  if (end <= 0) return null;
  const limit = end - max;
  if (limit <= 0) return { start: skipSpace(text, 0), end };
  const [, sentence] = splitSentences(text, { start: limit, end });
  return { start: sentence?.start ?? firstLetterStart(text, limit, end), end };
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /\s/u.test(text.charAt(at))) at++;
  return at;
}

function skipSpaceBack(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /\s/u.test(text.charAt(at - 1))) at--;
  return at;
}

/** The last place up to `limit` where a letter ends; of one that fills all of it, a code point. */
function lastLetterEnd(text: string, start: number, limit: number): number {
  const near = text.slice(start, limit + LOOKAHEAD);
  const ends = [...letters.segment(near)].map(({ index }) => start + index);
  const end = ends.findLast((candidate) => candidate > start && candidate <= limit);
  return end ?? (splitsCodePoint(text, limit) ? limit - 1 : limit);
}

/** The first place from `limit` on where a letter begins; of one that fills all of it, a code point. */
function firstLetterStart(text: string, limit: number, end: number): number {
  const from = splitsCodePoint(text, limit) ? limit + 1 : limit;
  // The first letter that is seen may be the rest of one.
  const [, second] = letters.segment(text.slice(from, end));
  return second === undefined ? from : from + second.index;
}

function splitsCodePoint(text: string, offset: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(offset - 1, offset + 1));
}
