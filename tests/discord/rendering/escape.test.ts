import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, plainLine } from '../../../src/discord/rendering/escape.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { hostileText } from '../../support/hostile-text.js';

describe('escapeMarkdown', () => {
  it('gives a text from which the original can be read back', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(readMarkdown(escapeMarkdown(text)).text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing that has an effect on Discord', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(readMarkdown(escapeMarkdown(text)).active).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['@everyone', '\\@everyone'],
    ['<@123>', '\\<\\@123>'],
    ['https://a.example', 'https\\://a.example'],
    [':smile:', '\\:smile:'],
    ['# 标题', '\\# 标题'],
    ['1. 第一', '1\\. 第一'],
    ['a_b*c', 'a\\_b\\*c'],
  ])('takes the effect out of %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it.each(['2024-07-31 08:30', '3.5 万', 'C# 与 1>0', '（推断）', 'a - b', '👨‍👩‍👧 🏳️‍🌈 👍🏽 1️⃣', '葛󠄀'])(
    'leaves %j as it is',
    (text) => {
      expect(escapeMarkdown(text)).toBe(text);
    },
  );

  it.each([
    ['a\u202eb', 'a⟦U+202E⟧b'],
    ['a\u200bb', 'a⟦U+200B⟧b'],
    ['a\u200db', 'a⟦U+200D⟧b'],
    ['a\u0000b', 'a⟦U+0000⟧b'],
    ['a\ud800b', 'a⟦U+D800⟧b'],
    ['a\u{e0041}b', 'a⟦U+E0041⟧b'],
  ])('names what cannot be seen in %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('leaves the marks that letters have, and names those that are piled up on them', () => {
    const letter = 'e\u0301\u0323\u0327';
    expect(escapeMarkdown(letter)).toBe(letter);
    expect(escapeMarkdown(`a${'\u0301'.repeat(10)}b`)).toBe(`a${'\u0301'.repeat(8)}⟦U+0301⟧⟦U+0301⟧b`);
  });

  it('tells a name that stands in the text from one that it gave', () => {
    expect(escapeMarkdown('⟦U+202E⟧')).toBe('\\⟦U+202E⟧');
  });

  it('takes time in proportion to the length of the text', () => {
    for (const text of [
      ' '.repeat(200_000),
      ':a'.repeat(100_000),
      '\n'.repeat(200_000),
      ' -'.repeat(100_000),
    ]) {
      expect(escapeMarkdown(text).length).toBeGreaterThanOrEqual(text.length);
    }
  });
});

describe('plainLine', () => {
  it('has neither line breaks nor anything that cannot be seen', () => {
    expect(plainLine(' a\n\tb\u202ec  d ')).toBe('a b⟦U+202E⟧c d');
  });
});
