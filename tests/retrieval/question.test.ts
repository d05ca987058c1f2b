import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAX_QUESTION_LENGTH, understandQuestion } from '../../src/retrieval/question.js';

describe('understandQuestion', () => {
  it.each([
    ['与多少个部门对接？', 'number'],
    ['增长了百分之几？', 'number'],
    ['哪一年开始建设？', 'date'],
    ['發布會是什麼時候舉行的？', 'date'],
    ['谁提出了倡议？', 'person'],
    ['会议在哪里举行？', 'place'],
    ['有哪些便利措施？', 'list'],
    ['什么是单一窗口？', 'definition'],
    ['为什么要改革？', 'reason'],
    ['企业怎么申请？', 'manner'],
    ['可以预约通关吗？', 'yes-no'],
    ['How many departments are connected?', 'number'],
    ['When did it start?', 'date'],
    ['通关时间', 'other'],
  ])('knows what “%s” asks for: %s', (text, kind) => {
    expect(understandQuestion(text).kind).toBe(kind);
  });

  it('leaves interrogative words out of the terms', () => {
    const { terms } = understandQuestion('单一窗口有多少个部门？');
    expect(terms).toContain('窗口');
    expect(terms.join(' ')).not.toMatch(/多少|少个/);
  });

  it('keeps a question that is nothing but interrogative words', () => {
    expect(understandQuestion('为什么？').terms.length).toBeGreaterThan(0);
  });

  it('reads the years, the phrases in quotation marks and the wish for the newest', () => {
    const question = understandQuestion('2021年和2019年“单一窗口”目前怎样？');
    expect(question.years).toEqual([2019, 2021]);
    expect(question.phrases).toEqual(['单一窗口']);
    expect(question.wantsLatest).toBe(true);
  });

  it('reads a year in Han digits', () => {
    expect(understandQuestion('二〇二一年呢？').years).toEqual([2021]);
  });

  it('knows which period is meant from what day it is', () => {
    const periods = (text: string): unknown[] =>
      understandQuestion(text, '2025-01-10').periods.map(({ from, to }) => `${from} ${to}`);
    expect(periods('去年上半年出口多少？')).toEqual(['2024-01-01 2024-06-30']);
    expect(periods('8月出口多少？')).toEqual(['2024-08-01 2024-08-31']);
    expect(understandQuestion('去年上半年出口多少？', '2025-01-10').years).toEqual([2024]);
    expect(understandQuestion('去年上半年出口多少？').periods).toEqual([]);
  });

  it('takes 今年 for this year and for the newest, but names no year by it', () => {
    const question = understandQuestion('今年出口多少？', '2025-01-10');
    expect(question).toMatchObject({ wantsLatest: true, years: [], periods: [{ from: '2025-01-01' }] });
  });

  it('does not take other numbers for years', () => {
    expect(understandQuestion('9710和2019.5是什么？').years).toEqual([]);
  });

  it.each([
    ['推广了什么模式？', '模式'],
    ['会议的主题是什么？', '主题'],
    ['推进了哪些措施？', '措施'],
  ])('sees what the noun beside the interrogative of “%s” is: %s', (text, focus) => {
    expect(understandQuestion(text).focus).toBe(focus);
  });

  it('has no terms for an empty question', () => {
    expect(understandQuestion('  ？！ ').terms).toEqual([]);
  });

  it('accepts any string and looks at a bounded part of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        expect(understandQuestion(text).text.length).toBeLessThanOrEqual(MAX_QUESTION_LENGTH);
      }),
    );
  });
});
