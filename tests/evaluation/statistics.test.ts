import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  bootstrapInterval,
  bootstrapMean,
  createRandom,
  mcnemarExact,
} from '../../src/evaluation/statistics.js';

describe('createRandom', () => {
  it('gives the numbers that Mulberry32 gives', () => {
    const random = createRandom(0);
    expect([random(), random(), random()]).toEqual([
      0.26642920868471265, 0.0003297457005828619, 0.2232720274478197,
    ]);
  });

  it('spreads evenly from 0 to 1', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = createRandom(seed);
        const counts = new Array<number>(10).fill(0);
        for (let i = 0; i < 2_000; i++) {
          const tenth = Math.floor(random() * 10);
          counts[tenth] = (counts[tenth] ?? NaN) + 1;
        }
        for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(90);
      }),
      { numRuns: 20 },
    );
  });
});

describe('mcnemarExact', () => {
  it.each([
    // The airway hyper-responsiveness example of Fagerland, Lydersen and Laake (2013): 18/256.
    [1, 7, 0.0703125],
    [1, 9, 22 / 1024],
    [0, 5, 2 / 32],
    // binom.test(5, 20) in R.
    [5, 15, 0.04138947],
  ])('gives for %d against %d the published p-value', (worse, better, p) => {
    expect(mcnemarExact(worse, better)).toBeCloseTo(p, 8);
  });

  it('is 1 where nothing or as much changed for better as for worse', () => {
    expect(mcnemarExact(0, 0)).toBe(1);
    expect(mcnemarExact(3, 3)).toBe(1);
  });

  it('does not break down over thousands of changes', () => {
    expect(mcnemarExact(2_000, 2_100)).toBeCloseTo(0.1221, 3);
    expect(mcnemarExact(0, 5_000)).toBe(0);
  });

  it('is a probability, the same both ways round, and smaller the more uneven the split', () => {
    const count = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(count, count, (worse, better) => {
        const p = mcnemarExact(worse, better);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(mcnemarExact(better, worse)).toBe(p);
        if (worse > 0 && worse <= better) {
          expect(mcnemarExact(worse - 1, better + 1)).toBeLessThanOrEqual(p);
        }
      }),
    );
  });
});

describe('bootstrapMean', () => {
  it('gives about the interval of the normal distribution where many pairs differ at random', () => {
    const { low, high } = bootstrapMean(Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : -1)));
    const half = 1.96 / Math.sqrt(400);
    expect(Math.abs(low + half)).toBeLessThan(0.015);
    expect(Math.abs(high - half)).toBeLessThan(0.015);
  });

  it('has no doubt about values that are all equal, or about none', () => {
    expect(bootstrapMean([0.25, 0.25, 0.25])).toEqual({ low: 0.25, high: 0.25 });
    expect(bootstrapMean([])).toEqual({ low: 0, high: 0 });
  });

  it('gives the same interval for the same seed, and a wider one for a higher level', () => {
    const values = [1, 0, 0, -1, 1, 1, 0, 1, -1, 0];
    expect(bootstrapMean(values, { seed: 7 })).toEqual(bootstrapMean(values, { seed: 7 }));
    const [narrow, wide] = [0.5, 0.99].map((level) => bootstrapMean(values, { level }));
    expect((wide?.high ?? 0) - (wide?.low ?? 0)).toBeGreaterThan((narrow?.high ?? 0) - (narrow?.low ?? 0));
  });

  it('stays between the least and the greatest value', () => {
    const lists = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lists, fc.integer(), (values, seed) => {
        const { low, high } = bootstrapMean(values, { resamples: 100, seed });
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('bootstrapInterval', () => {
  it('draws as many items as there are, each time anew', () => {
    const samples = new Set<string>();
    const { low, high } = bootstrapInterval(
      4,
      (counts) => {
        samples.add(counts.join());
        return counts.reduce((sum, count) => sum + count, 0);
      },
      { resamples: 100 },
    );
    expect([low, high]).toEqual([4, 4]);
    expect(samples.size).toBeGreaterThan(10);
  });
});
