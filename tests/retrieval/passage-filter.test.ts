import { describe, expect, it, vi } from 'vitest';

import type { ArticleFilter } from '../../src/domain/filter.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { createPassageFilter, passesFilter } from '../../src/retrieval/passage-filter.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

const articles = [
  { path: 'a', date: '2023-12-31T23:59:00+08:00', publisher: '海岸观察' },
  { path: 'b', date: '2024-01-01', publisher: 'Harbour Weekly' },
  { path: 'c', date: '2024-05-03', publisher: '海岸观察' },
  { path: 'd', date: null, publisher: '海岸观察' },
  { path: 'e', date: '2024-05-04', publisher: null },
].map(({ path, date, publisher }) =>
  sketchArticle({
    path,
    title: path,
    date: date === null ? null : { value: date, precision: 'day', source: 'page' },
    publisher,
    parts: [
      { heading: '一', paragraph: '渡轮载客很多。' },
      { heading: '二', paragraph: '渡轮停在港里。' },
    ],
  }),
);

function passing(filter: ArticleFilter): string {
  return articles
    .filter((article) => passesFilter(article, filter))
    .map(({ path }) => path)
    .join('');
}

describe('passesFilter', () => {
  it('takes both ends of a period, and no article without a date', () => {
    expect(passing({ since: '2024-01-01' })).toBe('bce');
    expect(passing({ until: '2024-01-01' })).toBe('ab');
    expect(passing({ since: '2023-12-31', until: '2023-12-31' })).toBe('a');
    expect(passing({ since: '2024-05-03', until: '2024-05-03' })).toBe('c');
  });

  it('takes a publisher by its whole name, in any script, width and case', () => {
    expect(passing({ publisher: ' 海岸觀察 ' })).toBe('acd');
    expect(passing({ publisher: 'ＨＡＲＢＯＵＲ weekly' })).toBe('b');
    expect(passing({ publisher: '海岸' })).toBe('');
  });

  it('asks for everything that is given, and for nothing where nothing is', () => {
    expect(passing({ since: '2024-01-01', publisher: '海岸观察' })).toBe('c');
    expect(passing({})).toBe('abcde');
  });
});

describe('createPassageFilter', async () => {
  const { corpus } = await createMemoryIndex(articles, new HashingEmbedder());

  it('gives the passages of the articles that pass', () => {
    const among = createPassageFilter(corpus)({ since: '2024-01-01', publisher: '海岸观察' });
    const ids = Array.from({ length: corpus.passageCount }, (_, id) => id).filter((id) => among?.has(id));
    expect(ids).toEqual(corpus.passagesOf(articles[2]?.id ?? ''));
    expect(among?.size).toBe(ids.length);
    for (const id of [-1, 0.5, NaN, corpus.passageCount]) expect(among?.has(id)).toBe(false);
  });

  it('gives nothing to look at where nothing is restricted', () => {
    expect(createPassageFilter(corpus)(undefined)).toBeUndefined();
    expect(createPassageFilter(corpus)({})).toBeUndefined();
  });

  it('remembers the filters used last, and tells them apart', () => {
    const passages = vi.spyOn(corpus, 'articles');
    const filter = createPassageFilter(corpus);
    const first = filter({ since: '2024-05-03' });
    expect(filter({ since: '2024-05-03' })).toBe(first);
    expect(passages).toHaveBeenCalledTimes(1);
    expect(filter({ until: '2024-05-03' })?.size).not.toBe(first?.size);
    for (let year = 1900; year < 1950; year++) filter({ since: `${year}-01-01` });
    filter({ since: '1949-01-01' });
    expect(passages).toHaveBeenCalledTimes(52);
    expect(filter({ since: '2024-05-03' })?.size).toBe(first?.size);
    expect(passages).toHaveBeenCalledTimes(53);
  });
});
