import { describe, expect, it } from 'vitest';

import { timeFit, type TimeFit } from '../../src/answering/time-fit.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { sketchArticle } from '../support/fake-articles.js';

function fit(question: string, sentence: string, date: string | null, newest: string | null = null): TimeFit {
  const article = sketchArticle({
    path: 'a.md',
    title: '题',
    date: date === null ? null : { value: date, precision: 'day', source: 'text' },
    parts: [],
  });
  return timeFit(understandQuestion(question), { article, sentence, newest });
}

describe('timeFit', () => {
  it('agrees fully with a sentence that names the year', () => {
    expect(fit('2020年增长多少？', '2020年增长1.9%', '2021-07-15')).toEqual({ year: 1, recency: 0 });
  });

  it('agrees half with an article of the year, and disagrees with one of another year', () => {
    expect(fit('2021年增长多少？', '今年增长1.9%', '2021-07-15')).toEqual({ year: 0.5, recency: 0 });
    expect(fit('2019年增长多少？', '今年增长1.9%', '2021-07-15')).toEqual({ year: -0.5, recency: 0 });
  });

  it('agrees with a comparison that names the other year and implies its own', () => {
    const question = '和2019年同期比，2021年增长多少？';
    expect(fit(question, '与2019年同期相比增长22%', '2021-07-13')).toEqual({ year: 0.75, recency: 0 });
    expect(fit(question, '同比增长27%', '2021-07-13')).toEqual({ year: 0, recency: 0 });
  });

  it('prefers the newest article for what holds now', () => {
    expect(fit('现在有多少？', '有30个', '2025-08-25', '2025-08-25')).toEqual({ year: 0, recency: 1 });
    expect(fit('现在有多少？', '有25个', '2021-07-13', '2025-08-25')).toEqual({ year: 0, recency: -1 });
  });

  it('says nothing where no time is asked for or no date is known', () => {
    expect(fit('有多少？', '有30个', '2025-08-25', '2025-08-25')).toEqual({ year: 0, recency: 0 });
    expect(fit('2021年有多少？', '有30个', null)).toEqual({ year: 0, recency: 0 });
  });
});
