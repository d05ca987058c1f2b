import type { ConfidenceWeights } from './confidence.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: -4.4,
  weights: {
    coverage: 4.47,
    context: 4.67,
    missing: 1.29,
    lexical: -0.31,
    longestRun: -2.64,
    focus: -0.45,
    slot: 0.03,
    year: 1.5,
    kind: -0.21,
  },
};
