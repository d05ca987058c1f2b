import type { Hit, PassageId } from '../domain/passage.js';
import type { RankedPassage } from '../domain/ports.js';

/** The two rankings of one question, and how much the second counts. */
export interface Rankings {
  readonly lexical: readonly Hit[];
  readonly vector: readonly Hit[];
  /** Share of the vectors in the fused score, 0 (words alone) to 1 (vectors alone). */
  readonly vectorWeight: number;
}

/**
 * Convex combination of two rankings: `(1 - w) · lexical + w · vector`, each side scaled to 0 to 1 first, BM25
 * by its best score and cosines by their range among the hits, since they bunch together. A passage that one
 * side did not find has 0 there. Best first, ties by passage id. (Bruch, Gai and Ingber, An Analysis of
 * Fusion Functions for Hybrid Retrieval, 2023: a tuned combination beats reciprocal ranks.)
 */
export function fuse({ lexical, vector, vectorWeight }: Rankings): RankedPassage[] {
  const bestLexical = lexical[0]?.score ?? 0;
  const best = vector[0]?.score ?? 0;
  const range = best - (vector.at(-1)?.score ?? 0);
  const passages = new Map<PassageId, RankedPassage>();
  for (const { id, score } of lexical) {
    passages.set(id, {
      id,
      score: (1 - vectorWeight) * (score / bestLexical),
      lexicalScore: score,
      cosine: null,
    });
  }
  for (const { id, score } of vector) {
    const scaled = range > 0 ? 1 - (best - score) / range : 1;
    const found = passages.get(id);
    passages.set(id, {
      id,
      score: (found?.score ?? 0) + vectorWeight * scaled,
      lexicalScore: found?.lexicalScore ?? 0,
      cosine: score,
    });
  }
  return [...passages.values()].sort((a, b) => b.score - a.score || a.id - b.id);
}
