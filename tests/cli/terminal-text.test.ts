import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { createPainter, cutToColumns, printable, printableLine, table } from '../../src/cli/terminal-text.js';

describe('printable', () => {
  it('shows control characters instead of obeying them', () => {
    expect(printable('a\u001b[31mred\u0007\u007f\u0000')).toBe('a␛[31mred␇␡␀');
  });

  it('takes away what turns the direction of writing, and the C1 controls', () => {
    expect(printable('a\u202eb\u2066c\u200fd\u009b31m\ufeff')).toBe('a\ufffdb\ufffdc\ufffdd\ufffd31m\ufffd');
  });

  it('leaves Chinese, emoji sequences, line breaks and tabs as they are', () => {
    const text = '海关，“AEO”\n\t👨‍👩‍👧 １２％';
    expect(printable(text)).toBe(text);
  });

  it('keeps every offset and leaves nothing that a terminal obeys, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = printable(text);
        expect(shown).toHaveLength(text.length);
        expect(shown).not.toMatch(/[^\P{Cc}\n\t]|\p{Bidi_Control}/u);
      }),
    );
  });

  it('can be kept on one line', () => {
    expect(printableLine('a\r\nb\tc\u001b')).toBe('a b c␛');
  });
});

describe('createPainter', () => {
  it('marks text up, or leaves it as it is', () => {
    expect(createPainter(true).strong('是')).toBe('\u001b[1m是\u001b[22m');
    expect(createPainter(true).bad('')).toBe('');
    expect(createPainter(false).strong('是')).toBe('是');
  });
});

describe('cutToColumns', () => {
  it('counts Chinese characters as two columns', () => {
    expect(cutToColumns('跨境电商', 8)).toBe('跨境电商');
    expect(cutToColumns('跨境电商平台', 8)).toBe('跨境电…');
    expect(cutToColumns('customs', 4)).toBe('cus…');
  });

  it('never exceeds the columns, and never parts a character from its marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, columns) => {
        expect(stringWidth(cutToColumns(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
    expect(cutToColumns('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 4)).toBe('👨‍👩‍👧…');
  });
});

describe('table', () => {
  it('aligns columns by what is seen, not by what is counted', () => {
    const lines = table(
      [{ heading: 'ID' }, { heading: '标题', maxColumns: 10 }, { heading: '字数', align: 'right' }],
      [
        ['1', '海关总署公告全文', '1200'],
        ['22', 'Trade\nnews', '7'],
      ],
    );
    expect(lines).toEqual(['ID  标题        字数', '1   海关总署…   1200', '22  Trade news     7']);
    expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
  });
});
