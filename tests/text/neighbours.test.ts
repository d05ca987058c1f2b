import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanAfter, spanBefore } from '../../src/text/neighbours.js';
import type { Span } from '../../src/domain/span.js';
import { endlessText } from '../support/hostile-text.js';

const MAX = 40;
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), endlessText());

/** Every span from one end of the text to the other. */
function walk(text: string, back: boolean): Span[] {
  const spans: Span[] = [];
  for (;;) {
    const last = spans.at(-1);
    const next = back
      ? spanBefore(text, last?.start ?? text.length, MAX)
      : spanAfter(text, last?.end ?? 0, MAX);
    if (next === null) return back ? spans.reverse() : spans;
    spans.push(next);
  }
}

describe('walking through a text', () => {
  it.each([
    ['forwards', false],
    ['backwards', true],
  ])('%s passes over nothing but white space, in spans that are not too long', (_, back) => {
    fc.assert(
      fc.property(anyText, (whole) => {
        const text = whole.slice(0, 2000);
        let done = 0;
        for (const { start, end } of [...walk(text, back), { start: text.length, end: text.length }]) {
          expect(text.slice(done, start).trim()).toBe('');
          expect(end - start).toBeLessThanOrEqual(MAX);
          done = end;
        }
      }),
    );
  });

  it('cuts no pair of surrogates', () => {
    const text = '😀'.repeat(100);
    for (const { start, end } of [...walk(text, false), ...walk(text, true)]) {
      expect(text.slice(start, end).isWellFormed()).toBe(true);
    }
  });
});

describe('spanAfter', () => {
  it('takes whole sentences as far as they fit', () => {
    const text = '一二三四五。六七八九十。一二三四五。';
    expect(spanAfter(text, 0, 15)).toEqual({ start: 0, end: 12 });
    expect(spanAfter(text, 12, 15)).toEqual({ start: 12, end: 18 });
  });

  it('finds nothing at the end', () => {
    expect(spanAfter('一。\n', 2, MAX)).toBeNull();
  });
});

describe('spanBefore', () => {
  it('takes whole sentences as far as they fit', () => {
    const text = '一二三四五。六七八九十。\n\n一二三四五。';
    expect(spanBefore(text, text.length, 16)).toEqual({ start: 6, end: 20 });
    expect(spanBefore(text, 6, 16)).toEqual({ start: 0, end: 6 });
  });

  it('cuts a sentence that alone is too long between two letters', () => {
    expect(spanBefore('e\u0301'.repeat(10), 20, 7)).toEqual({ start: 14, end: 20 });
  });

  it('finds nothing at the beginning', () => {
    expect(spanBefore('\n 一。', 2, MAX)).toBeNull();
  });
});
