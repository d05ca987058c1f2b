import type { Article } from '../domain/article.js';
import type { LexicalIndex } from '../domain/ports.js';
import type { Span } from '../domain/span.js';
import { foldString } from '../text/fold.js';
import { findNumbers } from '../text/numbers.js';
import { daysFrom } from '../text/period.js';
import { isDictionaryWord } from '../text/words.js';
import { coverage, termSet, weighTerms } from './terms.js';

/** Articles on one event appear within so many days. */
const SAME_EVENT_DAYS = 3;

/** What an article tells: a span of it. */
export interface Telling {
  readonly article: Article;
  readonly span: Span;
}

/** Least share of the shorter text's words' weight that the other holds. */
const SAME = 0.6;
/** The same where a date is not known. */
const SAME_UNDATED = 0.85;

/**
 * Whether two quotes tell of the same event: their articles appeared within three days of each
 * other, the words of the shorter quote, the rare ones above all, stand in the other, too, and their figures
 * do not all differ. Where a date is missing, only near duplicates do. Two pieces of one article always do.
 */
export function tellSameEvent(a: Telling, b: Telling, lexical: LexicalIndex): boolean {
  if (a.article.id === b.article.id) return true;
  const dates = [a, b].flatMap(({ article }) => (article.date === null ? [] : [article.date.value]));
  const [first, second] = dates;
  const dated = first !== undefined && second !== undefined;
  if (dated && Math.abs(daysFrom(first, second)) > SAME_EVENT_DAYS) return false;
  if (figuresDiffer(textOf(a), textOf(b))) return false;
  const [shorter, longer] = [termSet(textOf(a)), termSet(textOf(b))].sort((x, y) => x.size - y.size);
  const words = weighTerms([...(shorter ?? [])].filter(isWord), lexical);
  return coverage(words, longer ?? new Set()) >= (dated ? SAME : SAME_UNDATED);
}

/** Two accounts with figures of which not one is the same do not repeat each other. */
function figuresDiffer(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => findNumbers(foldString(text)).map(({ value }) => value));
  if (first === undefined || second === undefined || first.length === 0 || second.length === 0) return false;
  return !first.some((value) => second.includes(value));
}

/** Not a character or a bigram that joins two words: these differ with every turn of phrase. */
function isWord(term: string): boolean {
  return term.length > 1 && (!/\p{Script=Han}/u.test(term) || isDictionaryWord(term));
}

function textOf({ article, span }: Telling): string {
  return article.text.slice(span.start, span.end);
}
