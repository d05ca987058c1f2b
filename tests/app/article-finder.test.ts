import { describe, expect, it } from 'vitest';
import { createArticleFinder } from '../../src/app/article-finder.js';
import type { ArticleSummary } from '../../src/domain/article.js';

function articleOf(id: string, title: string, date: string | null = null): ArticleSummary {
  return {
    id,
    path: `${id}.md`,
    title,
    date: date === null ? null : { value: date, precision: 'day', source: 'page' },
    publisher: null,
    author: null,
    url: null,
    categories: [],
    language: 'zh-Hans',
    contentHash: id,
    headings: [],
    characters: 0,
  };
}

const articles = [
  articleOf('a', '跨境电商新政', '2023-01-01'),
  articleOf('b', '跨境电商新政解读', '2024-01-01'),
  articleOf('c', '解读：跨境电商新政', '2022-01-01'),
  articleOf('d', '电商平台如何报关', '2025-01-01'),
  articleOf('e', '港口夜航', null),
  articleOf('f', '港口夜航', '2020-01-01'),
];
const finder = createArticleFinder(articles);
const idsOf = (found: readonly ArticleSummary[]) => found.map(({ id }) => id).join('');

describe('find', () => {
  it('puts the exact title first, then beginnings, then what contains it', () => {
    expect(idsOf(finder.find('跨境电商新政', 9))).toBe('abc');
  });

  it('finds titles that share most of the words', () => {
    expect(idsOf(finder.find('电商报关', 9))).toBe('d');
  });

  it('meets other scripts, widths and cases', () => {
    expect(idsOf(finder.find('跨境電商新政', 1))).toBe('a');
  });

  it('shows the newest where nothing is typed, those without a date last', () => {
    expect(idsOf(finder.find('  ', 9))).toBe('dbacfe');
    expect(idsOf(finder.find('', 2))).toBe('db');
  });

  it('finds nothing where nothing is alike', () => {
    expect(finder.find('天文望远镜', 9)).toEqual([]);
  });
});

describe('resolve', () => {
  it('takes an id, a path or an exact title', () => {
    expect(finder.resolve('c')?.id).toBe('c');
    expect(finder.resolve('c.md')?.id).toBe('c');
    expect(finder.resolve(' 跨境电商新政解读 ')?.id).toBe('b');
  });

  it('takes the newest of the articles that share a title', () => {
    expect(finder.resolve('港口夜航')?.id).toBe('f');
  });

  it('knows nothing else', () => {
    expect(finder.resolve('跨境')).toBeUndefined();
    expect(finder.resolve('__proto__')).toBeUndefined();
  });
});
