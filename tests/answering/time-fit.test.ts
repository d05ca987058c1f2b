import { describe, expect, it } from 'vitest';

import { timeFit } from '../../src/answering/time-fit.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { sketchArticle } from '../support/fake-articles.js';

function fit(question: string, sentence: string, date: string | null, newest: string | null = null): number {
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
    expect(fit('2020年增长多少？', '2020年增长1.9%', '2021-07-15')).toBe(1);
  });

  it('agrees half with an article of the year, and disagrees with one of another year', () => {
    expect(fit('2021年增长多少？', '今年增长1.9%', '2021-07-15')).toBe(0.5);
    expect(fit('2019年增长多少？', '今年增长1.9%', '2021-07-15')).toBe(-0.5);
  });

  it('prefers the newest article for what holds now', () => {
    expect(fit('现在有多少？', '有30个', '2025-08-25', '2025-08-25')).toBe(1);
    expect(fit('现在有多少？', '有25个', '2021-07-13', '2025-08-25')).toBe(-1);
  });

  it('says nothing where no time is asked for or no date is known', () => {
    expect(fit('有多少？', '有30个', '2025-08-25', '2025-08-25')).toBe(0);
    expect(fit('2021年有多少？', '有30个', null)).toBe(0);
  });
});
