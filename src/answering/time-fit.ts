import type { Article } from '../domain/article.js';
import type { Question } from '../retrieval/question.js';
import { findPeriods, type TextPeriod } from '../text/find-periods.js';
import { arabicYears } from '../text/numbers.js';
import { contains, daysFrom, MONTH_DAYS, sharedDays, yearOf, type Period } from '../text/period.js';

/** What {@link timeFit} compares a question with. */
export interface TimeEvidence {
  readonly article: Article;
  /** Folded text of the sentence. */
  readonly sentence: string;
  /** Folded text of the sentence before it, whose time it goes on with where it names none. Default: none. */
  readonly before?: string;
  /** Newest date, up to the day that “now” means, among the candidates' articles; ISO 8601, `null` for none. */
  readonly newest: string | null;
}

/** Agreement in time, in two parts of which a question usually has one at most. */
export interface TimeFit {
  /**
   * -1 to 1, the mean over the periods that the question names: 1 where the sentence names the same, between
   * for one that lies within, around or beside it, at most 0.5 where only the article's date speaks for it,
   * below 0 for another time. 0 where the question names no period, or neither sentence nor article has one.
   */
  readonly year: number;
  /**
   * -1 to 1, for questions about what holds now: 1 for the newest of the candidates' articles, about 0.5 a
   * month and 0 half a year before it, -1 from four years before it and for articles that are newer than now.
   * 0 for other questions and for articles without a date.
   */
  readonly recency: number;
}

/** Compares the time that a question is about with that of a sentence and its article. */
export function timeFit(question: Question, { article, sentence, before, newest }: TimeEvidence): TimeFit {
  const { periods } = question;
  const latest = asksForLatest(question, newest);
  if (periods.length === 0 && !latest) return { year: 0, recency: 0 };
  const date = article.date?.value.slice(0, 'YYYY-MM-DD'.length) ?? null;
  const own = saidPeriods(sentence, date);
  const inherits = own.length === 0 && before !== undefined;
  const said = inherits ? saidPeriods(before, date) : own;
  // 今年 where nothing is of this year yet: the newest is meant, and no article is the wrong one.
  const attainable = !latest || newest === null || periods.some(({ from }) => from <= newest);
  return {
    year: attainable
      ? mean(periods.map((asked) => (inherits ? inheritedFit : periodFit)(asked, said, date)))
      : 0,
    recency: latest ? recency(own, date, newest) : 0,
  };
}

/** Not where the question names a time that was over before the newest article: “2021年最新的数据”. */
function asksForLatest({ wantsLatest, periods }: Question, newest: string | null): boolean {
  return wantsLatest && periods.every(({ to }) => newest === null || to >= newest.slice(0, to.length));
}

/** A month without a year may lie this many months ahead of an article: “2月将举行” in January. */
const AHEAD = 1;

/**
 * What a sentence says of time, but for the day it was said: “今天(9月9日)发布” tells no more than the article's
 * date does.
 * @param sentence - folded
 * @param date - of the article, `YYYY-MM-DD`; without it only periods that name their year are known
 */
export function saidPeriods(sentence: string, date: string | null): TextPeriod[] {
  const context = date === null ? {} : { reference: date, ahead: AHEAD };
  return findPeriods(arabicYears(sentence), context).filter(({ from, to }) => from !== date || to !== date);
}

function periodFit(asked: TextPeriod, said: readonly TextPeriod[], date: string | null): number {
  const own = date === null ? null : dateFit(asked, date);
  const meant = said.filter(({ comparison }) => !comparison || asked.comparison);
  const compared = Math.max(0, ...said.map((period) => COMPARED * agreement(asked, period)));
  if (meant.length === 0) return compared > 0 ? Math.max(compared, own ?? 0) : (own ?? 0);
  const named = Math.max(...meant.map((period) => agreement(asked, period)));
  return own === null || named >= own ? named : (named + own) / 2;
}

/** What the sentence before says of time counts less: this one may have left it. */
const INHERITED = 0.7;

function inheritedFit(asked: TextPeriod, said: readonly TextPeriod[], date: string | null): number {
  const alone = periodFit(asked, [], date);
  return alone + INHERITED * (periodFit(asked, said, date) - alone);
}

/** What a period counts that a sentence only compares with. */
const COMPARED = 0.2;
/** What a period counts whose year is not written: 今年 says little more than the article's date, 6月 more. */
const IMPLIED = { year: 0.6, part: 0.9 };
/** Days of a year or more; cumulative figures (前11个月) are of less. */
const YEAR_DAYS = 360;

/** How well a period that is spoken of is the one that is asked for, -1 to 1. */
function agreement(asked: Period, said: TextPeriod): number {
  const certainty = said.years.length > 0 ? 1 : days(said) < YEAR_DAYS ? IMPLIED.part : IMPLIED.year;
  const fit = overlapFit(asked, said);
  return fit > 0 ? fit * certainty : fit;
}

function overlapFit(asked: Period, said: Period): number {
  const shared = sharedDays(asked, said);
  if (shared === 0) return yearOf(asked.from) === yearOf(said.from) ? -0.5 : -1;
  const share = shared / Math.max(days(asked), days(said));
  if (share === 1) return 1;
  if (contains(said, asked)) return 0.1 + 0.6 * share;
  if (!contains(asked, said)) return 0.5 * share;
  // A day of a month or a month of a year is part of what is asked for; 前8个月 is not part of 前10个月.
  return days(asked) >= YEAR_DAYS || days(said) === 1 ? 0.7 + 0.3 * share : 0.4;
}

/** Figures of a month or quarter are told within so many days after it. */
const TOLD_WITHIN = 45;

/** How well an article's date alone speaks for a period, -0.5 to 0.5. */
function dateFit(asked: Period, date: string): number {
  if (asked.from <= date && date <= asked.to) return 0.5;
  const after = daysFrom(asked.to, date);
  const long = days(asked) >= YEAR_DAYS;
  if (after > 0 && after <= TOLD_WITHIN) return long ? 0.1 : 0.4;
  return !long && yearOf(asked.from) === yearOf(date) ? -0.25 : -0.5;
}

/** Months after which an article is as old as any, for a question about now. */
const OLD_MONTHS = 48;

/** A sentence that names a time is half as old as that, half as its article. */
function recency(said: readonly TextPeriod[], date: string | null, newest: string | null): number {
  if (date === null || newest === null) return 0;
  if (date > newest.slice(0, date.length)) return -1;
  const ends = said.flatMap(({ to, comparison }) => (comparison ? [] : [to < date ? to : date]));
  const told = ends.reduce((a, b) => (a > b ? a : b), ends[0] ?? date);
  // What is told soon after it is news.
  const age = daysFrom(told, date) <= TOLD_WITHIN ? date : told;
  return (freshness(date, newest) + freshness(age, newest)) / 2;
}

/** On a logarithmic scale: the first weeks tell more than the last. */
function freshness(date: string, newest: string): number {
  const age = daysFrom(date, newest) / MONTH_DAYS;
  return Math.max(-1, 1 - (2 * Math.log1p(age)) / Math.log1p(OLD_MONTHS));
}

function days({ from, to }: Period): number {
  return daysFrom(from, to) + 1;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
