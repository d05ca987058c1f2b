import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareResults } from '../../src/evaluation/compare.js';
import { refused, result } from './results.js';

describe('compareResults', () => {
  it('finds what turned wrong and what turned right', () => {
    const before = [result({ id: 'a' }), { ...refused, id: 'b' }, result({ id: 'c' })];
    const now = [{ ...refused, id: 'a' }, result({ id: 'b', quote: '三千块' }), result({ id: 'c' })];
    const { turnedWrong, turnedRight, pValue } = compareResults(before, now);
    expect(turnedWrong).toMatchObject([{ id: 'a', before: '石桥修缮用去三千块青砖。', now: null }]);
    expect(turnedRight).toMatchObject([{ id: 'b', before: null, now: '三千块', confidence: 0.9 }]);
    expect(pValue).toBe(1);
  });

  it('gives each figure with its difference, and each category where there are several', () => {
    const before = [result({ rank: 2 }), result({ category: 'time', rank: 1 })];
    const now = [result({ rank: 1 }), result({ category: 'time', correct: false, rank: null })];
    const { figures } = compareResults(before, now);
    const row = (figure: string, category: string | null = null) =>
      figures.find((difference) => difference.figure === figure && difference.category === category);
    expect(row('correct')).toMatchObject({ questions: 2, before: 1, now: 0.5, difference: -0.5 });
    expect(row('correct', 'time')).toMatchObject({ questions: 1, before: 1, now: 0 });
    expect(row('reciprocal-rank')).toMatchObject({ before: 0.75, now: 0.5 });
    expect(row('right-paragraph-first')).toMatchObject({ before: 0.5, now: 0.5 });
  });

  it('leaves out figures that no question has on both sides', () => {
    const { figures } = compareResults([refused], [result()]);
    expect(figures.map(({ figure }) => figure)).toEqual(['correct', 'answered']);
  });

  it('compares how well the confidence tells what has an answer', () => {
    const nothing = { ...refused, wanted: [], correct: true };
    const before = [result({ confidence: 0.1 }), nothing, result()];
    const { figures } = compareResults(before, [result(), nothing, result()]);
    expect(figures.at(-1)).toMatchObject({
      figure: 'auroc',
      questions: 3,
      before: 0.75,
      now: 1,
      difference: 0.25,
    });
    expect(compareResults([result()], [result()]).figures.map(({ figure }) => figure)).not.toContain('auroc');
  });

  it('compares times by their ratio', () => {
    const { latencyRatio } = compareResults([result({ milliseconds: 4 })], [result({ milliseconds: 6 })]);
    expect(latencyRatio).toEqual({ p50: 1.5, p95: 1.5 });
    expect(compareResults([], []).latencyRatio).toEqual({ p50: null, p95: null });
  });

  it('finds a run equal to itself, and gives the same each time', () => {
    const results = fc.array(
      fc
        .record({ correct: fc.boolean(), confidence: fc.double({ min: 0, max: 1, noNaN: true }) })
        .map(result),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(results, (run) => {
        const comparison = compareResults(run, run);
        expect(comparison).toMatchObject({ turnedWrong: [], turnedRight: [], pValue: 1 });
        for (const { difference, interval } of comparison.figures)
          expect({ difference, ...interval }).toEqual({ difference: 0, low: 0, high: 0 });
        expect(compareResults(run, run.toReversed())).toEqual(compareResults(run, run.toReversed()));
      }),
      { numRuns: 20 },
    );
  });
});
