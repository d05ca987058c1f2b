import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitSentences } from '../../src/text/sentences.js';

const sentences = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it('ends a sentence after Chinese end marks and the quotation marks that close there', () => {
    expect(sentences('货到了。“真快！”他说。是吗？')).toEqual(['货到了。', '“真快！”', '他说。', '是吗？']);
  });

  it('keeps the two sides of a semicolon together', () => {
    expect(sentences('出口增长；进口下降。')).toEqual(['出口增长；进口下降。']);
  });

  it('ends a sentence at a line break', () => {
    expect(sentences('小标题\n第一句。')).toEqual(['小标题', '第一句。']);
  });

  it('does not end one inside a number, an abbreviation or an address', () => {
    expect(sentences('It rose 3.5 percent. Dr. Li of example.com agreed.')).toEqual([
      'It rose 3.5 percent.',
      'Dr. Li of example.com agreed.',
    ]);
  });

  it('takes several end marks as one', () => {
    expect(sentences('真的吗？！后来……没有了。')).toEqual(['真的吗？！', '后来……', '没有了。']);
  });

  it('looks at the span only, and counts offsets in the whole text', () => {
    const text = '甲。乙。丙。';
    expect(splitSentences(text, { start: 2, end: 4 })).toEqual([{ start: 2, end: 4 }]);
  });

  it('covers every character but white space exactly once, in order, whatever comes in', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('。', '！', '？', '…', '“', '”', '\n', ' ', '.', '!', 'a', '甲', '1'),
        fc.string({ maxLength: 2 }),
      ),
    });
    fc.assert(
      fc.property(text, (input) => {
        const spans = splitSentences(input);
        let at = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(input.slice(at, start).trim()).toBe('');
          expect(input.slice(start, end).trim()).toBe(input.slice(start, end));
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(input.slice(at).trim()).toBe('');
      }),
    );
  });
});
