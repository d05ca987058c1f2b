import type { Candidate } from './candidates.js';
import { FEATURE_NAMES, type FeatureName, type Features } from './features.js';

/** One weight per feature: a score is the sum of the features times these. */
export type FeatureWeights = Readonly<Record<FeatureName, number>>;

/** The two questions that are put to a sentence, each with weights of its own. */
export interface RankerWeights {
  /** Does it answer? */
  readonly answer: FeatureWeights;
  /** Is it from the passage that answers? */
  readonly passage: FeatureWeights;
}

/** A candidate with its scores. */
export interface ScoredCandidate extends Candidate {
  /** Sum of features times the weights `answer`; any finite number. */
  readonly score: number;
  /** Softmax of the scores over all candidates of the question, 0 to 1: the chance that this sentence answers. */
  readonly probability: number;
  /** Share of this sentence in the chance that its passage answers, 0 to 1. */
  readonly passageProbability: number;
}

/** Linear score of a sentence's features. */
export function scoreFeatures(features: Features, weights: FeatureWeights): number {
  let score = 0;
  for (const name of FEATURE_NAMES) score += (features[name] ?? 0) * weights[name];
  return score;
}

/** What each feature adds to a sentence's score: value times weight, greatest first; those that add nothing left out. */
export function explainScore(
  features: Features,
  weights: FeatureWeights,
): { readonly feature: FeatureName; readonly value: number; readonly share: number }[] {
  return FEATURE_NAMES.map((feature) => {
    const value = features[feature] ?? 0;
    return { feature, value, share: value * weights[feature] };
  })
    .filter(({ share }) => share !== 0)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
}

/** Scores every candidate; the order stays. */
export function scoreCandidates(candidates: readonly Candidate[], weights: RankerWeights): ScoredCandidate[] {
  const scores = candidates.map(({ features }) => scoreFeatures(features, weights.answer));
  const probabilities = softmax(scores);
  const passages = softmax(candidates.map(({ features }) => scoreFeatures(features, weights.passage)));
  return candidates.map((candidate, i) => ({
    ...candidate,
    score: scores[i] ?? 0,
    probability: probabilities[i] ?? 0,
    passageProbability: passages[i] ?? 0,
  }));
}

function softmax(scores: readonly number[]): number[] {
  const best = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const odds = scores.map((score) => Math.exp(score - best));
  const total = odds.reduce((a, b) => a + b, 0);
  return odds.map((odd) => odd / total);
}
