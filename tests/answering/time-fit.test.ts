import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { timeFit, type TimeFit } from '../../src/answering/time-fit.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { sketchArticle } from '../support/fake-articles.js';

interface Said {
  readonly question: string;
  readonly sentence: string;
  readonly date: string | null;
  readonly newest?: string | null;
  readonly today?: string;
  readonly before?: string;
}

function fit({ question, sentence, date, newest = null, today, before }: Said): TimeFit {
  const article = sketchArticle({
    path: 'a.md',
    title: '题',
    date: date === null ? null : { value: date, precision: 'day', source: 'text' },
    parts: [],
  });
  const evidence = { article, sentence, newest, ...(before === undefined ? {} : { before }) };
  return timeFit(understandQuestion(question, today), evidence);
}

function year(question: string, sentence: string, date: string | null): number {
  return fit({ question, sentence, date }).year;
}

describe('timeFit', () => {
  it('agrees fully with a sentence that names the same period', () => {
    expect(year('2020年增长多少？', '2020年增长1.9%', '2021-07-15')).toBe(1);
    expect(year('2023年9月增长多少？', '2023年9月增长1.9%', '2024-01-15')).toBe(1);
    expect(year('first half of 2024?', 'in h1 2024 it grew', '2024-08-15')).toBe(1);
  });

  it('reads 今年, 上半年 and 6月 of an article as those of its own year', () => {
    expect(year('2023年上半年增长多少？', '上半年增长5.5%', '2023-07-17')).toBeCloseTo(0.9);
    expect(year('2023年上半年增长多少？', '上半年增长5.5%', '2024-07-17')).toBeLessThan(-0.5);
    expect(year('2023年12月增长多少？', '12月增长1%', '2024-01-12')).toBeCloseTo(0.9);
    expect(year('2021年增长多少？', '去年增长1.9%', '2022-02-15')).toBe(1);
  });

  it('goes on with the time of the sentence before, a little less surely, where it names none', () => {
    const said = { question: '2012年增长多少？', date: '2024-01-05', sentence: '出口增长1.9%' };
    expect(fit({ ...said, before: '2012年外贸平稳' }).year).toBeCloseTo(0.55);
    expect(fit(said).year).toBe(-0.5);
    expect(fit({ ...said, sentence: '2013年增长2%', before: '2012年外贸平稳' }).year).toBeLessThan(0);
  });

  it('grades: the period itself, a part, what holds it, the article alone, the year, another year', () => {
    const question = '2023年8月增长多少？';
    const grades = [
      year(question, '2023年8月增长3.9%', '2023-09-14'),
      year(question, '2023年8月25日增长3.9%', '2023-09-14'),
      year(question, '增长3.9%', '2023-09-14'),
      year(question, '2023年增长3.9%', '2024-01-18'),
      year(question, '2023年5月增长7.4%', '2023-06-14'),
      year(question, '2022年8月增长7.4%', '2022-09-14'),
    ];
    expect(grades).toEqual(grades.toSorted((a, b) => b - a));
    expect(new Set(grades).size).toBe(grades.length);
  });

  it('does not take the first eight months for the first ten', () => {
    expect(year('2024年前10个月？', '今年前8个月700万辆', '2024-09-10')).toBeLessThan(0.5);
  });

  it('takes the day on which something is told for no more than the date of the article', () => {
    const told = '统计局今天(9月9日)发布,8月份上涨0.6%';
    expect(year('2024年8月上涨多少？', told, '2024-09-09')).toBeGreaterThan(0.8);
    expect(year('2024年9月上涨多少？', told, '2024-09-09')).toBeLessThan(0.2);
  });

  it('agrees half with an article of the year, and disagrees with one of another year', () => {
    expect(year('2021年增长多少？', '增长1.9%', '2021-07-15')).toBe(0.5);
    expect(year('2019年增长多少？', '增长1.9%', '2021-07-15')).toBe(-0.5);
  });

  it('agrees with a comparison that names the other year and implies its own', () => {
    const question = '和2019年同期比，2021年增长多少？';
    expect(year(question, '与2019年同期相比增长22%', '2021-07-13')).toBe(0.75);
    expect(year(question, '同比增长27%', '2021-07-13')).toBe(0);
  });

  it('hardly counts what a sentence only compares with', () => {
    expect(year('2023年增长多少？', '2024年比2023年增加72亿斤', '2024-07-12')).toBeLessThan(0);
  });

  const recency = (date: string, sentence = '有30个', question = '现在有多少？'): number =>
    fit({ question, sentence, date, newest: '2025-08-25' }).recency;

  it('prefers the newest article for what holds now, by months and not by years', () => {
    const ages = ['2025-08-25', '2025-08-01', '2025-03-01', '2024-12-30', '2023-01-01', '2019-01-01'];
    const grades = ages.map((date) => recency(date));
    expect(grades[0]).toBe(1);
    expect(grades.at(-1)).toBe(-1);
    expect(grades).toEqual(grades.toSorted((a, b) => b - a));
    expect(new Set(grades).size).toBe(grades.length);
  });

  it('takes an article of the future not for now', () => {
    expect(recency('2025-08-26')).toBe(-1);
  });

  it('takes what a new article says of long ago not for new', () => {
    expect(recency('2025-08-25', '2018年有12个')).toBeLessThan(0.5);
  });

  it('looks for the newest where nothing is of this year, and for this year where something is', () => {
    const asked = { question: '今年上半年增长多少？', sentence: '上半年增长5%', newest: '2024-08-01' };
    expect(fit({ ...asked, date: '2024-08-01', today: '2026-03-01' })).toEqual({ year: 0, recency: 1 });
    const found = fit({ ...asked, date: '2024-08-01', today: '2024-12-01' });
    expect(found.year).toBeGreaterThan(0.8);
    expect(found.recency).toBe(0);
  });

  it('says nothing where no time is asked for or no date is known', () => {
    expect(
      fit({ question: '有多少？', sentence: '有30个', date: '2025-08-25', newest: '2025-08-25' }),
    ).toEqual({
      year: 0,
      recency: 0,
    });
    expect(fit({ question: '2021年有多少？', sentence: '有30个', date: null })).toEqual({
      year: 0,
      recency: 0,
    });
  });

  it('stays within its bounds, whatever is said', () => {
    const piece = fc.constantFrom(
      '2021年',
      '去年',
      '上半年',
      '8月',
      '至',
      '比',
      '同期',
      '最新',
      '今年',
      '，',
      '31日',
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const date = fc.constantFrom('2019-12-31', '2021-07-15', '2025-08-25');
    fc.assert(
      fc.property(text, text, date, date, (question, sentence, own, newest) => {
        const found = fit({ question, sentence, date: own, newest, today: '2025-08-25' });
        for (const value of [found.year, found.recency]) {
          expect(value).toBeGreaterThanOrEqual(-1);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
