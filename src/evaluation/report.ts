import { type Calibration, calibrationOf, type CoveragePoint, coverageCurve } from './calibration.js';
import { auroc, mean, quantile, share } from './metrics.js';
import type { QuestionResult } from './result.js';

/** Figures of one category. Shares are 0 to 1. */
export interface CategoryFigures {
  readonly questions: number;
  /** Share of correct results. */
  readonly accuracy: number;
  /** Share of questions that got an answer. */
  readonly answered: number;
}

/** How long something took, in milliseconds; quantiles by the nearest rank. */
export interface Latency {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Figures of any evaluation. Shares are 0 to 1, and 0 where there is nothing to share. */
export interface EvaluationReport {
  readonly questions: number;
  /** Share of correct results. */
  readonly accuracy: number;
  /** Share of questions that got an answer. */
  readonly answered: number;
  /** Share of the answers that were right: an answered question that has no answer counts as wrong. */
  readonly precision: number;
  readonly categories: Readonly<Record<string, CategoryFigures>>;
  readonly unanswerable: {
    readonly questions: number;
    /** Share of the unanswerable questions that got no answer. */
    readonly abstentionRate: number;
    /** Share of the answerable questions that got an answer. */
    readonly answerRate: number;
    /** Of the confidence, answerable against unanswerable questions; `null` where one kind is missing. */
    readonly auroc: number | null;
  };
  /** Of the first quotes, in UTF-16 code units. */
  readonly meanQuoteLength: number;
  readonly milliseconds: Latency;
  /**
   * Of the questions that were answered: the confidence predicts that the first quote is right. Of a question
   * below the threshold no quote is shown, and so it is not known whether that would have been right.
   */
  readonly calibration: Calibration;
  /** How right the surest answers are; its last point is the threshold's. */
  readonly coverage: readonly CoveragePoint[];
  readonly results: readonly QuestionResult[];
}

/** Adds up results. */
export function summarise(results: readonly QuestionResult[]): EvaluationReport {
  const answerable = results.filter(isAnswerable);
  const unanswerable = results.filter((result) => !isAnswerable(result));
  const answered = results.filter((result) => result.answered);
  return {
    questions: results.length,
    accuracy: share(results.map(({ correct }) => correct)),
    answered: answered.length / Math.max(1, results.length),
    precision: share(answered.map(({ correct }) => correct)),
    categories: Object.fromEntries(
      categoriesOf(results).map((name) => [
        name,
        figuresOf(results.filter(({ category }) => category === name)),
      ]),
    ),
    unanswerable: {
      questions: unanswerable.length,
      abstentionRate: share(unanswerable.map((result) => !result.answered)),
      answerRate: share(answerable.map((result) => result.answered)),
      auroc: auroc(answerable.map(confidenceOf), unanswerable.map(confidenceOf)),
    },
    meanQuoteLength: mean(results.flatMap(({ quote }) => (quote === null ? [] : [quote.length]))),
    milliseconds: latencyOf(results.map(({ milliseconds }) => milliseconds)),
    calibration: calibrationOf(answered),
    coverage: coverageCurve(answered, results.length),
    results,
  };
}

/** Whether a question has an answer. */
export function isAnswerable({ wanted }: QuestionResult): boolean {
  return wanted.length > 0;
}

/** Names of the categories, in the order in which they first occur. */
export function categoriesOf(results: readonly QuestionResult[]): string[] {
  return [...new Set(results.map(({ category }) => category))];
}

/** Mean, quantiles and maximum; 0 for an empty list. */
export function latencyOf(milliseconds: readonly number[]): Latency {
  return {
    mean: mean(milliseconds),
    p50: quantile(milliseconds, 0.5),
    p95: quantile(milliseconds, 0.95),
    max: quantile(milliseconds, 1),
  };
}

function confidenceOf({ confidence }: QuestionResult): number {
  return confidence;
}

function figuresOf(results: readonly QuestionResult[]): CategoryFigures {
  return {
    questions: results.length,
    accuracy: share(results.map(({ correct }) => correct)),
    answered: share(results.map(({ answered }) => answered)),
  };
}
