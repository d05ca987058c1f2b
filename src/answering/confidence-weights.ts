import type { ConfidenceWeights } from './confidence.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. `yearMissed` is set by hand. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: -4.86,
  weights: {
    coverage: 1.31,
    context: 4.43,
    missing: -1.7,
    lexical: -2.11,
    words: 1.03,
    characters: 3.8,
    sentenceCharacters: 2.02,
    longestRun: -0.65,
    yearMissed: -6,
    kind: -0.24,
  },
};
