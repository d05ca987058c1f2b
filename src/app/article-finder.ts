import type { ArticleId, ArticleSummary } from '../domain/article.js';
import { analyse } from '../text/analyse.js';
import { foldString } from '../text/fold.js';

/** Finds articles by what a person remembers of them. */
export interface ArticleFinder {
  /** By id, by path, or by exact title (the newest of those that share it). */
  resolve(reference: string): ArticleSummary | undefined;
  /**
   * By title: exact, then titles that begin with the text, that contain it, that share the most words with
   * it; within each the newest first. All articles, newest first, where the text is blank. At most `limit`.
   */
  find(text: string, limit: number): readonly ArticleSummary[];
}

interface Entry {
  readonly article: ArticleSummary;
  /** The title, folded for comparison. */
  readonly title: string;
  readonly terms: ReadonlySet<string>;
}

/** Longest look-up text that is considered; titles are shorter. */
const MAX_QUERY_CHARACTERS = 200;
/** What shares fewer of the text's terms than this is no match. */
const MIN_SHARED = 0.5;

/**
 * @param articles - of one index, in any order
 */
export function createArticleFinder(articles: readonly ArticleSummary[]): ArticleFinder {
  const newestFirst = [...articles].sort(byDate);
  const entries: readonly Entry[] = newestFirst.map((article) => ({
    article,
    title: foldString(article.title.trim()),
    terms: new Set(analyse(article.title)),
  }));
  const byReference = new Map<ArticleId, ArticleSummary>();
  for (const article of newestFirst.toReversed()) byReference.set(article.title, article);
  for (const article of articles) byReference.set(article.path, article);
  for (const article of articles) byReference.set(article.id, article);
  return {
    resolve: (reference) => byReference.get(reference) ?? byReference.get(reference.trim()),
    find(text, limit) {
      const query = text.trim().slice(0, MAX_QUERY_CHARACTERS);
      if (query === '') return newestFirst.slice(0, limit);
      return rank(entries, query).slice(0, limit);
    },
  };
}

function rank(entries: readonly Entry[], query: string): ArticleSummary[] {
  const folded = foldString(query);
  const terms = [...new Set(analyse(query))];
  return (
    entries
      .map((entry) => ({ article: entry.article, score: scoreOf(entry, folded, terms) }))
      .filter(({ score }) => score > 0)
      // A stable sort: equals stay newest first.
      .sort((a, b) => b.score - a.score)
      .map(({ article }) => article)
  );
}

/** 4 exact, 3 begins with, 2 contains, otherwise the share of the query's terms in the title. */
function scoreOf({ title, terms }: Entry, query: string, queryTerms: readonly string[]): number {
  if (title === query) return 4;
  if (title.startsWith(query)) return 3;
  if (title.includes(query)) return 2;
  const shared = queryTerms.filter((term) => terms.has(term)).length / Math.max(1, queryTerms.length);
  return shared >= MIN_SHARED ? shared : 0;
}

/** Newest first; articles without a date last; equals by path. */
function byDate(a: ArticleSummary, b: ArticleSummary): number {
  const [dateA, dateB] = [a.date?.value ?? '', b.date?.value ?? ''];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return a.path < b.path ? -1 : 1;
}
