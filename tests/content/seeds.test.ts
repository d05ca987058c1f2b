import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { chunkArticle } from '../../src/content/chunk.js';
import { findDuplicates } from './find-duplicates.js';
import type { Article } from '../../src/domain/article.js';
import { read } from './read-sample.js';

const shared = path.resolve(import.meta.dirname, '../../../shared');
const seeds = path.join(shared, 'seeds');
const corpus = path.join(shared, 'corpus/xwlb');

/** The article of the seed whose name begins with `number`, by default under its own name. */
function seed(number: string, extension = 'txt'): Article {
  const name = readdirSync(seeds).find((file) => file.startsWith(number)) ?? '';
  return read(name.replace(/txt$/u, extension), readFileSync(path.join(seeds, name)));
}

/** The title in the front matter of a seed, as it is written there. */
function statedTitle({ path: name }: Article): string | undefined {
  return /^title: '(.*)'$/mu.exec(readFileSync(path.join(seeds, name), 'utf8'))?.[1];
}

const headings = ({ sections }: Article): string[] => sections.map(({ heading }) => heading);

describe.skipIf(!existsSync(seeds))('the seed articles (needs ../shared)', () => {
  it('reads a post whose front matter has no valid date', () => {
    const article = seed('000');
    expect(article).toMatchObject({
      title: statedTitle(article),
      date: { value: '2021-07-13T20:59:04+08:00', precision: 'time', source: 'page' },
      publisher: '每经网',
      categories: ['金融', '每经网', '重磅原创'],
      language: 'zh-Hans',
    });
    expect(article.text).not.toMatch(/乐视|茅台|封面图片|记者 张怀水|<|&/u);
    expect(headings(article).slice(1)).toEqual(['深化国际贸易“单一窗口”建设', '扎实推进跨境电商试点建设']);
    expect(article.captions).toEqual(['封面图片来源：新华社记者 邵瑞 摄']);
  });

  it('reads a post with style sheets and editors', () => {
    const article = seed('001');
    expect(article).toMatchObject({
      title: statedTitle(article),
      date: { value: '2022-06-08T13:08:00+08:00', precision: 'time', source: 'front-matter' },
      publisher: '新浪财经',
    });
    expect(article.text).not.toMatch(/appendQr|责任编辑|新浪财经APP|周頔|\{/u);
    expect(article.text.startsWith('6月8日')).toBe(true);
    expect(article.blocks).toHaveLength(6);
  });

  it('reads a copied text without title and year', () => {
    const article = seed('002');
    expect(article).toMatchObject({
      date: { value: '2025-08-25', precision: 'inferred', source: 'text' },
      publisher: null,
    });
    expect(article.text.startsWith(article.title)).toBe(true);
    expect(article.title).toMatch(/^8月25日,国务院新闻办举行.{10,20}系列主题新闻发布会$/u);
    expect(headings(article)).toEqual([
      '简化通关流程实施7×24小时预约通关',
      '海关特殊监管区域助力中西部省份外贸迅猛增长',
    ]);
    expect(article.captions).toEqual(['发布会现场每经记者周逸斐摄']);
  });

  it('reads a copied page of a newspaper', () => {
    const article = seed('003');
    expect(article).toMatchObject({
      title: '海关监管制度机制不断改革完善(推动高质量发展·权威发布)',
      date: { value: '2024-07-31', precision: 'day' },
      publisher: '人民日报',
      author: '欧阳洁、罗珊珊',
    });
    expect(headings(article)).toEqual([
      '近年来出台209条助企纾困、促外贸稳增长措施',
      '牢牢守护国门安全底线',
      '外贸持续向好基础扎实',
      '智慧海关建设全面展开',
    ]);
    expect(article.text).not.toMatch(/版权|手机报|返回目录|图文数据库|小程序|RMRB|第 ?02/u);
    expect(article.text).toMatch(/完整体系。$/u);
  });

  it('reads a post without a word from its furniture', () => {
    const article = seed('004');
    expect(article).toMatchObject({
      title: statedTitle(article),
      date: { value: '2021-07-15T21:48:14+08:00', precision: 'time' },
      publisher: '新浪财经',
    });
    expect(article.text).not.toMatch(/appendQr|责任编辑|供图|来源：|（完）/u);
    expect(article.blocks).toHaveLength(7);
  });

  it('reads them alike under every extension', () => {
    for (const number of ['000', '001', '004']) {
      for (const extension of ['md', 'html']) expect(seed(number, extension).text).toBe(seed(number).text);
    }
  });

  it('cuts them into passages of the planned length', () => {
    for (const number of ['000', '001', '002', '003', '004']) {
      const article = seed(number);
      const lengths = chunkArticle(article).map(({ start, end }) => end - start);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(420);
      expect(lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toBeGreaterThan(150);
    }
  });
});

describe.skipIf(!existsSync(corpus))('transcripts of a news programme (needs ../shared)', () => {
  // Every tenth: reading all takes several seconds.
  const articles = existsSync(corpus)
    ? readdirSync(corpus)
        .filter((_, i) => i % 10 === 0)
        .map((name) => read(name, readFileSync(path.join(corpus, name))))
    : [];

  it('have the title and date that they state, and no invented publisher', () => {
    expect(articles).toHaveLength(83);
    for (const { path: name, title, date, publisher, author, url } of articles) {
      const day = name.slice(0, 8);
      expect(title).toBe(`《新闻联播》 (${day})`);
      expect(date?.value).toBe(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);
      expect([publisher, author, url]).toEqual([null, null, null]);
    }
  });

  it('keep their text and lose links and stamps', () => {
    for (const { text, sections } of articles) {
      expect(text).not.toMatch(/查看原文|更新时间戳|https?:|<\/?[a-z]|&nbsp;/u);
      expect(sections.length).toBeGreaterThan(2);
    }
  });

  it('are no duplicates of each other', () => {
    expect(findDuplicates(articles)).toEqual({ exact: [], near: [] });
  });
});
