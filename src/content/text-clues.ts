import type { ArticleDate } from '../domain/article.js';
import type { FullDate, TextDate } from '../text/dates.js';
import { findDates, isFullDate, toArticleDate } from '../text/dates.js';
import type { Clues } from './clues.js';
import { NO_CLUES, toAuthor, toPublisher } from './clues.js';
import type { Credit } from './credits.js';
import { inferYear, latestPastYear } from './year-inference.js';

/** What is known of an article when its text is asked. */
export interface TextQuestion {
  /** As the article states it; empty where it does not. */
  readonly title: string;
  /** Clean text without the title. */
  readonly text: string;
  /** Relative to the content folder. */
  readonly path: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** A date counts as that of the article where it stands within so many code units of the beginning. */
const OPENING = 80;
/** A date that begins or ends something is not that of the article. */
const NOT_BEFORE = /(?:自|从|至|到|截至|截止|[将定拟]于|since|from|until|by)\s?$/iu;
const NOT_AFTER = /^\s?(?:起|前|后|以来|至|到|[-—~～])/u;
/** “新华社北京7月13日电”: the agency that a text says it comes from. */
const DATELINE = /^[（(]?(?:据)?([\p{Script=Han}]{1,6}?[社网])(?![站络友])[^，。；\n]{0,16}?\d{1,2}日(?:电|讯|消息)/u;
const REPORTER = /[（(](?:本[报网社台])?(?:记者|通讯员)[:：\s]\s?([\p{Script=Han}·、\s]{2,30})[)）]/u;

/**
 * What lines of credits say, each fact by the first that says it.
 * @param timeZone - IANA name
 */
export function creditClues(credits: readonly Credit[], timeZone: string, source: 'page' | 'text'): Clues {
  const first = <T>(read: (credit: Credit) => T | null): T | null =>
    credits.map(read).find((value) => value !== null) ?? null;
  const date = first((credit) => credit.date);
  return {
    ...NO_CLUES,
    date: date === null ? null : toArticleDate(date, { timeZone, source }),
    publisher: first(({ publisher }) => publisher),
    author: first(({ author }) => author),
    url: first(({ url }) => url),
  };
}

/**
 * What an article's text says of itself: the date in its title, its dateline or the day with which it opens
 * (whose year may be inferred), the date in its file's name.
 */
export function textClues(question: TextQuestion): Clues {
  const opening = question.text.slice(0, OPENING * 2);
  return {
    ...NO_CLUES,
    date: findDate(question),
    publisher: toPublisher(DATELINE.exec(opening)?.[1]),
    author: toAuthor(REPORTER.exec(opening)?.[1]),
  };
}

function findDate({ title, text, path, timeZone }: TextQuestion): ArticleDate | null {
  const stated = dayOf(title, isFullDate);
  if (stated !== null) return toArticleDate(stated, { timeZone, source: 'text' });
  const opening = dayOf(text.slice(0, OPENING), (date): date is TextDate => date.day !== null);
  if (opening !== null && isFullDate(opening) && (latestPastYear(text) ?? 0) <= opening.year) {
    return toArticleDate(opening, { timeZone, source: 'text' });
  }
  const named = findDates(path.replaceAll('_', '-')).findLast(isFullDate);
  if (named !== undefined) return toArticleDate({ ...named, time: null }, { timeZone, source: 'path' });
  const inferred = opening?.year === null ? withInferredYear(opening, `${title}\n${text}`) : null;
  if (inferred === null) return null;
  return { ...toArticleDate(inferred, { timeZone, source: 'text' }), precision: 'inferred' };
}

/** The first date of a text that is accepted and neither begins nor ends something. */
function dayOf<T extends TextDate>(text: string, accept: (date: TextDate) => date is T): T | null {
  const dates = findDates(text).filter(accept);
  return (
    dates.find(
      ({ start, end }) => !NOT_BEFORE.test(text.slice(0, start)) && !NOT_AFTER.test(text.slice(end)),
    ) ?? null
  );
}

function withInferredYear(date: TextDate, text: string): FullDate | null {
  const { month, day, weekday } = date;
  if (month === null || day === null) return null;
  const year = inferYear({ text, month, day, weekday });
  return year === null ? null : { ...date, year, month, day, time: null };
}
