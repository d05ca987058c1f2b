import { describe, expect, it } from 'vitest';

import { createAnswerer } from '../../src/answering/answerer.js';
import { answerFollowUps } from '../../src/answering/follow-up-answerer.js';
import { createReader } from '../../src/answering/reader.js';
import type { Answer } from '../../src/domain/answer.js';
import type { Article } from '../../src/domain/article.js';
import type { Explanation } from '../../src/domain/explanation.js';
import type { Answerer, AskOptions } from '../../src/domain/ports.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { createRetriever } from '../../src/retrieval/hybrid.js';
import { createTranslator } from '../../src/retrieval/translate.js';
import { SAMPLE_ARTICLES, sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { sampleGlossary } from '../support/sample-glossary.js';

const ferry = sketchArticle({
  path: 'ferry.md',
  title: '白塔镇的渡轮',
  date: { value: '2024-06-03', precision: 'day', source: 'page' },
  parts: [
    {
      heading: null,
      paragraph: '渡轮票价12元。渡轮每天开六班。Lanternfish 号最快。电子窗口与31个单位相连。',
    },
  ],
});
const articles: readonly Article[] = [ferry, ...SAMPLE_ARTICLES];

async function makeAnswerer(threshold: number | null = 0, from = articles): Promise<Answerer> {
  const embedder = new HashingEmbedder();
  const index = await createMemoryIndex(from, embedder);
  const translate = createTranslator({
    ...index,
    loadGlossary: () => Promise.resolve(sampleGlossary),
    onNoGlossary: (error) => {
      throw error;
    },
  });
  const reader = createReader({ ...index, retriever: createRetriever({ ...index, embedder }), translate });
  return answerFollowUps(createAnswerer({ ...index, reader, options: { threshold } }));
}

async function ask(
  question: string,
  options: AskOptions = {},
  threshold: number | null = 0,
): Promise<Answer> {
  return (await makeAnswerer(threshold)).ask(question, { explain: true, ...options });
}

async function explain(...asked: Parameters<typeof ask>): Promise<Explanation> {
  const { explanation } = await ask(...asked);
  if (explanation === undefined) throw new Error('not explained');
  return explanation;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const QUESTION = '渡轮票价是多少元？';

describe('an explanation', () => {
  it('is given only to those who ask for it, and changes no answer', async () => {
    const { explanation, ...rest } = await ask(QUESTION);
    const plain = await ask(QUESTION, { explain: false });
    expect(explanation).toBeDefined();
    expect(plain).toEqual(rest);
    expect(plain).not.toHaveProperty('explanation');
  });

  it('says how the question was understood', async () => {
    const { question } = await explain('2024年6月渡轮最新票价是多少？', { today: '2024-12-01' });
    expect(question).toMatchObject({
      text: '2024年6月渡轮最新票价是多少？',
      kind: 'number',
      focus: '票价',
      periods: [{ from: '2024-06-01', to: '2024-06-30' }],
      wantsLatest: true,
      corrected: null,
      translated: [],
    });
    const weights = question.terms.map(({ weight }) => weight);
    expect(question.terms.map(({ term }) => term)).toEqual(expect.arrayContaining(['渡轮', '票价']));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });

  it('says what was corrected', async () => {
    const { question } = await explain('Lanternfsih 号有多快？');
    expect(question.corrected).toEqual({ from: ['lanternfsih'], to: ['lanternfish'] });
  });

  it('says what was translated', async () => {
    const { question } = await explain('How many units is the electronic window linked to?');
    expect(question.translated.map(({ word }) => word)).toEqual(expect.arrayContaining(['电子', '窗口']));
    expect(question.translated.find(({ word }) => word === '窗口')?.words).toContain('窗口');
    expect(question.corrected).toBeNull();
  });

  it('is of the question that was completed from the one before', async () => {
    const previous = { question: '2023年渡轮票价是多少元？', shown: [] };
    const answer = await ask('那2024年呢？', { previous });
    expect(answer.completedQuestion).toContain('渡轮');
    expect(answer.explanation?.question.text).toBe(answer.completedQuestion);
  });

  it('lists the first passages, best first, with what words and vectors found', async () => {
    const { passages } = await explain(QUESTION);
    expect(passages[0]).toMatchObject({ path: 'ferry.md', title: '白塔镇的渡轮', articleId: ferry.id });
    expect(passages[0]?.lexicalScore).toBeGreaterThan(0);
    expect(passages[0]?.cosine).toBeGreaterThan(0);
    const chances = passages.map(({ chance }) => chance);
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
  });

  it('adds up to the score of the sentence that leads the quote', async () => {
    const answer = await ask(QUESTION);
    const { sentence, runnersUp } = answer.explanation ?? {};
    expect(sentence).toMatchObject({ path: 'ferry.md', text: '渡轮票价12元。' });
    expect(ferry.text.slice(sentence?.start, sentence?.end)).toBe(sentence?.text);
    expect(answer.status === 'answered' && answer.citations[0]?.quote.text).toContain(sentence?.text);
    expect(sum(sentence?.features.map(({ share }) => share) ?? [])).toBeCloseTo(sentence?.score ?? NaN);
    for (const { value, weight, share } of sentence?.features ?? []) expect(value * weight).toBe(share);
    const scores = [sentence?.score ?? 0, ...(runnersUp ?? []).map(({ score }) => score)];
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(runnersUp?.length).toBeGreaterThan(2);
  });

  it('adds up to the confidence', async () => {
    const answer = await ask(QUESTION);
    const { features = [], bias = NaN, evidence, probability = NaN } = answer.explanation?.confidence ?? {};
    const logit = bias + sum(features.map(({ share }) => share));
    expect(evidence).toBe(1);
    expect(probability).toBe(answer.confidence);
    expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(probability);
  });

  it('tells the evidence of a translation apart from the rest', async () => {
    const { confidence } = await explain('How many units is the electronic window linked to?');
    const { features = [], bias = NaN, evidence = NaN, probability = NaN } = confidence ?? {};
    expect(evidence).toBeGreaterThan(0);
    expect(evidence).toBeLessThan(1);
    const logit = bias + sum(features.map(({ share }) => share));
    expect(evidence / (1 + Math.exp(-logit))).toBeCloseTo(probability);
    expect(confidence?.threshold).toBe(0.2);
  });

  it.each([0, 1])('comes to the level of the answer at a threshold of %f', async (threshold) => {
    const answer = await ask(QUESTION, {}, threshold);
    const { confidence } = answer.explanation ?? {};
    expect(confidence?.threshold).toBe(threshold);
    expect(confidence?.level).toBe(answer.status === 'answered' ? answer.level : 'none');
  });

  it('is given where nothing answers, too', async () => {
    const unsure = await ask(QUESTION, {}, 1);
    expect(unsure).toMatchObject({ status: 'unanswered', reason: 'not-confident' });
    expect(unsure.explanation?.sentence?.text).toBe('渡轮票价12元。');
    const irrelevant = await ask('轮椅价');
    expect(irrelevant).toMatchObject({ status: 'unanswered', reason: 'nothing-relevant' });
    expect(irrelevant.explanation).toMatchObject({ question: { text: '轮椅价' }, confidence: null });
  });

  it('is left out where nothing was asked, and where there is nothing to search', async () => {
    expect(await ask('？')).not.toHaveProperty('explanation');
    const empty = await makeAnswerer(0, []);
    expect(await empty.ask(QUESTION, { explain: true })).not.toHaveProperty('explanation');
  });
});
