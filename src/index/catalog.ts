import type { Article, ArticleSummary } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';

/** An article with its passages, in the order of its text. */
export interface ChunkedArticle {
  readonly article: Article;
  readonly passages: readonly Passage[];
}

/** What a segment knows of an article without reading its text. */
export interface CatalogEntry {
  readonly summary: ArticleSummary;
  /** How many passages it has. */
  readonly passages: number;
}

/** The entry of an article. */
export function catalogEntry({ article, passages }: ChunkedArticle): CatalogEntry {
  return { summary: summarise(article), passages: passages.length };
}

/** What is known of an article without its text. */
export function summarise(article: Article): ArticleSummary {
  const { id, path, title, date, publisher, author, url, categories, language, contentHash } = article;
  const headings = article.sections.map(({ heading }) => heading);
  const metadata = { id, path, title, date, publisher, author, url, categories, language, contentHash };
  return { ...metadata, headings, characters: article.text.length };
}

/** Orders by path, by UTF-16 code units: an order that no locale changes. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
