import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { TermNumbers } from '../../src/index/term-numbers.js';

/** Terms of up to three code units, so that they repeat: with lone surrogates, NULs and empty ones. */
const anyTerm = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom('', '\0', 'a\0', '\0a', '\ud840', '𠮷', '税', '税率'),
);

describe('TermNumbers', () => {
  it('numbers terms as a map of strings does', () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 200 }), anyTerm, (terms, other) => {
        const numbers = new TermNumbers();
        const expected = new Map<string, number>();
        for (const term of terms) {
          if (!expected.has(term)) expected.set(term, expected.size);
          expect(numbers.numberOf(term)).toBe(expected.get(term));
        }
        expect(numbers.size).toBe(expected.size);
        expect([...numbers.keys()].sort()).toEqual([...expected.keys()].sort());
        expect(numbers.get(other)).toBe(expected.get(other));
      }),
    );
  });

  it('keeps its numbers when it grows', () => {
    const numbers = new TermNumbers();
    const terms = Array.from({ length: 20_000 }, (_, i) =>
      String.fromCharCode(0x4e00 + (i % 150), 0x4e00 + i),
    );
    terms.forEach((term, i) => {
      expect(numbers.numberOf(term)).toBe(i);
    });
    expect(terms.map((term) => numbers.get(term))).toEqual([...terms.keys()]);
  });
});
