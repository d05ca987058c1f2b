import type { Candidate } from './candidates.js';
import { FEATURE_NAMES, type FeatureName, type Features } from './features.js';

/** One weight per feature: a sentence's score is the sum of its features times these. */
export type RankerWeights = Readonly<Record<FeatureName, number>>;

/** A candidate with its score. */
export interface ScoredCandidate extends Candidate {
  /** Sum of features times weights; any finite number. */
  readonly score: number;
  /** Softmax of the scores over all candidates of the question, 0 to 1. */
  readonly probability: number;
}

/** Linear score of a sentence's features. */
export function scoreFeatures(features: Features, weights: RankerWeights): number {
  let score = 0;
  for (const name of FEATURE_NAMES) score += (features[name] ?? 0) * weights[name];
  return score;
}

/** Scores every candidate; the order stays. */
export function scoreCandidates(candidates: readonly Candidate[], weights: RankerWeights): ScoredCandidate[] {
  const scores = candidates.map(({ features }) => scoreFeatures(features, weights));
  const best = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const odds = scores.map((score) => Math.exp(score - best));
  const total = odds.reduce((a, b) => a + b, 0);
  return candidates.map((candidate, i) => ({
    ...candidate,
    score: scores[i] ?? 0,
    probability: (odds[i] ?? 0) / total,
  }));
}
