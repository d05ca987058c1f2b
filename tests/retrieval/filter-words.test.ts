import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readFilter, type FilterWords } from '../../src/retrieval/filter-words.js';

const TODAY = '2025-06-18';

describe('readFilter', () => {
  it('takes the first day of the one period and the last of the other', () => {
    expect(readFilter({ since: '去年', until: '2025-02' }, TODAY)).toEqual({
      filter: { since: '2024-01-01', until: '2025-02-28' },
      problem: null,
    });
    expect(readFilter({ since: ' 2024年5月 ', until: '2024/5' }, TODAY).filter).toEqual({
      since: '2024-05-01',
      until: '2024-05-31',
    });
  });

  it('restricts nothing where nothing is written', () => {
    for (const words of [{}, { since: null, until: undefined }, { since: ' ', until: '', publisher: '　' }]) {
      expect(readFilter(words, TODAY)).toEqual({ filter: undefined, problem: null });
    }
  });

  it('takes a publisher as it is written, without blanks around it', () => {
    expect(readFilter({ publisher: ' Harbour Weekly ' }, TODAY).filter).toEqual({
      publisher: 'Harbour Weekly',
    });
  });

  it('says which value is no date', () => {
    expect(readFilter({ since: '2024', until: ' 后来 ' }, TODAY).problem).toEqual({
      kind: 'unreadable',
      value: '后来',
    });
  });

  it('says that a period ends before it begins', () => {
    expect(readFilter({ since: '2024-05-04', until: '2024-05-03' }, TODAY).problem).toEqual({
      kind: 'backwards',
      since: '2024-05-04',
      until: '2024-05-03',
    });
    expect(readFilter({ since: '2024-05-03', until: '2024-05-03' }, TODAY).problem).toBeNull();
  });

  it('gives a filter whose days are in order, or says why not, whatever is written', () => {
    const word = fc.option(
      fc.oneof(fc.string(), fc.constantFrom('2024', '2023-05', '今天', '去年', '5月3日', 'last month')),
    );
    const anyWords = fc.record({ since: word, until: word, publisher: word });
    fc.assert(
      fc.property(anyWords, (words: FilterWords) => {
        const { filter, problem } = readFilter(words, TODAY);
        if (problem !== null) expect(filter).toBeUndefined();
        expect((filter?.since ?? '') <= (filter?.until ?? '9999')).toBe(true);
      }),
    );
  });
});
