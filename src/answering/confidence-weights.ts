import type { ConfidenceWeights } from './confidence.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. `yearMissed` and `timeMissed` are set by hand. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: -4.11,
  weights: {
    passage: 3.26,
    characters: 1.52,
    chance: 2.09,
    listed: 0.17,
    near: 0.41,
    kind: 0.05,
    unitMissed: -0.52,
    names: 2,
    unknown: -1.06,
    size: -1.71,
    yearMissed: -4,
    timeMissed: -2,
  },
};
