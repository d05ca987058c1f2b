import type { ConfidenceWeights } from './confidence.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. `year` is set by hand. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: -4.87,
  weights: {
    coverage: 1.34,
    context: 4.35,
    missing: -1.74,
    lexical: -1.97,
    words: 1,
    characters: 3.77,
    sentenceCharacters: 2.09,
    longestRun: -0.82,
    year: 3,
    kind: -0.23,
  },
};
