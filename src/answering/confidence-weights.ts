import type { ConfidenceWeights } from './confidence.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. `yearMissed` and `timeMissed` are set by hand. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: -4.93,
  weights: {
    passage: 3.52,
    characters: 1.75,
    chance: 2.05,
    listed: 0.45,
    kind: 0.05,
    unitMissed: -0.59,
    names: 2.58,
    unknown: -2.74,
    size: -1.4,
    yearMissed: -4,
    timeMissed: -2,
  },
};
