import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { YinjuError } from '../../src/domain/errors.js';
import type { VectorIndex } from '../../src/domain/ports.js';

const DIMENSIONS = 8;

/** A direction that no other seed has; equal seeds give equal vectors. Of no particular length. */
export function vectorOf(seed: number, dimensions = DIMENSIONS): Float32Array {
  let state = (seed + 1) * 2_654_435_761;
  return Float32Array.from({ length: dimensions }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1 + 1e-6;
  });
}

/** Cosine similarity, computed directly. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number =>
    x.reduce((sum, xi, i) => sum + xi * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/**
 * What every {@link VectorIndex} does.
 * @param makeSubject - an index of these vectors, numbered in their order
 */
export function describeVectorIndexContract(
  name: string,
  makeSubject: (dimensions: number, vectors: readonly Float32Array[]) => Promise<VectorIndex>,
): void {
  const vectors = Array.from({ length: 40 }, (_, i) => vectorOf(i));
  const makeForty = (): Promise<VectorIndex> => makeSubject(DIMENSIONS, vectors);

  describe(`${name} as a vector index`, () => {
    it('knows its size and dimensions', async () => {
      const index = await makeForty();
      expect([index.size, index.dimensions]).toEqual([40, DIMENSIONS]);
    });

    it('finds every vector by itself, with cosine 1', async () => {
      const index = await makeForty();
      for (const [id, vector] of vectors.entries()) {
        const [best] = index.search(vector, 1);
        expect(best?.id).toBe(id);
        expect(best?.score).toBeCloseTo(1, 5);
      }
    });

    it('gives the best hits first, with their cosines', async () => {
      const index = await makeForty();
      const query = vectorOf(1000);
      const hits = index.search(query, 10);
      const expected = vectors
        .map((vector, id) => ({ id, score: cosineOf(query, vector) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, 10);
      expect(hits.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      hits.forEach(({ score }, i) => {
        expect(score).toBeCloseTo(expected[i]?.score ?? NaN, 5);
      });
    });

    it('keeps scores within -1 and 1, and orders equal ones by id', async () => {
      const same = vectorOf(7);
      const index = await makeSubject(DIMENSIONS, [same, same.map((x) => -x), same]);
      const hits = index.search(same, 3);
      expect(hits.map(({ id }) => id)).toEqual([0, 2, 1]);
      for (const { score } of hits) expect(Math.abs(score)).toBeLessThanOrEqual(1);
      expect(hits[2]?.score).toBeCloseTo(-1, 5);
    });

    it('ignores how long a query is', async () => {
      const index = await makeForty();
      const query = vectorOf(1000);
      const ids = (factor: number): number[] =>
        index
          .search(
            query.map((x) => x * factor),
            5,
          )
          .map(({ id }) => id);
      expect(ids(1e-15)).toEqual(ids(1));
      expect(ids(1e15)).toEqual(ids(1));
    });

    it.each([
      { k: 0, found: 0 },
      { k: -3, found: 0 },
      { k: NaN, found: 0 },
      { k: 2.9, found: 2 },
      { k: 40, found: 40 },
      { k: 41, found: 40 },
      { k: Infinity, found: 40 },
    ])('gives $found hits of 40 for k = $k', async ({ k, found }) => {
      const index = await makeForty();
      const ids = index.search(vectorOf(3), k).map(({ id }) => id);
      expect(new Set(ids).size).toBe(found);
    });

    it.each([[[]], [[7]], [[0, 3, 4, 17, 39]], [[...vectors.keys()].slice(1)]])(
      'finds the best of %j, and as many as are asked for',
      async (ids) => {
        const index = await makeForty();
        const query = vectorOf(1000);
        const among = new Set(ids);
        const expected = index.search(query, 40).filter(({ id }) => among.has(id));
        expect(index.search(query, 40, among)).toEqual(expected);
        expect(index.search(query, 3, among)).toEqual(expected.slice(0, 3));
        expect(index.search(query, 40)).toHaveLength(40);
      },
    );

    it('finds nothing in an empty index', async () => {
      const index = await makeSubject(DIMENSIONS, []);
      expect([index.size, index.dimensions]).toEqual([0, DIMENSIONS]);
      expect(index.search(vectorOf(1), 5)).toEqual([]);
    });

    it.each([
      ['too short', new Float32Array(DIMENSIONS - 1).fill(1)],
      ['too long', new Float32Array(DIMENSIONS + 1).fill(1)],
      ['not a number somewhere', vectorOf(1).fill(NaN, 3, 4)],
      ['infinite somewhere', vectorOf(1).fill(Infinity, 3, 4)],
      ['without direction', new Float32Array(DIMENSIONS)],
    ])('refuses a query that is %s', async (_, query) => {
      const index = await makeForty();
      expect(() => index.search(query, 1)).toThrow(YinjuError);
      const empty = await makeSubject(DIMENSIONS, []);
      expect(() => empty.search(query, 1)).toThrow(YinjuError);
    });

    it('finds every vector of any small set when asked for all', async () => {
      const component = fc.float({ min: -1, max: 1, noNaN: true });
      const vector = fc
        .array(component, { minLength: 4, maxLength: 4 })
        .map((components) => Float32Array.from(components))
        .filter((v) => v.some((x) => Math.abs(x) > 1e-3));
      const anySet = fc.uniqueArray(vector, { maxLength: 24, selector: (v) => v.join() });
      await fc.assert(
        fc.asyncProperty(anySet, vector, async (set, query) => {
          const index = await makeSubject(4, set);
          const hits = index.search(query, set.length);
          expect(hits.map(({ id }) => id).sort((a, b) => a - b)).toEqual([...set.keys()]);
          for (const { id, score } of hits) {
            expect(score).toBeCloseTo(cosineOf(query, set[id] ?? query), 4);
          }
          expect(hits).toEqual([...hits].sort((a, b) => b.score - a.score || a.id - b.id));
        }),
        { numRuns: 60 },
      );
    });
  });
}
