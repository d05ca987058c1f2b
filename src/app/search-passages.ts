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
 * Least cosine with the query of a passage that has no word of it, or of the passage's nearest sentence. Of the
 * nearest sentences to questions about something else, one in eighty comes so near with the built-in model; for other
 * models nothing was measured.
 */
const LEAST_COSINE = 0.3;

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
  return ranked.flatMap(({ id, score, lexicalScore, cosine, sentenceCosines = [] }) => {
    if (lexicalScore === 0 && Math.max(cosine ?? 0, ...sentenceCosines) < LEAST_COSINE) return [];
    const passage = corpus.passage(id);
    const article = corpus.article(passage.articleId);
    if (article === undefined) return [];
    return [{ article, passage, text: article.text.slice(passage.start, passage.end), score }];
  });
}
