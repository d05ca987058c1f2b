import { describe, expect, it } from 'vitest';

import type { RankedPassage } from '../../src/domain/ports.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { preferInTime } from '../../src/retrieval/time-preference.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

const DATES = ['2022-09-14', '2023-09-14', '2024-09-14', '2026-01-01', null];

const { corpus } = await createMemoryIndex(
  DATES.map((value, i) =>
    sketchArticle({
      path: `${i}.md`,
      title: '用电量',
      date: value === null ? null : { value, precision: 'day', source: 'page' },
      parts: [{ heading: null, paragraph: '8月份的用电量公布了。' }],
    }),
  ),
  new HashingEmbedder(),
);

/** Dates of those chosen of all passages, which words find equally well, best first. */
function chosen(text: string, limit: number): (string | null)[] {
  const ranked: RankedPassage[] = DATES.map((_, id) => ({
    id,
    score: 1 - id / 100,
    lexicalScore: 1,
    cosine: null,
    closeness: 0,
    vectorShare: 0,
  }));
  const today = '2025-01-10';
  const question = understandQuestion(text, today);
  return preferInTime(ranked, { question, corpus, limit, today }).map(({ id }) => DATES[id] ?? null);
}

describe('preferInTime', () => {
  it('chooses articles of the time that is asked for, or from soon after it', () => {
    expect(chosen('2023年8月用电量是多少？', 1)).toEqual(['2023-09-14']);
    expect(chosen('去年用电量是多少？', 1)).toEqual(['2024-09-14']);
  });

  it('chooses the newest for a question about now, and none of the future', () => {
    expect(chosen('最新的用电量是多少？', 2)).toEqual(['2023-09-14', '2024-09-14']);
  });

  it('takes the newest for this year where nothing is of this year', () => {
    expect(chosen('今年用电量是多少？', 1)).toEqual(['2024-09-14']);
  });

  it('keeps the order of the words', () => {
    expect(chosen('2024年用电量是多少？', 5)).toEqual(DATES);
  });

  it('chooses the best by words where no time is asked for', () => {
    expect(chosen('用电量是多少？', 2)).toEqual(DATES.slice(0, 2));
  });
});
