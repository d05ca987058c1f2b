import type { ConfidenceWeights } from './confidence.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. `yearMissed` is set by hand. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: -4.87,
  weights: {
    coverage: 1.34,
    context: 4.38,
    missing: -1.74,
    lexical: -2.02,
    words: 0.97,
    characters: 3.79,
    sentenceCharacters: 2.08,
    longestRun: -0.79,
    yearMissed: -6,
    kind: -0.22,
  },
};
