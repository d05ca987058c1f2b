import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findHighlights, growQuote, makeQuote } from '../../src/answering/quote.js';
import type { ScoredCandidate } from '../../src/answering/ranker.js';
import { splitSentences } from '../../src/text/sentences.js';
import { sketchArticle } from '../support/fake-articles.js';

/** The sentences of a paragraph as candidates, scored as given. */
function candidates(paragraph: string, scores: readonly number[]): ScoredCandidate[] {
  const article = sketchArticle({ path: 'a.md', title: '题', parts: [{ heading: null, paragraph }] });
  const sentences = splitSentences(article.text);
  const passage = { articleId: article.id, start: 0, end: article.text.length, headingPath: [], sentences };
  return sentences.map((sentence, index) => ({
    article,
    passageId: 0,
    passage,
    ranked: { id: 0, score: 1, lexicalScore: 1, cosine: null },
    index,
    sentence,
    features: {},
    score: scores[index] ?? 0,
    probability: 0,
  }));
}

function grown(paragraph: string, scores: readonly number[], maxLength: number): string {
  const all = candidates(paragraph, scores);
  const best = all.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined) throw new Error('no sentence');
  const { start, end } = growQuote(best, all, { maxLength });
  return best.article.text.slice(start, end);
}

describe('growQuote', () => {
  it('quotes the best sentence alone where nothing more fits', () => {
    expect(grown('第一句话。第二句话。第三句话。', [1, 3, 2], 5)).toBe('第二句话。');
  });

  it('grows by the better neighbour first', () => {
    expect(grown('第一句话。第二句话。第三句话。', [1, 3, 2], 10)).toBe('第二句话。第三句话。');
  });

  it('takes the sentence before one that leans on it', () => {
    expect(grown('银行加入了窗口。其中三家是外资。名单会公布。', [0, 3, 2], 16)).toBe(
      '银行加入了窗口。其中三家是外资。',
    );
  });

  it('stays in its paragraph unless it is short', () => {
    const long = '这一段只有一个句子，但句子够长，足以独自成引。';
    expect(grown(`${long}\n另一段的句子。`, [3, 2], 100)).toBe(long);
    expect(grown('答案如下。\n另一段的句子。', [3, 2], 100)).toBe('答案如下。\n另一段的句子。');
  });

  it('keeps a sentence whole that is longer than the bound', () => {
    expect(grown('这一句无论如何都要整句引用。短句。', [3, 1], 5)).toBe('这一句无论如何都要整句引用。');
  });
});

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
