import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { clampK, rank, TopHits } from '../../src/index/top-hits.js';

describe('TopHits', () => {
  it('keeps what sorting everything would put first', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(scores, fc.nat(20), (values, k) => {
        const top = new TopHits(k);
        const hits = values.map((score, id) => ({ id, score }));
        // In an order of their own, because ids need not rise.
        for (const { id, score } of [...hits].sort((a, b) => ((a.id * 7) % 13) - ((b.id * 7) % 13)))
          top.offer(id, score);
        expect(top.ranked()).toEqual(rank(hits).slice(0, k));
      }),
    );
  });
});

describe('clampK', () => {
  it.each([
    [5, 10, 5],
    [5, 3, 3],
    [2.7, 10, 2],
    [0.9, 10, 0],
    [-1, 10, 0],
    [NaN, 10, 0],
    [Infinity, 10, 10],
  ])('takes k = %d of %d as %d', (k, size, expected) => {
    expect(clampK(k, size)).toBe(expected);
  });
});
