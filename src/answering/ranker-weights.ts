import type { RankerWeights } from './ranker.js';

/**
 * Learnt by `npm run train:ranker` from CMRC 2018 dev alone, so that DRCD-dev and every other set measure it
 * unseen. `isQuestion` is set by hand: an encyclopaedia asks nothing, so CMRC cannot teach that a reporter's
 * question is not an answer.
 */
export const RANKER_WEIGHTS: RankerWeights = {
  coverage: 5.37,
  neighbours: 1.46,
  passage: -1.81,
  heading: 1.96,
  retrieval: 7.19,
  longestRun: 1.96,
  phrases: 0.36,
  phrasesNear: 0.21,
  focus: 1.69,
  'kind.number': 1.44,
  'kind.date': 2.06,
  'kind.person': 1.07,
  'kind.place': 0.98,
  'kind.list': 0.91,
  'kind.definition': 0.65,
  'kind.reason': 0.73,
  'kind.manner': 0.35,
  slot: 1.54,
  window: 0.8,
  novelty: -0.52,
  year: 1.76,
  recency: 3,
  isQuestion: -2,
};
