import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit, leadingLetters, leadingSentences } from '../../../src/discord/rendering/fit.js';
import { emphasise, plain } from '../../../src/discord/rendering/rich-text.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText } from '../../support/hostile-text.js';

const MARK = '…';

describe('fit', () => {
  it('gives a whole text that fits as it is', () => {
    expect(fit(plain('短句。'), { max: 3, mark: MARK, at: 'sentence' })).toBe('短句。');
  });

  it('gives as many whole sentences as fit, and a mark', () => {
    const text = plain('第一句在此。第二句也在。第三句放不下了。');
    expect(fit(text, { max: 14, mark: MARK, at: 'sentence' })).toBe('第一句在此。第二句也在。…');
  });

  it('cuts a first sentence that is too long between two letters', () => {
    const text = plain('a👨‍👩‍👧‍👦e\u0301很长的一句话');
    expect(fit(text, { max: 15, mark: MARK, at: 'sentence' })).toBe('a👨‍👩‍👧‍👦e\u0301…');
    expect(fit(text, { max: 10, mark: MARK, at: 'sentence' })).toBe('a…');
  });

  it('cuts through a letter that is too long itself', () => {
    expect(fit(plain(`e${'\u0301'.repeat(50)}`), { max: 5, mark: MARK, at: 'anywhere' })).toBe(
      'e\u0301\u0301\u0301…',
    );
  });

  it('closes bold text where it is cut', () => {
    const text = emphasise('一二三四五六七八九十', [{ start: 1, end: 9 }]);
    expect(fit(text, { max: 9, mark: MARK, at: 'anywhere' })).toBe('一**二三四**…');
  });

  it('stays within any limit and shows a beginning of the text, marked unless it is whole', () => {
    fc.assert(
      fc.property(
        endlessText(),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('sentence' as const, 'anywhere' as const),
        (text, max, at) => {
          const shown = fit(plain(text), { max, mark: MARK, at });
          expect(shown.length).toBeLessThanOrEqual(max);
          const read = readMarkdown(shown);
          expect(read.active).toEqual([]);
          if (read.text === text) return;
          expect(shown.endsWith(MARK)).toBe(true);
          expect(text.startsWith(read.text.slice(0, -MARK.length))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('leadingSentences', () => {
  it('takes whole sentences, or as many letters of the first as fit', () => {
    expect(leadingSentences('一。二二。三三三。', 5)).toBe('一。二二。');
    expect(leadingSentences('没有句号的一段话', 4)).toBe('没有句号');
    expect(leadingSentences('短。', 9)).toBe('短。');
    expect(leadingSentences('', 9)).toBe('');
  });
});

describe('leadingLetters', () => {
  it('takes no part of a letter', () => {
    expect(leadingLetters('ab👍🏽c', 4)).toBe('ab');
    expect(leadingLetters('ab👍🏽c', 6)).toBe('ab👍🏽');
  });
});
