import { describe, expect, it } from 'vitest';

import { inferYear } from '../../src/content/year-inference.js';

const infer = (text: string, month = 8, day = 25, weekday: number | null = null): number | null =>
  inferYear({ text, month, day, weekday });

describe('inferYear', () => {
  it.each([
    ['8月25日公布：2024年出口总额达到25万亿元，今年前7个月又增长7%。', 2025],
    ['2023年比2018年增长1.2倍，今年上半年同比增长一成；到2029年建成体系。', 2024],
    ['截至2022年底，已有50个国家；今年又增加两个。', 2023],
    ['截至2024年7月，已有50个国家。', 2024],
    ['今年（2021年）的任务已经完成。', 2021],
    ['去年（2021年）的任务已经完成。', 2022],
    ['今年是“十四五”规划收官之年，各项任务按期完成。', 2025],
    ['今年是“十五五”开局之年。', 2026],
    ['2021年全球港口大会在本市开幕。2020年，进出口同比增长1.9%。', 2021],
  ])('reads the year out of “%s”', (text, year) => {
    expect(infer(text)).toBe(year);
  });

  it.each([
    ['港口运行平稳。'],
    ['港口建于1998年，已运行多年。'],
    ['比2012年翻了一番，今年继续增长。'],
    ['到2030年将建成十个码头，今年先建一个。'],
    ['2016年5月，工程开工，今年完工。'],
  ])('infers nothing from “%s”', (text) => {
    expect(infer(text)).toBeNull();
  });

  it('infers nothing where the signs contradict each other', () => {
    expect(infer('2024年出口达到25万亿元，今年增长7%；计划2023年建成码头。')).toBeNull();
    expect(infer('2018年出口达到5万亿元，今年增长7%，“十四五”以来连年增长。')).toBeNull();
  });

  it('lets the weekday contradict', () => {
    const text = '2024年出口总额达到25万亿元，今年前7个月又增长7%。';
    expect(infer(text, 8, 25, 1)).toBe(2025);
    expect(infer(text, 8, 25, 2)).toBeNull();
  });

  it('looks at the month that a text reaches', () => {
    expect(infer('截至2023年11月，已有50个国家。', 2, 3)).toBe(2024);
  });

  it('concludes nothing from a review in December', () => {
    expect(infer('2024年出口总额达到25万亿元，比去年增长7%。', 12, 30)).toBeNull();
  });
});
