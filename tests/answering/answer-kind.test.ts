import { describe, expect, it } from 'vitest';

import { answeringNumbers, kindEvidence, slotFit } from '../../src/answering/answer-kind.js';
import { understandQuestion } from '../../src/retrieval/question.js';

const numbers = (sentence: string, question: string): string[] =>
  answeringNumbers(sentence, understandQuestion(question)).map(({ text }) => text);

describe('answeringNumbers', () => {
  it('finds numbers with what they count', () => {
    expect(numbers('与57个国家互认，增长27.1%', '有多少个国家？')).toEqual(['57个国家互', '27.1%']);
  });

  it('leaves out numbers that the question names, and words that only look like numbers', () => {
    expect(numbers('2020年一些企业统一申报30次', '2020年申报了多少次？')).toEqual(['30次']);
  });
});

describe('kindEvidence', () => {
  it.each([
    ['什么时候开始？', '2016年开始建设', 1],
    ['什么时候开始？', '建设已经开始', 0],
    ['有哪些措施？', '有预约、申报、查验', 1],
    ['有哪些措施？', '措施很多', 0],
    ['为什么推迟？', '由于台风', 1],
    ['天气怎样报告？', '通过电话报告', 1],
    ['可以预约吗？', '2016年', 0],
  ])('of “%s” in “%s” is %i', (question, sentence, evidence) => {
    expect(kindEvidence(sentence, understandQuestion(question))).toBe(evidence);
  });
});

describe('slotFit', () => {
  it('is full where the number counts what is asked for', () => {
    expect(slotFit('与30个部门的系统对接', understandQuestion('与多少个部门对接？'))).toBe(1);
  });

  it('is full where the number follows what is asked for', () => {
    expect(slotFit('出口增长了28%', understandQuestion('出口增长多少？'))).toBe(1);
  });

  it('is none without a number, or for a question that asks for none', () => {
    expect(slotFit('与部门的系统对接', understandQuestion('与多少个部门对接？'))).toBe(0);
    expect(slotFit('与30个部门对接', understandQuestion('为什么对接？'))).toBe(0);
  });
});
