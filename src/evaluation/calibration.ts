import { mean, share } from './metrics.js';

/** A stated probability with what came true. */
export interface Prediction {
  /** 0 to 1. */
  readonly confidence: number;
  readonly correct: boolean;
}

/** The predictions whose confidence lies in one range. Shares are 0 to 1. */
export interface ReliabilityBin {
  /** Included. */
  readonly from: number;
  /** Excluded, except in the last bin. */
  readonly to: number;
  readonly predictions: number;
  /** Mean confidence; 0 where there is no prediction. */
  readonly predicted: number;
  /** Share that was right; 0 where there is no prediction. */
  readonly observed: number;
}

/** How far a confidence can be taken for a probability. */
export interface Calibration {
  readonly predictions: number;
  /** Mean squared distance of the confidence from what came true (Brier 1950): 0 best, 1 worst. */
  readonly brier: number;
  /**
   * Expected calibration error: distance between confidence and share right, averaged over the bins by their
   * predictions (Naeini, Cooper and Hauskrecht 2015; Guo and others 2017): 0 best, 1 worst.
   */
  readonly ece: number;
  /** Of equal width, lowest confidence first: the reliability diagram (Murphy and Winkler 1977). */
  readonly bins: readonly ReliabilityBin[];
}

const BINS = 10;

/** Measures predictions; every figure is 0 where there is none. */
export function calibrationOf(predictions: readonly Prediction[]): Calibration {
  const bins = Array.from({ length: BINS }, (_, i) => binOf(predictions, i));
  const gaps = bins.map(({ predicted, observed, predictions: n }) => n * Math.abs(predicted - observed));
  return {
    predictions: predictions.length,
    brier: mean(predictions.map(({ confidence, correct }) => (confidence - (correct ? 1 : 0)) ** 2)),
    ece: gaps.reduce((a, b) => a + b, 0) / Math.max(1, predictions.length),
    bins,
  };
}

function binOf(predictions: readonly Prediction[], index: number): ReliabilityBin {
  const held = predictions.filter(
    ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === index,
  );
  return {
    from: index / BINS,
    to: (index + 1) / BINS,
    predictions: held.length,
    predicted: mean(held.map(({ confidence }) => confidence)),
    observed: share(held.map(({ correct }) => correct)),
  };
}

/** What a threshold would give. Shares are 0 to 1. */
export interface CoveragePoint {
  /** The least confidence that is answered. */
  readonly threshold: number;
  /** Share of all questions that are answered. */
  readonly coverage: number;
  /** Share of the answered questions that are right. */
  readonly accuracy: number;
}

/**
 * The risk-coverage curve (El-Yaniv and Wiener 2010), with the accuracy for the risk: how often the surest
 * tenth, two tenths and so on of all questions are answered rightly. Ends where the answers end. Equally sure
 * answers are taken together, so that a point may cover more than its tenth.
 * @param answered - of the questions that were answered
 * @param questions - how many were asked
 */
export function coverageCurve(answered: readonly Prediction[], questions: number): CoveragePoint[] {
  const surest = answered.toSorted((a, b) => b.confidence - a.confidence);
  const points: CoveragePoint[] = [];
  for (let tenth = 1; tenth <= 10; tenth++) {
    const last = surest[Math.min(surest.length, Math.ceil((tenth * questions) / 10)) - 1];
    if (last === undefined) break;
    const taken = surest.filter(({ confidence }) => confidence >= last.confidence);
    const coverage = taken.length / questions;
    if (coverage === points.at(-1)?.coverage) continue;
    points.push({
      threshold: last.confidence,
      coverage,
      accuracy: share(taken.map(({ correct }) => correct)),
    });
  }
  return points;
}
