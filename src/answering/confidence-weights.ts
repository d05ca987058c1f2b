import type { ConfidenceWeights } from './confidence.js';

/** Learnt by `npm run train:answering`; see there for the data and the figures. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: -3,
  weights: {
    coverage: 2,
    context: 3,
    missing: -1,
    lexical: 4,
    longestRun: 1,
    focus: 0.5,
    slot: 0.5,
    year: 1,
    kind: 0.5,
  },
};
