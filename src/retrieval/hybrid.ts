import type { Hit } from '../domain/passage.js';
import type { Embedder, LexicalIndex, RankedPassage, Retriever, VectorIndex } from '../domain/ports.js';
import { fuse } from './fuse.js';
import { understandQuestion } from './question.js';

/** What a hybrid retriever is made of. */
export interface HybridRetrieverParts {
  readonly lexical: LexicalIndex;
  readonly vectors: VectorIndex;
  readonly embedder: Embedder;
  /** Share of the vectors in the fused score, 0 to 1. Default {@link defaultVectorWeight} of the embedder's model. */
  readonly vectorWeight?: number;
  /** Hits taken from each side before they are fused. Default 100. */
  readonly depth?: number;
  /**
   * Told why a question got no vector; unless it throws, the question is answered by words alone. Default: throws
   * what it is told.
   */
  readonly onNoVector?: (error: unknown) => void;
}

/**
 * Share of the vectors in the fused score for a model. Tuned on DRCD-dev and CMRC-dev for the built-in one,
 * which knows less than the words do. For any other model the middle, which nothing was measured for.
 * @param modelId - {@link Embedder.modelId}
 */
export function defaultVectorWeight(modelId: string): number {
  return modelId === 'builtin' ? 0.05 : 0.5;
}

/** A retriever that asks words and vectors and fuses what they find. */
export function createRetriever({
  lexical,
  vectors,
  embedder,
  vectorWeight = defaultVectorWeight(embedder.modelId),
  depth = 100,
  onNoVector = (error) => {
    throw error;
  },
}: HybridRetrieverParts): Retriever {
  async function searchVectors(text: string): Promise<Hit[]> {
    if (vectorWeight === 0) return [];
    try {
      return vectors.search(await embedder.embedQuery(text), depth);
    } catch (error) {
      onNoVector(error);
      return [];
    }
  }

  return {
    async retrieve(question: string, k: number): Promise<RankedPassage[]> {
      const { text, terms } = understandQuestion(question);
      if (text === '' || lexical.size === 0 || k <= 0) return [];
      const vector = await searchVectors(text);
      return fuse({ lexical: lexical.search(terms, depth), vector, vectorWeight }).slice(0, k);
    },
  };
}
