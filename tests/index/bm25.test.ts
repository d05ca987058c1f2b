import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { YinjuError } from '../../src/domain/errors.js';
import { Bm25Index, DEFAULT_BM25_PARAMETERS } from '../../src/index/bm25.js';
import type { Bm25Parameters } from '../../src/index/bm25.js';
import { decodeInvertedIndex, encodeInvertedIndex } from '../../src/index/bm25-file.js';
import { invertDocuments, type LexicalDocument } from '../../src/index/inverted-index.js';
import { countRemoved } from '../../src/index/removed-counts.js';
import { runAtOnce, TimeSlices } from '../../src/index/slices.js';
import {
  anyDocument,
  anyTerm,
  describeLexicalIndexContract,
  documentOf,
} from '../contracts/lexical-index.js';
import { inSegments } from './in-segments.js';
import { NaiveBm25 } from './naive-bm25.js';

describeLexicalIndexContract('Bm25Index', (documents) => Bm25Index.build(documents));
describeLexicalIndexContract('a Bm25Index that was stored', (documents) =>
  Bm25Index.of(decodeInvertedIndex(stored(documents))),
);
describeLexicalIndexContract('a Bm25Index of segments with removed passages', inThree);
describeLexicalIndexContract(
  'the formula itself',
  (documents) => new NaiveBm25(documents, DEFAULT_BM25_PARAMETERS),
);

/** The same documents in three segments, between others that were removed. */
function inThree(documents: readonly LexicalDocument[]): Bm25Index {
  const decoy = documentOf('海关 a a word1', 'all', 'freight');
  return Bm25Index.over(
    inSegments(documents, decoy).map(({ items, numbering }) => {
      const index = runAtOnce(invertDocuments(items));
      return { index, numbering, removed: runAtOnce(countRemoved(index, numbering)) };
    }),
  );
}

const anyDocuments = fc.array(anyDocument, { maxLength: 15 });
const anyTerms = fc.array(anyTerm, { maxLength: 6 });
/** Parameters as somebody would set them, in hundredths: denormal ones lose precision in either computation. */
const hundredths = (max: number): fc.Arbitrary<number> => fc.nat(100 * max).map((value) => value / 100);
const share = hundredths(1);
const weight = hundredths(5);
const anyParameters: fc.Arbitrary<Bm25Parameters> = fc.record({
  k1: hundredths(3),
  b: fc.record({ title: share, headings: share, body: share }),
  weight: fc.record({ title: weight, headings: weight, body: weight }),
});

const stored = (docs: readonly LexicalDocument[]): Uint8Array =>
  encodeInvertedIndex(runAtOnce(invertDocuments(docs)));

/** A real index of some hundred documents to damage. */
const documents = Array.from({ length: 100 }, (_, i) =>
  documentOf(`all word${i} word${i % 7} even${i % 2}`, `t${i}`),
);

describe('Bm25Index', () => {
  it('scores as the formula says, for any documents, terms and parameters', () => {
    fc.assert(
      fc.property(anyDocuments, anyTerms, anyParameters, (docs, terms, parameters) => {
        const index = Bm25Index.build(docs, parameters);
        const naive = new NaiveBm25(docs, parameters);
        for (const id of docs.keys()) {
          expect(index.scoreOf(terms, id)).toBeCloseTo(naive.scoreOf(terms, id), 9);
        }
        for (const term of terms) expect(index.idf(term)).toBeCloseTo(naive.idf(term), 12);
      }),
    );
  });

  it('gives a passage the same score alone as in a search', () => {
    fc.assert(
      fc.property(anyDocuments, anyTerms, (docs, terms) => {
        const index = Bm25Index.build(docs);
        const found = new Map(index.search(terms, docs.length).map(({ id, score }) => [id, score]));
        for (const id of docs.keys()) expect(index.scoreOf(terms, id)).toBe(found.get(id) ?? 0);
      }),
    );
  });

  it('ranks as one that was built at once, whatever was removed from its segments', () => {
    fc.assert(
      fc.property(anyDocuments, anyTerms, (docs, terms) => {
        const [whole, parts] = [Bm25Index.build(docs), inThree(docs)];
        expect(parts.search(terms, docs.length)).toEqual(whole.search(terms, docs.length));
        expect(parts.search(terms, 2)).toEqual(whole.search(terms, 2));
        for (const id of docs.keys()) expect(parts.scoreOf(terms, id)).toBe(whole.scoreOf(terms, id));
        for (const term of terms) expect(parts.idf(term)).toBe(whole.idf(term));
      }),
    );
  });

  it('weighs a word in the title more than in the body', () => {
    const index = Bm25Index.build([
      documentOf('freight news', 'weather'),
      documentOf('weather news', 'freight'),
    ]);
    expect(index.search(['freight'], 1)[0]?.id).toBe(1);
  });

  it('knows how many passages contain a term', () => {
    const index = Bm25Index.build(documents);
    expect(index.documentFrequency('all')).toBe(100);
    expect(index.documentFrequency('even0')).toBe(50);
    expect(index.documentFrequency('none')).toBe(0);
  });

  it('forgets a search as soon as it is made', () => {
    const index = Bm25Index.build(documents);
    const before = index.search(['word3', 'all'], 5);
    index.search(['even1', 'all', 'word5'], 3);
    expect(index.search(['word3', 'all'], 5)).toEqual(before);
  });

  it('counts frequencies beyond what it stores as the highest it stores', () => {
    const many = documentOf('a '.repeat(300), 'a '.repeat(20));
    const index = Bm25Index.build([many, documentOf('b')]);
    const naive = new NaiveBm25([many, documentOf('b')], DEFAULT_BM25_PARAMETERS);
    expect(index.scoreOf(['a'], 0)).toBeCloseTo(naive.scoreOf(['a'], 0), 2);
  });

  it('takes other parameters without being built again', () => {
    const parameters = { ...DEFAULT_BM25_PARAMETERS, k1: 0 };
    const other = Bm25Index.build(documents).withParameters(parameters);
    expect(other.search(['word3', 'all'], 9)).toEqual(
      Bm25Index.build(documents, parameters).search(['word3', 'all'], 9),
    );
  });

  it('becomes the same in slices as in one go', async () => {
    const counts: number[] = [];
    const sliced = await new TimeSlices().run(invertDocuments(documents), (n) => counts.push(n));
    expect(encodeInvertedIndex(sliced)).toEqual(stored(documents));
    expect(counts.slice(0, 3)).toEqual([1, 2, 3]);
    expect(Math.max(...counts)).toBe(100);
  });
});

describe('a stored inverted index', () => {
  const bytes = stored(documents);
  const read = (from: Uint8Array): Bm25Index => Bm25Index.of(decodeInvertedIndex(from));

  it('is the same after a round trip, and has equal bytes for equal documents', () => {
    fc.assert(
      fc.property(anyDocuments, anyTerms, (docs, terms) => {
        const index = Bm25Index.build(docs);
        const again = stored(docs);
        expect(read(again).search(terms, 20)).toEqual(index.search(terms, 20));
        expect(again).toEqual(stored(docs.map((d) => ({ ...d }))));
      }),
    );
  });

  it('is read from bytes that are not aligned', () => {
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    for (const unaligned of [shifted.subarray(1), Buffer.from(shifted.buffer).subarray(1)]) {
      expect(encodeInvertedIndex(decodeInvertedIndex(unaligned))).toEqual(bytes);
    }
  });

  it('is little-endian, with its name and version in front', () => {
    expect(Buffer.from(bytes.subarray(0, 4)).toString('latin1')).toBe('YJBM');
    expect(Buffer.from(bytes).readUInt32LE(4)).toBe(1);
    expect(Buffer.from(bytes).readUInt32LE(8)).toBe(100);
  });

  it('is refused in another version', () => {
    const other = Uint8Array.from(bytes);
    other[4] = 2;
    expect(() => read(other)).toThrow(expect.objectContaining({ code: 'index-format' }));
  });

  it('is refused when it is cut short anywhere, or longer', () => {
    for (let length = 0; length < bytes.length; length += 97) {
      expect(() => read(bytes.subarray(0, length))).toThrow(YinjuError);
    }
    expect(() => read(Buffer.concat([bytes, new Uint8Array(4)]))).toThrow(YinjuError);
  });

  it('throws nothing but its own error for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(() => read(noise)).toThrow(YinjuError);
      }),
    );
  });

  it('is refused, or can be searched safely, whichever byte is changed', () => {
    const position = fc.oneof(fc.nat(64), fc.nat(bytes.length - 1));
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        try {
          const hits = read(changed).search(['all', 'word3', 't5'], 200);
          expect(hits.every(({ id, score }) => id < 100 && Number.isFinite(score))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(YinjuError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
