import { describe, expect, it } from 'vitest';
import { collectFacets } from '../../src/app/facets.js';
import { sketchArticle } from '../support/fake-articles.js';

let paths = 0;
const articleOf = (publisher: string | null, date: string | null) =>
  sketchArticle({
    path: `${paths++}.md`,
    title: '渡轮',
    date: date === null ? null : { value: date, precision: 'day', source: 'page' },
    publisher,
    parts: [{ heading: null, paragraph: '渡轮。' }],
  });

describe('collectFacets', () => {
  it('counts publishers, the most frequent first, equals by name', () => {
    const names = ['丙报', '甲报', '乙报', '乙报', '甲报', '乙报', null, ' '];
    expect(collectFacets(names.map((name) => articleOf(name, null))).publishers).toEqual([
      { name: '乙报', articles: 3 },
      { name: '甲报', articles: 2 },
      { name: '丙报', articles: 1 },
    ]);
  });

  it('takes names of other case, width or script for one, as most write it', () => {
    const names = ['海岸觀察', '海岸观察', '海岸观察 ', 'ＤＡＩＬＹ', 'daily', 'daily'];
    expect(collectFacets(names.map((name) => articleOf(name, null))).publishers).toEqual([
      { name: 'daily', articles: 3 },
      { name: '海岸观察', articles: 3 },
    ]);
  });

  it('lists months, the newest first, each once', () => {
    const dates = ['2023-11-05', null, '2024-03-18T09:30:00+08:00', '2024-03-01', '2025-01-01'];
    const { months } = collectFacets(dates.map((date) => articleOf(null, date)));
    expect(months).toEqual(['2025-01', '2024-03', '2023-11']);
  });

  it('is empty without articles', () => {
    expect(collectFacets([])).toEqual({ publishers: [], months: [] });
  });
});
