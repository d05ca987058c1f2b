import type { Article } from '../domain/article.js';
import type { Question } from '../retrieval/question.js';

/** What {@link timeFit} compares a question with. */
export interface TimeEvidence {
  readonly article: Article;
  /** Folded text of the sentence. */
  readonly sentence: string;
  /** Newest date among the articles that are candidates, ISO 8601, or `null` where none has one. */
  readonly newest: string | null;
}

/**
 * Agreement in time of a sentence with a question, -1 to 1; 0 where the question names no time or the article
 * has no date. A year that the question names agrees fully where the sentence names it, half where the
 * article is of that year, and disagrees where the sentence names other years only or the article is of
 * another year. “Now” agrees with the newest of the candidates' articles and less with each year before it.
 */
export function timeFit(question: Question, { article, sentence, newest }: TimeEvidence): number {
  if (question.years.length > 0) return yearFit(question.years, article, sentence);
  if (question.wantsLatest) return recency(article, newest);
  return 0;
}

function yearFit(years: readonly number[], article: Article, sentence: string): number {
  const named = Array.from(sentence.matchAll(/(?<![\d.])((?:19|20)\d{2})(?=\D|$)/gu), ([, year]) =>
    Number(year),
  );
  const agreeing = years.filter((year) => named.includes(year)).length / years.length;
  if (agreeing > 0) return agreeing;
  if (article.date === null) return 0;
  return years.includes(yearOf(article.date.value)) ? 0.5 : -0.5;
}

function recency(article: Article, newest: string | null): number {
  if (article.date === null || newest === null) return 0;
  return Math.max(-1, 1 - (yearOf(newest) - yearOf(article.date.value)));
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
