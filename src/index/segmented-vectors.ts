import type { PassageSet } from '../domain/filter.js';
import type { Hit, PassageId } from '../domain/passage.js';
import type { VectorIndex } from '../domain/ports.js';
import type { SegmentNumbering } from './numbering.js';
import { clampK, rank } from './top-hits.js';
import { assertVector } from './vectors.js';

/** The vectors of one segment, as an index takes them in. */
export interface VectorPart {
  readonly vectors: VectorIndex;
  readonly numbering: SegmentNumbering;
}

/** The vectors of several segments as one index: each is searched, and the best of all are kept. */
export class SegmentedVectorIndex implements VectorIndex {
  readonly size: number;
  readonly dimensions: number;
  readonly #parts: readonly VectorPart[];

  /** @param parts - each numbered after the one before */
  constructor(dimensions: number, parts: readonly VectorPart[]) {
    this.dimensions = dimensions;
    this.#parts = parts;
    this.size = parts.reduce((sum, { numbering }) => sum + numbering.size, 0);
  }

  search(query: Float32Array, k: number, among?: PassageSet): Hit[] {
    assertVector(query, this.dimensions);
    const hits = this.#parts.flatMap(({ vectors, numbering }) =>
      vectors
        .search(query, k, inSegment(numbering, among))
        .map(({ id, score }) => ({ id: numbering.idOf(id), score })),
    );
    return rank(hits).slice(0, clampK(k, this.size));
  }
}

/** The passages of a segment that may be found, by their numbers in it; `undefined` where all may. */
function inSegment(numbering: SegmentNumbering, among: PassageSet | undefined): PassageSet | undefined {
  if (among === undefined && numbering.isWhole) return undefined;
  const passes = (id: PassageId): boolean => id !== -1 && (among === undefined || among.has(id));
  return {
    size: Math.min(numbering.size, among?.size ?? numbering.size),
    has: (local) => passes(numbering.idOf(local)),
  };
}
