import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../src/discord/rendering/escape.js';
import { fitEntries, leadingLines } from '../../../src/discord/rendering/listing.js';

describe('fitEntries', () => {
  it('gives as many of the first entries as fit, and no more than fit', () => {
    const entries = fc.array(fc.string({ unit: fc.constantFrom('*', 'a', '。', '\u202e') }));
    fc.assert(
      fc.property(entries, fc.integer({ min: 0, max: 400 }), (all, max) => {
        const lengthOf = (lines: readonly string[]): number =>
          lines.reduce((sum, line) => sum + escapeMarkdown(line).length + 1, 0);
        const shown = fitEntries(all, max);
        expect(lengthOf(shown)).toBeLessThanOrEqual(max);
        const next = fitEntries(all, 1e6)[shown.length];
        if (next !== undefined) expect(lengthOf([...shown, next])).toBeGreaterThan(max);
      }),
    );
  });

  it('cuts one that would take the others’ room', () => {
    expect(fitEntries(['x'.repeat(1000), 'y'], 4000)).toEqual([`• ${'x'.repeat(300)}…`, '• y']);
  });
});

describe('leadingLines', () => {
  it('counts the entries that there is room for', () => {
    expect(leadingLines(['港口', 'b', 'c'], 9)).toEqual({ text: '港口\nb\n', lines: 2 });
    expect(leadingLines(['\ud800'], 9)).toEqual({ text: '\ufffd\n', lines: 1 });
  });
});
