import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LexicalIndex } from '../../src/domain/ports.js';
import type { LexicalDocument } from '../../src/index/bm25.js';

/** A document of words given as text. */
export function documentOf(body: string, title = '', headings = ''): LexicalDocument {
  const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
  return { title: words(title), headings: words(headings), body: words(body) };
}

/** A few words, so that documents share them; among them none, astral ones, and one that begins another. */
export const anyTerm = fc.constantFrom(
  '海关',
  '关税',
  '税',
  '税率',
  'a',
  'ab',
  '2024',
  '𠮷',
  '\u{10ffff}',
  '',
);

/** Any small document. */
export const anyDocument: fc.Arbitrary<LexicalDocument> = fc.record({
  title: fc.array(anyTerm, { maxLength: 4 }),
  headings: fc.array(anyTerm, { maxLength: 4 }),
  body: fc.array(anyTerm, { maxLength: 20 }),
});

/**
 * What every {@link LexicalIndex} does.
 * @param makeSubject - an index of these documents, numbered in their order
 */
export function describeLexicalIndexContract(
  name: string,
  makeSubject: (documents: readonly LexicalDocument[]) => LexicalIndex,
): void {
  const documents = [
    documentOf('port customs port'),
    documentOf('customs tariff'),
    documentOf('rail freight rail rail'),
    documentOf('customs tariff'),
    documentOf('timetable', 'freight'),
  ];

  describe(`${name} as a lexical index`, () => {
    it('knows its size', () => {
      expect(makeSubject(documents).size).toBe(5);
    });

    it('finds the documents that contain a term, and only those', () => {
      const ids = makeSubject(documents)
        .search(['customs'], 10)
        .map(({ id }) => id);
      expect(ids.sort()).toEqual([0, 1, 3]);
    });

    it('gives the best hits first, equal ones by id', () => {
      const hits = makeSubject(documents).search(['customs', 'tariff'], 10);
      expect(hits.map(({ id }) => id)).toEqual([1, 3, 0]);
      expect(hits[0]?.score).toBe(hits[1]?.score);
    });

    it('finds words of the title', () => {
      const ids = makeSubject(documents)
        .search(['freight'], 10)
        .map(({ id }) => id);
      expect(ids.sort()).toEqual([2, 4]);
    });

    it('counts a repeated term once per repetition', () => {
      const index = makeSubject(documents);
      const once = index.search(['rail'], 1)[0]?.score ?? NaN;
      expect(index.search(['rail', 'rail', 'rail'], 1)[0]?.score).toBeCloseTo(3 * once, 9);
    });

    it('gives the inverse document frequency of its definition', () => {
      const index = makeSubject(documents);
      expect(index.idf('customs')).toBeCloseTo(Math.log(1 + 2.5 / 3.5), 12);
      expect(index.idf('nowhere')).toBeCloseTo(Math.log(1 + 5.5 / 0.5), 12);
    });

    it('knows how many documents contain a term', () => {
      const index = makeSubject(documents);
      expect(['customs', 'freight', 'rail', 'nowhere'].map((term) => index.documentFrequency(term))).toEqual([
        3, 2, 1, 0,
      ]);
    });

    it('finds the words that a word may be a typing error of, the nearest and most frequent first', () => {
      const index = makeSubject([
        documentOf('harbour harbor harvard', 'hardy'),
        documentOf('harbor barbour abhour 2024 harbo2r'),
      ]);
      expect(index.similarTerms('harbuor', 2)).toEqual(['harbor', 'harbour']);
      expect(index.similarTerms('harbuor', 1)).toEqual(['harbor', 'harbour']);
      expect(index.similarTerms('arbour', 1)).toEqual([]);
      expect(index.similarTerms('hhardy', 1)).toEqual(['hardy']);
      expect(index.similarTerms('harvrd', 2)).toEqual(['harvard']);
      expect(index.similarTerms('harbor', 0)).toEqual([]);
    });

    it('finds none for numbers, codes and Han words', () => {
      const index = makeSubject([documentOf('2024 gb2312 海关')]);
      for (const term of ['2025', 'gb2313', '海开', '', '%']) expect(index.similarTerms(term, 2)).toEqual([]);
    });

    it.each([
      { k: 0, found: 0 },
      { k: -1, found: 0 },
      { k: NaN, found: 0 },
      { k: 1.5, found: 1 },
      { k: 2, found: 2 },
      { k: Infinity, found: 3 },
    ])('gives $found of 3 hits for k = $k', ({ k, found }) => {
      expect(makeSubject(documents).search(['customs'], k)).toHaveLength(found);
    });

    it('finds nothing without terms, with unknown terms, and in an empty index', () => {
      expect(makeSubject(documents).search([], 5)).toEqual([]);
      expect(makeSubject(documents).search(['nowhere', 'constructor', '__proto__'], 5)).toEqual([]);
      const empty = makeSubject([]);
      expect(empty.search(['customs'], 5)).toEqual([]);
      expect(empty.idf('customs')).toBeCloseTo(Math.log(2), 12);
    });

    it('finds as many as are asked for among given documents, with the scores of a search in all', () => {
      const input = [fc.array(anyDocument, { maxLength: 12 }), fc.array(anyTerm, { maxLength: 6 })] as const;
      fc.assert(
        fc.property(...input, fc.array(fc.nat(14)), fc.nat(12), (anyDocuments, terms, ids, k) => {
          const index = makeSubject(anyDocuments);
          const among = new Set(ids);
          const all = index.search(terms, anyDocuments.length);
          const found = index.search(terms, k, among);
          expect(found).toEqual(all.filter(({ id }) => among.has(id)).slice(0, k));
          expect(index.search(terms, anyDocuments.length)).toEqual(all);
        }),
      );
    });

    it('gives the first k of all hits, whatever is searched for', () => {
      const input = [fc.array(anyDocument, { maxLength: 12 }), fc.array(anyTerm, { maxLength: 6 })] as const;
      fc.assert(
        fc.property(...input, fc.nat(12), (anyDocuments, terms, k) => {
          const index = makeSubject(anyDocuments);
          const all = index.search(terms, anyDocuments.length);
          expect(index.search(terms, k)).toEqual(all.slice(0, k));
          expect(all).toEqual([...all].sort((a, b) => b.score - a.score || a.id - b.id));
          expect(all.every(({ score }) => score > 0)).toBe(true);
        }),
      );
    });
  });
}
