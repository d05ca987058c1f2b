import type { ConfidenceWeights } from './confidence.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. `year` is set by hand. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: -4.88,
  weights: {
    coverage: 1.36,
    context: 4.34,
    missing: -1.74,
    lexical: -1.97,
    words: 1.01,
    characters: 3.78,
    sentenceCharacters: 2.07,
    longestRun: -0.84,
    year: 3,
    kind: -0.23,
  },
};
