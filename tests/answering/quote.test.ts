import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findHighlights, makeQuote } from '../../src/answering/quote.js';
import { analyse } from '../../src/text/analyse.js';

describe('findHighlights', () => {
  it('marks what matches as written, with scripts and widths folded', () => {
    const text = '國際ＡＥＯ互認';
    expect(
      findHighlights(text, new Set(['aeo', '互认'])).map(({ start, end }) => text.slice(start, end)),
    ).toEqual(['ＡＥＯ互認']);
  });

  it('marks a number only as a whole', () => {
    expect(findHighlights('2018年有18个', new Set(['18']))).toEqual([{ start: 6, end: 8 }]);
  });

  it('marks numbers and words in whatever form they are written', () => {
    const text = '出口三万五千吨，Ports 两座';
    const marked = findHighlights(text, new Set(analyse('3.5萬噸的port')));
    expect(marked.map(({ start, end }) => text.slice(start, end))).toEqual(['三万五千吨', 'Ports']);
  });

  it('gives spans in order without overlap, whatever comes in', () => {
    const term = fc.string({
      unit: fc.constantFrom('海', '关', '年', '1', '2', 'a'),
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(term), (noise, terms) => {
        const text = `${noise}${terms.join('')}`;
        let at = -1;
        for (const { start, end } of findHighlights(text, new Set(terms))) {
          expect(start).toBeGreaterThan(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          at = end;
        }
      }),
    );
  });
});

describe('makeQuote', () => {
  it('joins its pieces, each an exact span, by an ellipsis', () => {
    const spans = [
      { start: 0, end: 2 },
      { start: 4, end: 6 },
    ];
    const quote = makeQuote('甲。乙。丙。', spans, new Set());
    expect(quote).toEqual({
      text: '甲。……丙。',
      pieces: [
        { start: 0, end: 2, text: '甲。' },
        { start: 4, end: 6, text: '丙。' },
      ],
      highlights: [],
    });
  });
});
