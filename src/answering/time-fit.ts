import type { Article } from '../domain/article.js';
import type { Question } from '../retrieval/question.js';

/** What {@link timeFit} compares a question with. */
export interface TimeEvidence {
  readonly article: Article;
  /** Folded text of the sentence. */
  readonly sentence: string;
  /** Newest date, up to the day that “now” means, among the candidates' articles; ISO 8601, `null` for none. */
  readonly newest: string | null;
}

/** Agreement in time, in two parts of which a question usually has one at most. */
export interface TimeFit {
  /**
   * -0.5 to 1, the mean over the years that the question names: 1 for a year that the sentence names, 0.5 for
   * the article's own (what it says without a year is mostly of that year), -0.5 for any other. 0 where the
   * question names no year, or the sentence names none of them and the article has no date.
   */
  readonly year: number;
  /**
   * -1 to 1, for questions about what holds now: 1 for the newest year among the candidates' articles, 0 for
   * the year before it, -1 for older ones and for articles that are newer than now. 0 for other questions and for articles without a date.
   */
  readonly recency: number;
}

/** Compares the time that a question is about with that of a sentence and its article. */
export function timeFit(question: Question, { article, sentence, newest }: TimeEvidence): TimeFit {
  if (question.years.length > 0) return { year: yearFit(question.years, article, sentence), recency: 0 };
  return { year: 0, recency: question.wantsLatest ? recency(article, newest) : 0 };
}

function yearFit(years: readonly number[], article: Article, sentence: string): number {
  const named = Array.from(sentence.matchAll(/(?<![\d.])((?:19|20)\d{2})(?=\D|$)/gu), ([, year]) =>
    Number(year),
  );
  if (article.date === null && !years.some((year) => named.includes(year))) return 0;
  const own = article.date === null ? null : yearOf(article.date.value);
  const fits = years.map((year) => (named.includes(year) ? 1 : year === own ? 0.5 : -0.5));
  return fits.reduce((total, fit) => total + fit, 0) / years.length;
}

function recency(article: Article, newest: string | null): number {
  if (article.date === null || newest === null) return 0;
  if (article.date.value > newest) return -1;
  return Math.max(-1, 1 - (yearOf(newest) - yearOf(article.date.value)));
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
