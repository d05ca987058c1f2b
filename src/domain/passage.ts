import type { ArticleId } from './article.js';
import type { Span } from './span.js';

/**
 * Position of a passage in its index, 0 to n - 1. Valid within one generation of an index only: whatever
 * must outlive a rebuild names an article id and a span instead.
 */
export type PassageId = number;

/** The unit of retrieval: a span of one article's text, about 200 to 300 characters, never across a heading. */
export interface Passage extends Span {
  readonly articleId: ArticleId;
  /** Headings above the passage, outermost first; empty before the first heading. */
  readonly headingPath: readonly string[];
  /** The sentences of the passage in order, as spans of the article's text. */
  readonly sentences: readonly Span[];
}

/** A passage id with a score; higher is better, and scores compare within one search only. */
export interface Hit {
  readonly id: PassageId;
  readonly score: number;
}
