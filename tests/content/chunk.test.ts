import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { assembleText } from '../../src/content/article-text.js';
import { chunkArticle, passageContext } from '../../src/content/chunk.js';
import type { RawBlock } from '../../src/content/raw-block.js';
import type { Article } from '../../src/domain/article.js';
import { read } from './read-sample.js';

const SENTENCE = '这是一个用来检验分段的句子，它的长度是三十个字左右，不多也不少。';

function articleOf(blocks: readonly RawBlock[]): Article {
  return { ...read('a.txt', '占位的正文。'), ...assembleText(blocks) };
}

const paragraph = (sentences: number): RawBlock => ({ kind: 'paragraph', text: SENTENCE.repeat(sentences) });
const heading = (text: string, level = 2): RawBlock => ({ kind: 'heading', level, text });

/** The texts of an article's passages. */
function texts(article: Article): string[] {
  return chunkArticle(article).map(({ start, end }) => article.text.slice(start, end));
}

describe('chunkArticle', () => {
  it('joins small paragraphs and ends passages with paragraphs', () => {
    const article = articleOf(Array.from({ length: 12 }, () => paragraph(2)));
    for (const text of texts(article)) {
      expect(text.length).toBeGreaterThanOrEqual(180);
      expect(text.length).toBeLessThanOrEqual(320);
    }
    expect(texts(article)).toHaveLength(3);
  });

  it('splits a long paragraph between sentences into even parts', () => {
    const lengths = texts(articleOf([paragraph(15)])).map((text) => text.length);
    expect(lengths).toHaveLength(2);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(SENTENCE.length);
  });

  it('never crosses a heading and gives every passage its headings', () => {
    const article = articleOf([
      paragraph(1),
      heading('甲', 2),
      paragraph(1),
      heading('甲一', 3),
      paragraph(1),
      heading('乙', 2),
      paragraph(1),
    ]);
    expect(chunkArticle(article).map(({ headingPath }) => headingPath)).toEqual([[], ['甲'], ['甲', '甲一'], ['乙']]);
    for (const text of texts(article)) expect(text).toBe(SENTENCE);
  });

  it('keeps a section without text findable', () => {
    const article = articleOf([heading('只有标题'), heading('上级'), heading('下级', 3), paragraph(1), heading('结尾')]);
    expect(texts(article)).toEqual(['只有标题', SENTENCE, '结尾']);
    expect(chunkArticle(article).map(({ headingPath }) => headingPath)).toEqual([
      ['只有标题'],
      ['上级', '下级'],
      ['结尾'],
    ]);
  });

  it('keeps a long sentence whole and splits one that is far too long at its clauses', () => {
    const clause = '这是一个很长的句子里的一个小分句，';
    expect(texts(articleOf([{ kind: 'paragraph', text: `${clause.repeat(30)}完。` }]))).toHaveLength(1);
    const [passage, ...rest] = chunkArticle(articleOf([{ kind: 'paragraph', text: `${clause.repeat(90)}完。` }]));
    expect(rest.length).toBeGreaterThan(2);
    const article = articleOf([{ kind: 'paragraph', text: `${clause.repeat(90)}完。` }]);
    expect(article.text.slice(passage?.start, passage?.end)).toMatch(/，$/u);
    for (const text of texts(article)) expect(text.length).toBeLessThanOrEqual(600);
  });

  it('takes a row of a table and a line of code for a sentence', () => {
    const article = articleOf([
      { kind: 'table-row', text: '甲港 | 100。5 万' },
      { kind: 'code', text: 'a = 1\nb = 2' },
    ]);
    const [passage] = chunkArticle(article);
    expect(passage?.sentences.map(({ start, end }) => article.text.slice(start, end))).toEqual([
      '甲港 | 100。5 万',
      'a = 1',
      'b = 2',
    ]);
  });

  it('covers every sentence once, in order, inside its block, whatever the blocks', () => {
    const kind = fc.constantFrom('heading', 'paragraph', 'list-item', 'table-row', 'code' as const);
    const piece = fc.constantFrom(SENTENCE, '短句。', '“引语。”', 'An English sentence. ', '没有标点', '，', '；', '😀', ' ');
    const block = fc
      .tuple(kind, fc.integer({ min: 1, max: 4 }), fc.array(piece, { minLength: 1, maxLength: 40 }))
      .map(([chosen, level, pieces]): RawBlock => {
        const text = pieces.join('').trim() || '空';
        return chosen === 'heading' ? { kind: chosen, level, text } : { kind: chosen, text };
      });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
        const article = articleOf(blocks);
        const passages = chunkArticle(article);
        const sentences = passages.flatMap((passage) => passage.sentences);
        let end = 0;
        for (const sentence of sentences) {
          expect(sentence.start).toBeGreaterThanOrEqual(end);
          expect(sentence.end).toBeGreaterThan(sentence.start);
          end = sentence.end;
          expect(
            article.blocks.some((inside) => inside.start <= sentence.start && sentence.end <= inside.end),
          ).toBe(true);
        }
        for (const passage of passages) {
          expect(passage.start).toBe(passage.sentences[0]?.start);
          expect(passage.end).toBe(passage.sentences.at(-1)?.end);
          const crossed = article.blocks.filter(
            (inside) =>
              inside.kind === 'heading' && inside.start >= passage.start && inside.end <= passage.end,
          );
          expect(crossed.length === 0 || passage.sentences.length === 1).toBe(true);
          if (passage.sentences.length > 1) expect(passage.end - passage.start).toBeLessThanOrEqual(600);
        }
        // Nothing but white space and headings lies outside of sentences.
        const bodies = article.blocks.filter((inside) => inside.kind !== 'heading');
        const covered = sentences.map((sentence) => article.text.slice(sentence.start, sentence.end)).join('');
        const headings = article.blocks.filter((inside) => inside.kind === 'heading');
        const own = headings.filter((inside) => passages.some((passage) => passage.start === inside.start));
        const expected = [...bodies, ...own].sort((a, b) => a.start - b.start);
        const bare = (text: string): string => text.replace(/\s+/gu, '');
        expect(bare(covered)).toBe(bare(expected.map((inside) => article.text.slice(inside.start, inside.end)).join('')));
      }),
    );
  });
});

describe('passageContext', () => {
  it('sets title, date and headings before the text', () => {
    const article = read('a.md', '---\ntitle: 港口见闻\ndate: 2024-07-05\n---\n\n## 概况\n\n### 航线\n\n新增航线十条。\n');
    const [passage] = chunkArticle(article);
    expect(passage && passageContext(article, passage)).toBe('港口见闻 2024年7月5日\n概况 > 航线\n新增航线十条。');
  });

  it('writes the date as the language does and leaves out what is not known', () => {
    const english = read('a.md', '---\ntitle: Ports\ndate: 2024-07-05\n---\n\nTen new routes were opened.\n');
    const [passage] = chunkArticle(english);
    expect(passage && passageContext(english, passage)).toBe('Ports 2024-07-05\nTen new routes were opened.');
    const undated = read('a.md', '# 港口见闻\n\n新增航线十条。\n');
    const [only] = chunkArticle(undated);
    expect(only && passageContext(undated, only)).toBe('港口见闻\n新增航线十条。');
  });
});
