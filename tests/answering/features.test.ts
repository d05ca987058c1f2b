import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  FEATURE_NAMES,
  passageFeatures,
  prepareQuestion,
  type FeatureName,
  type Features,
} from '../../src/answering/features.js';
import { weighTerms } from '../../src/answering/terms.js';
import { chunkArticle } from '../../src/content/chunk.js';
import type { Article, ArticleDate } from '../../src/domain/article.js';
import type { LexicalIndex } from '../../src/domain/ports.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { sketchArticle } from '../support/fake-articles.js';
import { hostileText } from '../support/hostile-text.js';

/** Of nothing: every word weighs the same. */
const lexical: LexicalIndex = {
  size: 1,
  search: () => [],
  idf: () => 1,
  documentFrequency: () => 1,
  similarTerms: () => [],
};

function makeArticle(
  paragraph: string,
  heading: string | null = null,
  date: ArticleDate | null = null,
): Article {
  return sketchArticle({ path: 'a.md', title: '鹭岛港', date, parts: [{ heading, paragraph }] });
}

/** Features of the sentences of an article's first passage. */
function featuresOf(text: string, article: Article, today?: string): Features[] {
  const question = understandQuestion(text, today);
  const prepared = prepareQuestion(question, weighTerms(question.terms, lexical));
  return chunkArticle(article).flatMap((passage) =>
    passageFeatures(prepared, { article, passage, retrieval: 0.5, newest: article.date?.value ?? null }),
  );
}

/** One feature of each sentence, absent ones as 0. */
function values(
  name: FeatureName,
  question: string,
  paragraph: string,
  heading: string | null = null,
): number[] {
  return featuresOf(question, makeArticle(paragraph, heading)).map((features) => features[name] ?? 0);
}

/** Features that may be below 0. */
const SIGNED: ReadonlySet<FeatureName> = new Set(['year', 'recency']);
/** What sums of shares lose in binary fractions. */
const ROUNDING = 1e-9;

function expectInRange(features: Features): void {
  for (const name of FEATURE_NAMES) {
    const value = features[name] ?? 0;
    expect(value, name).toSatisfy(Number.isFinite);
    expect(value, name).toBeGreaterThanOrEqual((SIGNED.has(name) ? -1 : 0) - ROUNDING);
    expect(value, name).toBeLessThanOrEqual(1 + ROUNDING);
  }
  for (const name of Object.keys(features)) expect(FEATURE_NAMES).toContain(name);
}

describe('the features of a sentence', () => {
  it('tell how much of the question stands in it, around it, and above it', () => {
    const question = '渡轮首航的票价';
    const paragraph = '渡轮首航了。票价不高。天气很好。';
    const [first = 0, second = 0, third = 0] = values('coverage', question, paragraph);
    expect(first).toBeGreaterThan(second);
    expect(second).toBeGreaterThan(0);
    expect(third).toBe(0);
    expect(values('context', question, paragraph).map((value) => value > 0)).toEqual([false, true, true]);
    expect(values('next', question, paragraph).map((value) => value > 0)).toEqual([true, false, false]);
    expect(values('heading', question, paragraph, '票价')[2]).toBeGreaterThan(0);
    expect(values('passage', question, paragraph)).toEqual(
      Array(3).fill(values('passage', question, paragraph)[0]),
    );
  });

  it('count single characters by themselves', () => {
    expect(values('characters', '栽树', '种的是树。')[0]).toBeCloseTo(0.5);
    expect(values('coverage', '栽树', '种的是树。')[0]).toBeLessThan(0.5);
  });

  it('count whole words by themselves', () => {
    expect(values('words', '渡轮票价', '渡轮很快。票很便宜。')).toEqual([0.5, 0]);
  });

  it('weigh up what few sentences of the passage have', () => {
    const [first = 0, second = 0] = values('contrast', '渡轮票价', '渡轮很快。渡轮票价不高。渡轮很稳。');
    expect(second).toBeGreaterThan(2 * first);
  });

  it('compare letters in their order', () => {
    const [same = 0, turned = 0] = values(
      'alignment',
      '电子窗口何时开通',
      '电子窗口去年开通。开通窗口电子。',
    );
    expect(same).toBe(6 / 8);
    expect(turned).toBeLessThan(same);
    expect(values('longestRun', '电子窗口何时开通', '电子窗口去年开通。')[0]).toBe(0.5);
    expect(values('secondRun', '电子窗口何时开通', '电子窗口去年开通。')[0]).toBe(0.25);
  });

  it('know quoted phrases, and the noun that is asked for', () => {
    expect(values('phrases', '“灯塔计划”和“白帆计划”', '灯塔计划开始了。没有开始。')).toEqual([0.5, 0]);
    expect(values('focus', '船队停在哪个城市？', '停在海州市。停在岸边。')).toEqual([1, 0]);
  });

  it.each([
    ['kind.number', '渡轮有多少艘？', '渡轮有12艘。渡轮很快。'],
    ['kind.date', '渡轮何时开通？', '渡轮于3月5日开通。渡轮很快。'],
    ['kind.year', '渡轮在哪一年开通？', '渡轮在2019年开通。渡轮很快。'],
    ['kind.person', '谁开渡轮？', '开船的是张教授。渡轮很快。'],
    ['kind.place', '渡轮停在哪里？', '渡轮停在白塔镇。渡轮很快。'],
    ['kind.list', '有哪些渡轮？', '渡轮包括甲和乙。渡轮很快。'],
    ['kind.reason', '渡轮为什么停航？', '渡轮因为大风停航。渡轮很快。'],
    ['slot', '渡轮有多少艘？', '渡轮有12艘。渡轮很快。'],
    ['isQuestion', '渡轮有多快？', '渡轮有多快？”渡轮很快。'],
  ] as const)('show %s', (name, question, paragraph) => {
    expect(values(name, question, paragraph)).toEqual([1, 0]);
  });

  it('look around numbers only where a number is asked for', () => {
    const paragraph = '渡轮票价12元。';
    expect(values('window', '渡轮票价多少？', paragraph)[0]).toBeGreaterThan(0.9);
    expect(values('window', '渡轮票价为何？', paragraph)[0]).toBe(0);
  });

  it('count letters that the question does not have', () => {
    const [same = 0, other = 0] = values('novelty', '渡轮票价', '渡轮票价。从明天起改为十二元。');
    expect(same).toBe(0);
    expect(other).toBeGreaterThan(0.5);
  });

  it('agree in time', () => {
    const article = makeArticle('2023年有渡轮。2019年有渡轮。', null, {
      value: '2024-01-02',
      precision: 'day',
      source: 'page',
    });
    const [asked = 0, other = 0] = featuresOf('2023年有渡轮吗？', article).map(({ year }) => year ?? 0);
    expect(asked).toBe(1);
    expect(other).toBeLessThan(0);
  });

  it('meet over scripts and widths', () => {
    expect(values('coverage', 'ＡＥＯ互認', '国际aeo互认。')[0]).toBe(1);
  });

  it('are finite and in their range, whatever is asked and whatever is read', () => {
    const asked = fc.tuple(
      hostileText(12),
      fc.constantFrom(
        '',
        '有多少个？',
        '何时？',
        '谁？',
        '在哪一年？',
        '哪些？',
        '最新',
        '2021年',
        '“',
        '去年',
      ),
    );
    const date = fc.constantFrom<ArticleDate | null>(
      null,
      { value: '2021-07-13', precision: 'day', source: 'page' },
      { value: '0001-01-01T00:00:00Z', precision: 'time', source: 'page' },
    );
    fc.assert(
      fc.property(asked, hostileText(), fc.option(hostileText(4)), date, (question, body, heading, when) => {
        const article = makeArticle(`句子。${body}`, heading, when);
        for (const features of featuresOf(question.join(''), article, '2024-02-29')) expectInRange(features);
      }),
    );
  });

  it.each(['，', '、', '1,', '一是', '为', '?"', '1年', '前1个', 'ﷺ'])(
    'stay in their range for a sentence of nothing but “%s” and questions of a thousand letters',
    (piece) => {
      const article = makeArticle(piece.repeat(600));
      for (const text of ['包括哪些？', '多少'.repeat(500), `${'的'.repeat(990)}谁`, '2021年'.repeat(200)]) {
        for (const features of featuresOf(text, article, '2024-02-29')) expectInRange(features);
      }
    },
  );
});
