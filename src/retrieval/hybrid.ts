import type { PassageSet } from '../domain/filter.js';
import type { Hit } from '../domain/passage.js';
import type { Embedder, LexicalIndex, RankedPassage, Retriever, VectorIndex } from '../domain/ports.js';
import { fuse } from './fuse.js';
import { textToEmbed } from './model-use.js';
import { understandQuestion, type Question } from './question.js';
import { defaultVectorWeight, wordCoverage } from './vector-weight.js';

/** What a hybrid retriever is made of. */
export interface HybridRetrieverParts {
  readonly lexical: LexicalIndex;
  readonly vectors: VectorIndex;
  readonly embedder: Embedder;
  /** Share of the vectors in every fused score, 0 to 1. Default {@link defaultVectorWeight} of the embedder's model. */
  readonly vectorWeight?: number;
  /** Hits taken from each side before they are fused. Default 100. */
  readonly depth?: number;
  /**
   * Told why a question got no vector; unless it throws, the question is answered by words alone. Default: throws
   * what it is told.
   */
  readonly onNoVector?: (error: unknown) => void;
}

/** A retriever that also takes a question as it was understood. */
export interface HybridRetriever extends Retriever {
  /**
   * At most `k` passages, best first.
   * @param among - only these are found; default all
   */
  search(question: Question, k: number, among?: PassageSet): Promise<RankedPassage[]>;
}

/** A retriever that asks words and vectors and fuses what they find. */
export function createRetriever({
  lexical,
  vectors,
  embedder,
  vectorWeight,
  depth = 100,
  onNoVector = (error) => {
    throw error;
  },
}: HybridRetrieverParts): HybridRetriever {
  const weigh = vectorWeight === undefined ? defaultVectorWeight(embedder.modelId) : () => vectorWeight;

  async function searchVectors(question: Question, among?: PassageSet): Promise<Hit[]> {
    if (vectorWeight === 0) return [];
    try {
      return vectors.search(await embedder.embedQuery(textToEmbed(question, embedder)), depth, among);
    } catch (error) {
      onNoVector(error);
      return [];
    }
  }

  async function search(question: Question, k: number, among?: PassageSet): Promise<RankedPassage[]> {
    if (question.text === '' || lexical.size === 0 || k <= 0) return [];
    const vector = await searchVectors(question, among);
    const found = question.translation?.hits ?? lexical.search(question.terms, depth, among);
    // A translation's hits are not scored by the question's terms.
    const coverage = question.translation ? 1 : wordCoverage(found, question.terms, lexical);
    return fuse({ lexical: found, vector, vectorWeight: weigh(coverage) }).slice(0, k);
  }

  return {
    search,
    retrieve: (question, k) => search(understandQuestion(question), k),
  };
}
