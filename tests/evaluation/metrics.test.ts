import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  auroc,
  mean,
  meanReciprocalRank,
  quantile,
  recallAt,
  sampledAuroc,
  share,
} from '../../src/evaluation/metrics.js';

describe('metrics', () => {
  it('counts shares, means and quantiles, and gives 0 for nothing', () => {
    expect(share([true, false, true, true])).toBe(0.75);
    expect(mean([1, 2, 6])).toBe(3);
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(5);
    expect([share([]), mean([]), quantile([], 0.5)]).toEqual([0, 0, 0]);
  });

  it('counts a rank that was not found as nothing', () => {
    expect(meanReciprocalRank([1, 2, null])).toBe(0.5);
    expect(recallAt([1, 5, 6, null], 5)).toBe(0.5);
  });

  it('gives 1 where every positive is above every negative, 0.5 for ties, and null for one kind alone', () => {
    expect(auroc([3, 4], [1, 2])).toBe(1);
    expect(auroc([1], [1])).toBe(0.5);
    expect(auroc([1], [])).toBeNull();
  });

  it('turns round when the sides change places', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        expect((auroc(a, b) ?? 0) + (auroc(b, a) ?? 0)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('gives for a sample the area of its items, each as often as it was drawn', () => {
    const item = fc.record({ score: fc.nat(5), positive: fc.boolean(), count: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 15 }), (items) => {
        const drawn = (positive: boolean): number[] =>
          items
            .filter((made) => made.positive === positive)
            .flatMap(({ score, count }) => new Array<number>(count).fill(score));
        const counts = Uint32Array.from(items, ({ count }) => count);
        expect(sampledAuroc(items)(counts)).toBeCloseTo(auroc(drawn(true), drawn(false)) ?? 0.5, 10);
      }),
    );
  });
});
