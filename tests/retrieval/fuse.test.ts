import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fuse, stretch } from '../../src/retrieval/fuse.js';

const hits = fc
  .uniqueArray(fc.record({ id: fc.nat(50), score: fc.double({ min: 0.01, max: 30, noNaN: true }) }), {
    selector: ({ id }) => id,
  })
  .map((list) => list.toSorted((a, b) => b.score - a.score));

describe('fuse', () => {
  it('keeps the order of the words when vectors count nothing', () => {
    const lexical = [
      { id: 3, score: 9 },
      { id: 1, score: 4 },
    ];
    const fused = fuse({ lexical, vector: [{ id: 1, score: 0.9 }], vectorWeight: 0 });
    expect(fused.map(({ id }) => id)).toEqual([3, 1]);
    expect(fused[1]).toMatchObject({ lexicalScore: 4, cosine: 0.9 });
  });

  it('brings in what only the vectors found', () => {
    const vector = [
      { id: 7, score: 0.8 },
      { id: 9, score: 0.1 },
    ];
    const fused = fuse({ lexical: [{ id: 1, score: 2 }], vector, vectorWeight: 0.6 });
    expect(fused.map(({ id }) => id)).toEqual([7, 1, 9]);
    expect(fused[0]).toMatchObject({ lexicalScore: 0, cosine: 0.8 });
  });

  it('counts of a cosine only what it has over the last that the vectors list', () => {
    const vector = [
      { id: 7, score: 0.9 },
      { id: 8, score: 0.75 },
      { id: 9, score: 0.7 },
    ];
    const fused = fuse({ lexical: [{ id: 1, score: 2 }], vector, vectorWeight: 1 });
    expect(fused.map(({ id, closeness }) => [id, closeness])).toEqual([
      [7, 1],
      [8, expect.closeTo(0.25)],
      [1, 0],
      [9, 0],
    ]);
  });

  it('gives every passage once, best first, with a score of 0 to 1', () => {
    fc.assert(
      fc.property(hits, hits, fc.double({ min: 0, max: 1, noNaN: true }), (lexical, vector, vectorWeight) => {
        const fused = fuse({ lexical, vector, vectorWeight });
        expect(new Set(fused.map(({ id }) => id))).toEqual(
          new Set([...lexical, ...vector].map(({ id }) => id)),
        );
        expect(fused.length).toBe(new Set(fused.map(({ id }) => id)).size);
        fused.forEach(({ score }, i) => {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-9);
          expect(score).toBeLessThanOrEqual(fused[i - 1]?.score ?? 2);
        });
      }),
    );
  });
});

describe('stretch', () => {
  it('puts the least at 0, the greatest at 1, and values that are all the same at 1', () => {
    const stretched = stretch([3, 1, 2]);
    expect([1, 2, 3].map(stretched)).toEqual([0, 0.5, 1]);
    expect(stretch([5, 5])(5)).toBe(1);
  });
});
