import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  CONFIDENCE_FEATURE_NAMES,
  confidenceFeatures,
  judgeConfidence,
  mayAnswer,
  type ConfidenceFeatures,
  type ConfidenceWeights,
} from '../../src/answering/confidence.js';
import { CONFIDENCE_WEIGHTS } from '../../src/answering/confidence-weights.js';
import { createReader, type Reading } from '../../src/answering/reader.js';
import type { ScoredCandidate } from '../../src/answering/ranker.js';
import type { Article } from '../../src/domain/article.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { createRetriever } from '../../src/retrieval/hybrid.js';
import { SAMPLE_ARTICLES, sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { hostileText } from '../support/hostile-text.js';

const article = (paragraph: string, date: Article['date'] = null): Article =>
  sketchArticle({ path: 'a.md', title: '港讯', date, parts: [{ heading: null, paragraph }] });

interface Judgement {
  readonly reading: Reading;
  readonly best: ScoredCandidate;
  readonly features: ConfidenceFeatures;
}

async function makeJudge(articles: readonly Article[], vectorWeight = 0) {
  const embedder = new HashingEmbedder();
  const index = await createMemoryIndex([...articles, ...SAMPLE_ARTICLES], embedder);
  const reader = createReader({ ...index, retriever: createRetriever({ ...index, embedder, vectorWeight }) });
  return async (question: string): Promise<Judgement | null> => {
    const reading = await reader.read(question, { today: '2025-01-10' });
    const [first, ...rest] = reading.candidates;
    if (first === undefined) return null;
    const best = rest.reduce((a, b) => (b.score > a.score ? b : a), first);
    return { reading, best, features: confidenceFeatures({ reading, best, lexical: index.lexical }) };
  };
}

async function judge(question: string, ...articles: readonly Article[]): Promise<Judgement> {
  const judged = await (await makeJudge(articles))(question);
  if (judged === null) throw new Error('nothing was found');
  return judged;
}

/** Weights of which only the named ones count. */
function weigh(named: Partial<ConfidenceFeatures>): ConfidenceWeights {
  const weights = CONFIDENCE_FEATURE_NAMES.map((name) => [name, named[name] ?? 0] as const);
  return { bias: 0, weights: Object.fromEntries(weights) as ConfidenceFeatures };
}

const NONE = weigh({}).weights;

/** A candidate as if its sentences had been compared with the question. */
function near(best: ScoredCandidate, cosine: number): ScoredCandidate {
  return { ...best, ranked: { ...best.ranked, sentenceCosines: best.passage.sentences.map(() => cosine) } };
}

describe('the weights in use', () => {
  it('are one finite number for each feature', () => {
    const { bias, weights } = CONFIDENCE_WEIGHTS;
    expect(Object.keys(weights).toSorted()).toEqual(CONFIDENCE_FEATURE_NAMES.toSorted());
    for (const weight of [bias, ...Object.values(weights)]) expect(weight).toSatisfy(Number.isFinite);
  });
});

describe('judgeConfidence', () => {
  it('is the logistic of the sum', () => {
    expect(judgeConfidence(NONE, weigh({}))).toBe(0.5);
    expect(judgeConfidence(NONE, { ...weigh({}), bias: Math.log(3) })).toBeCloseTo(0.75);
    expect(judgeConfidence({ ...NONE, names: 1 }, weigh({ names: Math.log(4) }))).toBeCloseTo(0.8);
  });

  it('is a probability, and the higher the higher a feature that speaks for it', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    const weight = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(value, value, weight, (low, high, names) => {
        const [less, more] = [low, high]
          .toSorted((a, b) => a - b)
          .map((each) => judgeConfidence({ ...NONE, names: each }, weigh({ names: Math.abs(names) })));
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(1);
        expect(less).toBeLessThanOrEqual(more ?? 0);
      }),
    );
  });
});

describe('the features of confidence', () => {
  const ferry = article('白塔镇的渡轮由李海生驾驶，往返于两岸，票价12元。');

  it('fall when a rare name is missing', async () => {
    const named = await judge('李海生驾驶渡轮的票价是多少？', ferry);
    const missing = await judge('周建国驾驶渡轮的票价是多少？', ferry);
    expect(named.features.names).toBe(1);
    expect(missing.features.names).toBe(0);
    for (const weights of [CONFIDENCE_WEIGHTS, weigh({ names: 1 })]) {
      expect(judgeConfidence(missing.features, weights)).toBeLessThan(
        judgeConfidence(named.features, weights),
      );
    }
  });

  it('find names in the title, whatever script they are written in', async () => {
    const titled = sketchArticle({
      path: 't.md',
      title: '李海生的一天',
      parts: [{ heading: null, paragraph: '渡轮的票价是12元。' }],
    });
    expect((await judge('李海生的渡轮票價是多少？', titled)).features.names).toBe(1);
  });

  it('do not miss names where none is asked for', async () => {
    expect((await judge('渡轮的票价是多少？', ferry)).features.names).toBe(1);
  });

  it('count words that stand nowhere', async () => {
    expect((await judge('渡轮票价', ferry)).features.unknown).toBe(0);
    expect((await judge('渡轮火星', ferry)).features.unknown).toBe(0.5);
  });

  it('tell whether the kind of answer shows', async () => {
    expect((await judge('渡轮票价是多少？', ferry)).features.kind).toBe(0.5);
    expect((await judge('渡轮在哪一年开航？', ferry)).features.kind).toBe(-0.5);
    expect((await judge('渡轮票价', ferry)).features.kind).toBe(0);
  });

  it.each([
    ['2023年渡轮的票价是多少？', 1],
    ['2021年渡轮的票价是多少？', 0],
    ['2019年渡轮的票价是多少？', 0],
    ['渡轮的票价是多少？', 0],
  ])('miss the years of %s by %f', async (question, missed) => {
    const date = { value: '2021-07-13', precision: 'day', source: 'page' } as const;
    const dated = article('渡轮的票价是12元，二〇一九年定的。', date);
    expect((await judge(question, dated)).features.yearMissed).toBe(missed);
  });

  it('miss no year where the article has no date', async () => {
    expect((await judge('2023年渡轮的票价是多少？', ferry)).features.yearMissed).toBe(0);
  });

  it('are in their range, whatever is asked', async () => {
    const ask = await makeJudge([ferry], 0.5);
    await fc.assert(
      fc.asyncProperty(
        hostileText(10),
        fc.constantFrom('', '渡轮多少？', '2021年 Lanwan', '谁'),
        async (a, b) => {
          const judged = await ask(a + b);
          if (judged === null) return;
          const { features } = judged;
          for (const name of CONFIDENCE_FEATURE_NAMES) {
            expect(features[name], name).toBeGreaterThanOrEqual(name === 'kind' ? -0.5 : 0);
            expect(features[name], name).toBeLessThanOrEqual(1 + 1e-9);
          }
          const confidence = judgeConfidence(features, CONFIDENCE_WEIGHTS);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThan(1);
        },
      ),
    );
  });
});

describe('how near in meaning a sentence is', () => {
  it('rises with the cosine up to where more tells no more, and is whole where none was compared', async () => {
    const { reading, best, features } = await judge('渡轮', article('渡轮开了。'));
    const { lexical } = await createMemoryIndex(SAMPLE_ARTICLES, new HashingEmbedder());
    const of = (cosine: number): number =>
      confidenceFeatures({ reading, best: near(best, cosine), lexical }).near;
    expect([-0.5, 0, 0.15, 0.3, 0.9].map(of)).toEqual([0, 0, 0.5, 1, 1]);
    expect(features.near).toBe(1);
  });
});

describe('mayAnswer', () => {
  it('asks for two letters in a row, in the passage, its headings or its title', async () => {
    const { reading, best } = await judge('渡轮', article('渡轮开了。'));
    expect(mayAnswer(reading, best)).toBe(true);
    const titled = await judge('港讯', article('渡轮开了。'));
    expect(mayAnswer(titled.reading, titled.best)).toBe(true);
  });

  it('takes a single character for nothing', async () => {
    const { reading, best } = await judge('轮椅', article('渡轮开了。'));
    expect(mayAnswer(reading, best)).toBe(false);
  });

  it('leaves a sentence whose meaning was compared to the confidence', async () => {
    const { reading, best } = await judge('轮椅', article('渡轮开了。'));
    expect(mayAnswer(reading, near(best, 0.1))).toBe(true);
  });
});
