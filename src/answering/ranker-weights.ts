import type { RankerWeights } from './ranker.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. `isQuestion`, `recency` and `phrases` are set by hand. */
export const RANKER_WEIGHTS: RankerWeights = {
  coverage: 5.02,
  neighbours: 1.95,
  passage: -1.44,
  heading: 1.93,
  retrieval: 5.89,
  longestRun: 3.63,
  phrases: 2,
  phrasesNear: 0.36,
  focus: 1.67,
  'kind.number': 1.42,
  'kind.date': 1.99,
  'kind.person': 1.04,
  'kind.place': 1.02,
  'kind.list': 0.96,
  'kind.definition': 0.61,
  'kind.reason': 0.77,
  'kind.manner': 0.31,
  slot: 1.53,
  window: 1.2,
  novelty: -0.58,
  year: 1.82,
  recency: 3,
  isQuestion: -2,
};
