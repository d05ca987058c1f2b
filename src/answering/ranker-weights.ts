import type { RankerWeights } from './ranker.js';

/** Written by `npm run train:answering`, which tells the data and prints the figures. `isQuestion`, `recency` and `phrases` are set by hand. */
export const RANKER_WEIGHTS: RankerWeights = {
  coverage: 5.04,
  neighbours: 1.99,
  passage: -1.41,
  heading: 1.9,
  retrieval: 5.94,
  longestRun: 3.65,
  phrases: 2,
  phrasesNear: 0.36,
  focus: 1.66,
  'kind.number': 1.42,
  'kind.date': 1.98,
  'kind.person': 1.04,
  'kind.place': 1.02,
  'kind.list': 0.96,
  'kind.definition': 0.62,
  'kind.reason': 0.77,
  'kind.manner': 0.3,
  slot: 1.53,
  window: 1.2,
  novelty: -0.58,
  year: 1.82,
  recency: 3,
  isQuestion: -2,
};
