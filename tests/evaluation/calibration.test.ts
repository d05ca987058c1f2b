import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { calibrationOf, coverageCurve } from '../../src/evaluation/calibration.js';

const prediction = (confidence: number, correct: boolean) => ({ confidence, correct });
const predictions = fc.array(
  fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() }),
  { maxLength: 60 },
);

describe('calibrationOf', () => {
  it.each([
    [1, true, 0],
    [1, false, 1],
    [0.7, true, 0.09],
    [0.3, true, 0.49],
    [0.5, false, 0.25],
  ])('gives a forecast of %d that comes out %s the Brier score of %d', (confidence, correct, brier) => {
    expect(calibrationOf([prediction(confidence, correct)]).brier).toBeCloseTo(brier, 12);
  });

  it('weighs the gaps of the bins by their predictions', () => {
    // Three at 0.9 of which two are right (gap 0.2333), one at 0.2 that is wrong (gap 0.2).
    const { ece } = calibrationOf([
      prediction(0.9, true),
      prediction(0.9, true),
      prediction(0.9, false),
      prediction(0.2, false),
    ]);
    expect(ece).toBeCloseTo((3 * (0.9 - 2 / 3) + 0.2) / 4, 12);
  });

  it('finds no error where nine in ten are right at 0.9', () => {
    const sure = Array.from({ length: 10 }, (_, i) => prediction(0.9, i > 0));
    expect(calibrationOf(sure).ece).toBeCloseTo(0, 12);
  });

  it('puts a bound into the bin above it, and 1 into the last', () => {
    const counts = calibrationOf([
      prediction(0, false),
      prediction(0.1, false),
      prediction(1, true),
    ]).bins.map((bin) => bin.predictions);
    expect(counts).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('is 0 throughout where nothing was predicted', () => {
    expect(calibrationOf([])).toMatchObject({ predictions: 0, brier: 0, ece: 0 });
  });

  it('counts every prediction once, and a mean error is never above a mean squared one’s root', () => {
    fc.assert(
      fc.property(predictions, (made) => {
        const { bins, ece, brier } = calibrationOf(made);
        expect(bins.reduce((sum, bin) => sum + bin.predictions, 0)).toBe(made.length);
        // By Jensen's inequality, within each bin and over the bins.
        expect(ece).toBeLessThanOrEqual(Math.sqrt(brier) + 1e-9);
      }),
    );
  });
});

describe('coverageCurve', () => {
  it('tells how right the surest are, up to the last that was answered', () => {
    const answered = [prediction(0.9, true), prediction(0.8, true), prediction(0.3, false)];
    expect(coverageCurve(answered, 4)).toEqual([
      { threshold: 0.9, coverage: 0.25, accuracy: 1 },
      { threshold: 0.8, coverage: 0.5, accuracy: 1 },
      { threshold: 0.3, coverage: 0.75, accuracy: 2 / 3 },
    ]);
  });

  it('takes equally sure answers together', () => {
    const answered = [prediction(0.5, true), prediction(0.5, false)];
    expect(coverageCurve(answered, 2)).toEqual([{ threshold: 0.5, coverage: 1, accuracy: 0.5 }]);
  });

  it('has no point where nothing was answered', () => {
    expect(coverageCurve([], 5)).toEqual([]);
  });

  it('rises in coverage, falls in threshold and ends with all answers', () => {
    fc.assert(
      fc.property(predictions, fc.nat(20), (answered, unanswered) => {
        const points = coverageCurve(answered, answered.length + unanswered);
        points.forEach((point, i) => {
          const previous = points[i - 1];
          if (previous === undefined) return;
          expect(point.coverage).toBeGreaterThan(previous.coverage);
          expect(point.threshold).toBeLessThan(previous.threshold);
        });
        if (answered.length === 0) return;
        expect(points.at(-1)?.coverage).toBe(answered.length / (answered.length + unanswered));
      }),
    );
  });
});
