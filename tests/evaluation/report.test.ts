import { describe, expect, it } from 'vitest';

import { summarise } from '../../src/evaluation/report.js';
import { refused, result } from './results.js';

const fooled = result({ category: 'unanswerable', wanted: [], correct: false, confidence: 0.4 });
const honest = { ...refused, category: 'unanswerable', wanted: [], correct: true };

describe('summarise', () => {
  const report = summarise([result({ milliseconds: 10 }), refused, fooled, honest]);

  it('counts an answer to a question that has none as wrong', () => {
    expect(report).toMatchObject({ questions: 4, accuracy: 0.5, answered: 0.5, precision: 0.5 });
    expect(report.unanswerable).toMatchObject({ questions: 2, abstentionRate: 0.5, answerRate: 0.5 });
    expect(report.unanswerable.auroc).toBe(0.625);
  });

  it('gives every category its figures', () => {
    expect(report.categories).toEqual({
      fact: { questions: 2, accuracy: 0.5, answered: 0.5 },
      unanswerable: { questions: 2, accuracy: 0.5, answered: 0.5 },
    });
  });

  it('calibrates on the answered questions only', () => {
    expect(report.calibration.predictions).toBe(2);
    expect(report.coverage.at(-1)).toEqual({ threshold: 0.4, coverage: 0.5, accuracy: 0.5 });
  });

  it('tells the slowest question from the usual one', () => {
    expect(report.milliseconds).toEqual({ mean: 4, p50: 2, p95: 10, max: 10 });
  });

  it('gives 0 for nothing asked', () => {
    expect(summarise([])).toMatchObject({
      questions: 0,
      accuracy: 0,
      answered: 0,
      precision: 0,
      coverage: [],
    });
  });
});
