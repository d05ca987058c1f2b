import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareLetters } from '../../src/answering/overlap.js';

/** Length of the longest common subsequence, straight from its definition. */
function naiveAlignment(a: string, b: string): number {
  const known = new Map<string, number>();
  const from = (i: number, j: number): number => {
    if (i === a.length || j === b.length) return 0;
    const key = `${i},${j}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const length = a[i] === b[j] ? 1 + from(i + 1, j + 1) : Math.max(from(i + 1, j), from(i, j + 1));
    known.set(key, length);
    return length;
  };
  return from(0, 0);
}

const hasRun = (a: string, b: string, length: number): boolean =>
  Array.from({ length: a.length - length + 1 }, (_, i) => a.slice(i, i + length)).some((run) =>
    b.includes(run),
  );

const few = fc.string({ unit: fc.constantFrom('港', '口', '船', 'a', '1', '🚢'), maxLength: 24 });
const any = fc.string({ unit: 'binary', maxLength: 40 });
const text = fc.oneof(few, any);

describe('compareLetters', () => {
  it('aligns letters in their order, with gaps between', () => {
    expect(compareLetters('港口有船', '港里口外都有很多船').alignment).toBe(4);
    expect(compareLetters('船有口港', '港口有船').alignment).toBe(1);
  });

  it('measures the two longest runs of two letters and more', () => {
    expect(compareLetters('电子窗口何时开通', '电子窗口去年开通').runs).toEqual([4, 2]);
    expect(compareLetters('甲乙', '甲丙乙').runs).toEqual([0, 0]);
    expect(compareLetters('港口和港口', '港口').runs).toEqual([2, 2]);
  });

  it('finds nothing in common with nothing', () => {
    expect(compareLetters('', '港口')).toEqual({ alignment: 0, runs: [0, 0] });
    expect(compareLetters('港口', '')).toEqual({ alignment: 0, runs: [0, 0] });
  });

  it('aligns as the definition of the longest common subsequence does', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compareLetters(a, b).alignment).toBe(naiveAlignment(a, b));
      }),
    );
  });

  it('gives runs that are substrings of both, the longest first, and no run longer than the alignment', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { alignment, runs } = compareLetters(a, b);
        const [longest, second] = runs;
        expect(longest).toBeGreaterThanOrEqual(second);
        expect(alignment).toBeGreaterThanOrEqual(longest);
        expect(alignment).toBeLessThanOrEqual(Math.min(a.length, b.length));
        expect(longest + second).toBeLessThanOrEqual(a.length);
        for (const run of runs) {
          expect(run).not.toBe(1);
          expect(hasRun(a, b, run)).toBe(true);
        }
      }),
    );
  });

  it('aligns a text fully with any that contains it', () => {
    fc.assert(
      fc.property(text, few, few, (a, before, after) => {
        const { alignment, runs } = compareLetters(a, before + a + after);
        expect(alignment).toBe(a.length);
        expect(runs[0]).toBe(a.length < 2 ? 0 : a.length);
      }),
    );
  });

  it('looks at the first 150 letters of a question only, which bounds what one of a thousand costs', () => {
    const question = '港口'.repeat(500);
    const { alignment, runs } = compareLetters(question, question.repeat(10));
    expect(alignment).toBe(150);
    expect(runs).toEqual([150, 0]);
  });
});
