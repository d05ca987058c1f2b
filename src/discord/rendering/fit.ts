import { splitSentences } from '../../text/sentences.js';
import { oneLine, plainLine } from './escape.js';
import { head, textOf, toMarkdown, type RichText } from './rich-text.js';

/** How a text is cut that does not fit. */
export interface Cut {
  /** Length allowed for the Markdown that comes out, the mark included. */
  readonly max: number;
  /** Stands where something was left out; Markdown, at most `max` long. */
  readonly mark: string;
  /** `sentence`: after as many whole sentences as fit, if one does. `anywhere`: between any two letters. */
  readonly at: 'sentence' | 'anywhere';
}

/** The code point behind the limit must be seen to tell whether it belongs to the letter before it. */
const LOOKAHEAD = 2;
const ELLIPSIS = '…';

/**
 * The Markdown of `text`, whole where it fits, otherwise its beginning followed by the mark. A letter with
 * its combining marks, or an emoji of several parts, is not cut through unless it alone is too long. Takes
 * time in proportion to `max`, however long the text is.
 * @param text - what to write
 * @param cut - how much fits, and what to do with more
 */
export function fit(text: RichText, { max, mark, at }: Cut): string {
  // Markdown is never shorter than its text: what lies beyond `max` cannot fit.
  const near = head(text, max + LOOKAHEAD);
  const markdown = toMarkdown(near);
  if (markdown.length <= max) return markdown;
  const literal = textOf(near);
  const fits = (end: number): boolean => toMarkdown(head(near, end)).length + mark.length <= max;
  const sentenceEnd = at === 'sentence' ? lastFitting(sentenceEnds(literal), fits) : undefined;
  const end =
    sentenceEnd ?? lastFitting(letterEnds(literal), fits) ?? lastFitting(codePointEnds(literal), fits);
  return toMarkdown(head(near, end ?? 0)) + mark;
}

/**
 * The whole sentences at the beginning of `text` that take up at most `max` characters; where the first one
 * alone takes up more, as many letters of it as do not.
 * @param text - literal text
 * @param max - in UTF-16 code units, 1 or more
 */
export function leadingSentences(text: string, max: number): string {
  const near = text.slice(0, max + LOOKAHEAD);
  const end = near.length <= max ? max : lastFitting(sentenceEnds(near), (candidate) => candidate <= max);
  return end === undefined ? leadingLetters(text, max) : text.slice(0, end);
}

/**
 * The letters at the beginning of `text`, with their combining marks, that take up at most `max` characters.
 * @param text - literal text
 * @param max - in UTF-16 code units, 0 or more
 */
export function leadingLetters(text: string, max: number): string {
  const near = text.slice(0, max + LOOKAHEAD);
  const fits = (end: number): boolean => end <= max;
  return text.slice(0, lastFitting(letterEnds(near), fits) ?? lastFitting(codePointEnds(near), fits) ?? 0);
}

/**
 * `text` on one line for places where Discord knows no Markdown: see {@link plainLine}. Where it is too long it is cut
 * between two letters, with a mark. Takes little more time for a text of any length.
 * @param text - literal text
 * @param max - UTF-16 code units that may come out, the mark included; 1 or more
 */
export function fitLine(text: string, max: number): string {
  // What names characters never shortens a text: what lies beyond `max` cannot fit.
  const line = plainLine(oneLine(text).slice(0, max + LOOKAHEAD));
  return line.length <= max ? line : leadingLetters(line, max - ELLIPSIS.length) + ELLIPSIS;
}

/**
 * The greatest of the ascending `ends` that fits, by bisection, or `undefined` where not even the first does.
 */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number | undefined {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(ends[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return ends[low - 1];
}

/**
 * Ends of the sentences but the last: where the text goes on beyond what is seen of it, that one may not be
 * whole.
 */
function sentenceEnds(text: string): number[] {
  return splitSentences(text)
    .slice(0, -1)
    .map((sentence) => sentence.end);
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function letterEnds(text: string): number[] {
  return [...letters.segment(text)].map(({ index, segment }) => index + segment.length);
}

function codePointEnds(text: string): number[] {
  const ends: number[] = [];
  let end = 0;
  for (const character of text) ends.push((end += character.length));
  return ends;
}
