import type { ArticleFilter } from '../domain/filter.js';
import type { SearchResult } from './app.js';
import type { Serving } from './serving.js';

/** What is searched for. */
export interface PassageSearch {
  readonly query: string;
  /** At most so many passages. */
  readonly limit: number;
  /** Default: none. */
  readonly filter?: ArticleFilter | undefined;
}

/**
 * Least relevance of a passage that is shown to whoever searches and has no word of the query: what the vectors of a
 * full model alone can give it, but not those of the built-in one.
 */
const LEAST_RELEVANCE = 0.15;

/**
 * Passages for a query, best first, without those that have nothing to do with it. Of one generation of the index
 * throughout: passage ids mean nothing in the next one.
 * @param serving - that generation
 * @param search - what is searched for
 */
export async function searchPassages(
  { corpus, retriever }: Pick<Serving, 'corpus' | 'retriever'>,
  { query, limit, filter }: PassageSearch,
): Promise<SearchResult[]> {
  const ranked = await retriever.retrieve(query, limit, filter);
  return ranked.flatMap(({ id, score, relevance, lexicalScore }) => {
    if (lexicalScore === 0 && relevance < LEAST_RELEVANCE) return [];
    const passage = corpus.passage(id);
    const article = corpus.article(passage.articleId);
    if (article === undefined) return [];
    return [{ article, passage, text: article.text.slice(passage.start, passage.end), score }];
  });
}
