import type { PassageSet } from '../domain/filter.js';
import type { Hit } from '../domain/passage.js';
import type { VectorIndex } from '../domain/ports.js';
import { clampK, TopHits } from './top-hits.js';
import type { VectorMatrix } from './vectors.js';
import { assertVector, dot, dotAt } from './vectors.js';

/**
 * Cosine similarity with every vector, one by one: exact, O(n) a search. What the approximate index is
 * measured against.
 */
export class ExactVectorIndex implements VectorIndex {
  readonly #vectors: VectorMatrix;
  readonly #lengths: Float64Array;

  /** @param vectors - validated vectors (see `assertVector`) of any length above 0; kept, not copied */
  constructor(vectors: VectorMatrix) {
    this.#vectors = vectors;
    this.#lengths = new Float64Array(vectors.count);
    for (let i = 0; i < vectors.count; i++) this.#lengths[i] = euclidean(vectors.row(i));
  }

  get size(): number {
    return this.#vectors.count;
  }

  get dimensions(): number {
    return this.#vectors.dimensions;
  }

  search(query: Float32Array, k: number, among?: PassageSet): Hit[] {
    assertVector(query, this.dimensions);
    const top = new TopHits(clampK(k, this.size));
    const length = euclidean(query);
    const { components, dimensions, count } = this.#vectors;
    for (let i = 0; i < count; i++) {
      if (among?.has(i) === false) continue;
      const cosine = dotAt(query, components, i * dimensions) / (length * (this.#lengths[i] ?? 1));
      top.offer(i, Math.max(-1, Math.min(1, cosine)));
    }
    return top.ranked();
  }
}

function euclidean(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}
