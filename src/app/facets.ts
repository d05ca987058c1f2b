import type { ArticleMetadata } from '../domain/article.js';
import { foldString } from '../text/fold.js';

/** A publisher of indexed articles. */
export interface PublisherCount {
  /** As most of its articles write it. */
  readonly name: string;
  /** How many articles are its own, 1 or more. */
  readonly articles: number;
}

/** What the indexed articles can be restricted by. */
export interface Facets {
  /** Those with the most articles first, equals by name. Names that differ in case, width or script are one. */
  readonly publishers: readonly PublisherCount[];
  /** Months that articles are of, `YYYY-MM`, the newest first. */
  readonly months: readonly string[];
}

/**
 * Collects what articles can be restricted by.
 * @param articles - of one index
 */
export function collectFacets(articles: readonly ArticleMetadata[]): Facets {
  const months = articles.flatMap(({ date }) => date?.value.slice(0, 'YYYY-MM'.length) ?? []);
  const spellings = new Map<string, number>();
  for (const { publisher } of articles) {
    const name = publisher?.trim() ?? '';
    if (name !== '') spellings.set(name, (spellings.get(name) ?? 0) + 1);
  }
  return { publishers: mergeSpellings(spellings), months: [...new Set(months)].sort().reverse() };
}

function mergeSpellings(spellings: ReadonlyMap<string, number>): PublisherCount[] {
  const publishers = new Map<string, PublisherCount>();
  for (const [name, count] of [...spellings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const key = foldString(name);
    const known = publishers.get(key);
    publishers.set(key, { name: known?.name ?? name, articles: count + (known?.articles ?? 0) });
  }
  return [...publishers.values()].sort((a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1));
}
