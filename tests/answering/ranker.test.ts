import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FEATURE_NAMES, type Features } from '../../src/answering/features.js';
import {
  explainScore,
  scoreCandidates,
  scoreFeatures,
  type RankerWeights,
} from '../../src/answering/ranker.js';
import { RANKER_WEIGHTS } from '../../src/answering/ranker-weights.js';
import { scoredSentences, weigh } from './candidates.js';

const weights: RankerWeights = {
  answer: weigh({ coverage: 2, novelty: -1 }),
  passage: weigh({ heading: 3 }),
};

/** Sentences with the given features, scored. */
function score(features: readonly Features[], by = weights) {
  const paragraph = features.map(() => '句子。').join('');
  return scoreCandidates(
    scoredSentences(
      paragraph,
      features.map((each) => ({ features: each })),
    ),
    by,
  );
}

const value = fc.double({ min: -1, max: 1, noNaN: true });
const features: fc.Arbitrary<Features> = fc.dictionary(fc.constantFrom(...FEATURE_NAMES), value);

describe('the weights in use', () => {
  it.each(['answer', 'passage'] as const)('are one finite number for each feature: %s', (asked) => {
    const learnt = RANKER_WEIGHTS[asked];
    expect(Object.keys(learnt).toSorted()).toEqual(FEATURE_NAMES.toSorted());
    for (const weight of Object.values(learnt)) expect(weight).toSatisfy(Number.isFinite);
  });
});

describe('scoreFeatures', () => {
  it('adds up values times weights, absent features counting nothing', () => {
    expect(scoreFeatures({ coverage: 0.5, novelty: 0.25 }, weights.answer)).toBe(0.75);
    expect(scoreFeatures({}, weights.answer)).toBe(0);
  });
});

describe('explainScore', () => {
  it('says what each feature adds, the greatest first, for better or worse', () => {
    expect(explainScore({ coverage: 0.2, novelty: 0.9, heading: 1 }, weights.answer)).toEqual([
      { feature: 'novelty', value: 0.9, share: -0.9 },
      { feature: 'coverage', value: 0.2, share: 0.4 },
    ]);
  });

  it('adds up to the score', () => {
    fc.assert(
      fc.property(features, (each) => {
        const sum = explainScore(each, RANKER_WEIGHTS.answer).reduce((total, { share }) => total + share, 0);
        expect(sum).toBeCloseTo(scoreFeatures(each, RANKER_WEIGHTS.answer), 9);
      }),
    );
  });
});

describe('scoreCandidates', () => {
  it('keeps the order, and is surer of what scores higher', () => {
    const [low, high] = score([{ coverage: 0.1 }, { coverage: 0.9 }]);
    expect(low?.score).toBe(0.2);
    expect(high?.score).toBe(1.8);
    expect(high?.probability).toBeGreaterThan(low?.probability ?? 1);
  });

  it('asks for the passage with weights of its own', () => {
    const [first, second] = score([{ coverage: 1 }, { heading: 1 }]);
    expect(first?.probability).toBeGreaterThan(second?.probability ?? 1);
    expect(first?.passageProbability).toBeLessThan(second?.passageProbability ?? 0);
  });

  it('shares one chance among all, however far scores lie apart', () => {
    const scale = fc.constantFrom(1, 1e3, 1e300);
    fc.assert(
      fc.property(fc.array(features, { minLength: 1, maxLength: 8 }), scale, (all, factor) => {
        const strong = { ...weights, answer: weigh({ coverage: factor, slot: -factor }) };
        const scored = score(all, strong);
        for (const key of ['probability', 'passageProbability'] as const) {
          expect(scored.reduce((total, each) => total + each[key], 0)).toBeCloseTo(1, 9);
          for (const each of scored) expect(each[key]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('has none to score where nothing was found', () => {
    expect(score([])).toEqual([]);
  });
});
