import type { ArticleFilter } from '../../domain/filter.js';
import { filterLine, filterProblemSentence } from '../../i18n/filters.js';
import type { Locale } from '../../i18n/locale.js';
import type { FilterProblem } from '../../retrieval/filter-words.js';
import { oneLine } from './escape.js';
import { leadingLetters } from './fit.js';
import type { Reply } from './payload.js';
import { plain, type RichText } from './rich-text.js';

/** Longest part of a value or name that is repeated, in UTF-16 code units. */
const REPEATED_MAX = 100;

/**
 * What a question or a search is restricted to, as a line above what was found; none where nothing is restricted.
 * @param filter - as it was read
 * @param locale - the reader's language
 */
export function filterLines(filter: ArticleFilter | undefined, locale: Locale): RichText[] {
  const { publisher } = filter ?? {};
  const line = filterLine(
    { ...filter, ...(publisher !== undefined && { publisher: shorten(publisher) }) },
    locale,
  );
  return line === '' ? [] : [plain(line)];
}

/**
 * Says why dates cannot be taken, and how to write them.
 * @param problem - what is wrong
 * @param locale - the reader's language
 */
export function renderFilterProblem(problem: FilterProblem, locale: Locale): Reply {
  const shown = problem.kind === 'unreadable' ? { ...problem, value: shorten(problem.value) } : problem;
  return { lines: [plain(filterProblemSentence(shown, locale))], cards: [] };
}

function shorten(text: string): string {
  const line = oneLine(text);
  return line.length <= REPEATED_MAX ? line : `${leadingLetters(line, REPEATED_MAX)}…`;
}
