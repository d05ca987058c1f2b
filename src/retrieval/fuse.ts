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
 * Convex combination of two rankings, `(1 - w) · lexical / bestLexical + w · closeness`: words over their best, as a
 * passage without a word of the question has a score of 0, and cosines stretched between the last that was listed and
 * the best, as the least that any has is not 0 but what all texts have in common (Bruch, Gai and Ingber, An Analysis of
 * Fusion Functions for Hybrid Retrieval, 2023, compares such norms). A passage that the vectors did not list has at
 * most the cosine of the last one they did, and is given that. Best first, ties by passage id.
 */
export function fuse({ lexical, vector, vectorWeight }: Rankings): RankedPassage[] {
  const lexicalScores = new Map(lexical.map(({ id, score }) => [id, score]));
  const cosines = new Map(vector.map(({ id, score }) => [id, score]));
  const bestLexical = lexical[0]?.score ?? 1;
  const closenessOf = stretch(vector.map(({ score }) => score));
  const fused = (id: PassageId): RankedPassage => {
    const lexicalScore = lexicalScores.get(id) ?? 0;
    const cosine = cosines.get(id) ?? null;
    const closeness = cosine === null ? 0 : closenessOf(cosine);
    const score = (1 - vectorWeight) * (lexicalScore / bestLexical) + vectorWeight * closeness;
    return { id, score, lexicalScore, cosine, closeness, vectorShare: vectorWeight };
  };
  return [...new Set([...lexicalScores.keys(), ...cosines.keys()])].map(fused).sort(byScore);
}

/** Best first, ties by passage id. */
export function byScore(a: RankedPassage, b: RankedPassage): number {
  return b.score - a.score || a.id - b.id;
}

/** Where a value stands between the least of some and the greatest, 0 to 1; 1 where they are all the same. */
export function stretch(values: readonly number[]): (value: number) => number {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const range = values.reduce((a, b) => Math.max(a, b), -Infinity) - least;
  return (value) => (range > 0 ? (value - least) / range : 1);
}
