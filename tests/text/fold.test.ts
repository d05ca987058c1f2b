import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fold, foldString, unfoldSpan } from '../../src/text/fold.js';

describe('foldString', () => {
  it('lets widths, cases and scripts meet', () => {
    expect(foldString('ＡＥＯ互認２０２１')).toBe('aeo互认2021');
    expect(foldString('臺灣裡面與裏面')).toBe('台湾里面与里面');
  });

  it('leaves Simplified characters alone that are Traditional ones too', () => {
    expect(foldString('什么后干里')).toBe('什么后干里');
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = foldString(text);
        expect(foldString(once)).toBe(once);
      }),
    );
  });
});

describe('fold', () => {
  it('finds the way back from a character that gave several', () => {
    const folded = fold('约㌔数');
    expect(folded.text).toBe('约キロ数');
    expect(unfoldSpan(folded, { start: 1, end: 3 })).toEqual({ start: 1, end: 2 });
    expect(unfoldSpan(folded, { start: 2, end: 4 })).toEqual({ start: 1, end: 3 });
  });

  it('folds a letter and its combining marks as one', () => {
    const folded = fold('caf\u0065\u0301x');
    expect(folded.text).toBe('caf\u00e9x');
    expect(unfoldSpan(folded, { start: 3, end: 4 })).toEqual({ start: 3, end: 5 });
  });

  it('has an offset for every code unit, never decreasing, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = fold(text);
        expect(folded.offsets.length).toBe(folded.text.length + 1);
        expect(folded.offsets.at(-1)).toBe(text.length);
        for (let i = 1; i < folded.offsets.length; i++) {
          expect(folded.offsets[i]).toBeGreaterThanOrEqual(folded.offsets[i - 1] ?? 0);
        }
      }),
    );
  });

  it('covers the whole original with the span of the whole fold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const folded = fold(text);
        if (folded.text.length === 0) return;
        const span = unfoldSpan(folded, { start: 0, end: folded.text.length });
        expect(text.slice(span.start, span.end)).toBe(text);
      }),
    );
  });
});
