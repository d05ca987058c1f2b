import type { Hit, PassageId } from '../domain/passage.js';
import type { RankedPassage } from '../domain/ports.js';

/** The two rankings of one question, best first, and how much the second counts. */
export interface Rankings {
  readonly lexical: readonly Hit[];
  readonly vector: readonly Hit[];
  /** Share of the vectors in the fused score, 0 (words alone) to 1 (vectors alone). */
  readonly vectorWeight: number;
}

/**
 * Convex combination of two rankings, `(1 - w) · lexical / bestLexical + w · cosine / bestCosine`: both scores
 * are divided by their best and not stretched over their range, which would make much of small differences
 * (Bruch, Gai and Ingber, An Analysis of Fusion Functions for Hybrid Retrieval, 2023). A passage without a
 * word of the question has a lexical score of 0; one that the vectors did not list has at most the cosine of
 * the last one they did, and is given that. Best first, ties by passage id.
 */
export function fuse({ lexical, vector, vectorWeight }: Rankings): RankedPassage[] {
  const lexicalScores = new Map(lexical.map(({ id, score }) => [id, score]));
  const cosines = new Map(vector.map(({ id, score }) => [id, score]));
  const bestLexical = lexical[0]?.score ?? 1;
  const bestCosine = Math.max(vector[0]?.score ?? 1, Number.EPSILON);
  const unlisted = vector.at(-1)?.score ?? 0;
  const fused = (id: PassageId): RankedPassage => {
    const lexicalScore = lexicalScores.get(id) ?? 0;
    const cosine = Math.max(0, cosines.get(id) ?? unlisted);
    const relevance =
      (1 - vectorWeight) * (lexicalScore / bestLexical) + vectorWeight * (cosine / bestCosine);
    return {
      id,
      score: relevance,
      relevance,
      lexicalScore,
      cosine: cosines.get(id) ?? null,
    };
  };
  return [...new Set([...lexicalScores.keys(), ...cosines.keys()])]
    .map(fused)
    .sort((a, b) => b.score - a.score || a.id - b.id);
}
