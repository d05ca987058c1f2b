import { describe, expect, it, vi } from 'vitest';
import { createArticleFinder } from '../../src/app/article-finder.js';
import { createArticleMatcher, createTextFinder, type ArticleMatch } from '../../src/app/article-matcher.js';
import { summarise } from '../../src/index/catalog.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

const sketch = (path: string, title: string, date: string, [heading, paragraph]: [string, string]) =>
  sketchArticle({
    path,
    title,
    date: { value: date, precision: 'day', source: 'page' },
    parts: [{ heading, paragraph }],
  });

const articles = [
  sketch('a', '夜航', '2021-01-01', ['开航', '货轮夜里靠泊。']),
  sketch('b', '夜航满月', '2022-01-01', ['夜航的数字', '货轮靠泊46艘。']),
  sketch('c', '港口通报', '2023-01-01', ['夜航 Pilots', '引航艇带路，夜航安全。']),
  sketch('d', '港口年报', '2024-01-01', ['夜航小结', '全年平稳。']),
  sketch('e', '茶农日记', '2025-01-01', ['清明', '采茶以后坐夜航船回城，Pilot 说风大。']),
];

const { corpus, lexical } = await createMemoryIndex(articles, new HashingEmbedder());
const finder = createArticleFinder(articles.map(summarise));
const matcher = createArticleMatcher({ finder, findText: createTextFinder(corpus, lexical) });
const told = (matches: readonly ArticleMatch[]) => matches.map(({ article, by }) => `${article.path} ${by}`);

describe('match', () => {
  it('gives exact titles, then titles, then headings, newest first, then text, each article once', () => {
    expect(told(matcher.match('夜航', 9))).toEqual([
      'a exact',
      'b title',
      'd heading',
      'c heading',
      'e text',
    ]);
    expect(matcher.match('夜航', 9).map(({ heading }) => heading)).toEqual([
      null,
      null,
      '夜航小结',
      '夜航 Pilots',
      null,
    ]);
  });

  it('takes an id or a path for exact', () => {
    for (const reference of ['d', articles[3]?.id ?? '']) {
      expect(told(matcher.match(reference, 9))[0]).toBe('d exact');
    }
  });

  it('meets other scripts, widths and cases', () => {
    expect(told(matcher.match('夜航滿月', 1))).toEqual(['b exact']);
    expect(told(matcher.match('ＰＩＬＯＴ', 9))).toEqual(['c heading', 'e text']);
  });

  it('finds text that has every word, wherever they stand', () => {
    expect(told(matcher.match('风大 采茶', 9))).toEqual(['e text']);
    expect(told(matcher.match('风大 引航', 9))).toEqual([]);
  });

  it('gives the newest before anything is typed', () => {
    expect(told(matcher.match('  ', 2))).toEqual(['e newest', 'd newest']);
  });

  it('gives no more than is asked for, and looks no further than it has to', () => {
    const findText = vi.fn(() => []);
    expect(told(createArticleMatcher({ finder, findText }).match('夜航', 4))).toHaveLength(4);
    expect(findText).not.toHaveBeenCalled();
    expect(matcher.match('夜航', 0)).toEqual([]);
  });

  it('finds nothing where nothing is alike', () => {
    for (const text of ['天文望远镜', '？', '\ud800', 'x'.repeat(5000)])
      expect(matcher.match(text, 9)).toEqual([]);
  });
});
