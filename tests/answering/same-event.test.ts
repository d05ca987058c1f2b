import { describe, expect, it } from 'vitest';

import { tellSameEvent } from '../../src/answering/same-event.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

/** Of nothing: every word weighs the same. */
const { lexical } = await createMemoryIndex([], new HashingEmbedder());

function same(a: readonly [string | null, string], b: readonly [string | null, string]): boolean {
  const [first, second] = [a, b].map(([date, paragraph], i) => {
    const article = sketchArticle({
      path: `${i}.md`,
      title: '题',
      date: date === null ? null : { value: date, precision: 'day', source: 'page' },
      parts: [{ heading: null, paragraph }],
    });
    return { article, span: { start: 0, end: article.text.length } };
  });
  if (first === undefined || second === undefined) throw new Error('two were given');
  return tellSameEvent(first, second, lexical);
}

const opening = '青松图书馆周一重新开放，读者排起长队。';

describe('tellSameEvent', () => {
  it('knows one event told within a few days in nearly the same words', () => {
    expect(
      same(['2024-06-03', opening], ['2024-06-05', '青松图书馆重新开放，周一读者排起了长队，很热闹。']),
    ).toBe(true);
    expect(same(['2024-06-03', opening], ['2024-06-03', '青松圖書館週一重新開放，讀者排起長隊。'])).toBe(
      true,
    );
  });

  it('takes what is told weeks later, or of something else, for another', () => {
    expect(same(['2024-06-03', opening], ['2024-07-03', opening])).toBe(false);
    expect(same(['2024-06-03', opening], ['2024-06-03', '青松小学今天开学，孩子们收到新书包。'])).toBe(false);
  });

  it('takes other figures for another account', () => {
    expect(same(['2024-06-03', '青松图书馆藏书30万册。'], ['2024-06-04', '青松图书馆藏书45万册。'])).toBe(
      false,
    );
  });

  it('believes only near duplicates where a date is missing', () => {
    expect(same([null, opening], ['2024-06-03', opening])).toBe(true);
    expect(same([null, opening], ['2024-06-03', '青松图书馆重新开放，读者很高兴，周一不休息。'])).toBe(false);
  });
});
