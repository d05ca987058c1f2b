import { describe, expect, it } from 'vitest';

import { learnLogistic, learnRanking } from '../../src/evaluation/learn.js';

describe('learnRanking', () => {
  it('learns which feature tells the answer from the others', () => {
    const example = (answer: number, noise: number): { rows: number[][]; answers: boolean[] } => ({
      rows: [
        [answer, noise],
        [0, 1 - noise],
      ],
      answers: [true, false],
    });
    const [signal = 0, noise = 0] = learnRanking([
      example(1, 0),
      example(1, 1),
      example(0.8, 0),
      example(0.8, 1),
    ]);
    expect(signal).toBeGreaterThan(1);
    expect(Math.abs(noise)).toBeLessThan(0.1);
  });

  it('learns nothing from questions without a choice', () => {
    expect(learnRanking([{ rows: [[1]], answers: [true] }])).toEqual([]);
  });
});

describe('learnLogistic', () => {
  it('finds the log-odds of a share when there is nothing but the bias', () => {
    const rows = [true, true, true, false].map((label) => ({ row: [1], label }));
    const [bias = 0] = learnLogistic(rows, { epochs: 2000, l2: 0 });
    expect(bias).toBeCloseTo(Math.log(3), 2);
  });

  it('gives the same weights each time', () => {
    const rows = [0.1, 0.4, 0.6, 0.9].map((x) => ({ row: [1, x], label: x > 0.5 }));
    expect(learnLogistic(rows)).toEqual(learnLogistic(rows));
  });
});
