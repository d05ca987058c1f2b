import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { runAtOnce } from '../../src/index/slices.js';
import { buildDictionary } from '../../src/index/term-dictionary.js';

describe('buildDictionary', () => {
  it('finds every term at its position, in the order of code units, and no other', () => {
    const anyTerms = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 80 });
    fc.assert(
      fc.property(anyTerms, fc.string({ unit: 'binary' }), (terms, other) => {
        const vocabulary = new Map(terms.map((term, number) => [term, number]));
        const { dictionary, positions } = runAtOnce(buildDictionary(vocabulary));
        const sorted = [...terms].sort();
        expect(dictionary.size).toBe(terms.length);
        expect(sorted.map((term) => dictionary.indexOf(term))).toEqual([...sorted.keys()]);
        expect(terms.map((term) => sorted[positions[vocabulary.get(term) ?? -1] ?? -1])).toEqual(terms);
        expect(dictionary.indexOf(other)).toBe(sorted.indexOf(other));
      }),
    );
  });

  it('makes room for long terms', () => {
    const long = 'x'.repeat(1000);
    const { dictionary } = runAtOnce(buildDictionary(new Map([[long, 0]])));
    expect(dictionary.indexOf(long)).toBe(0);
    expect(dictionary.indexOf(long.slice(1))).toBe(-1);
  });
});
