import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { markdownPieces } from '../../src/content/markdown-pieces.js';
import { markdownToHtml } from '../../src/content/markdown.js';
import { read } from './read-sample.js';

/** What must not be exceeded, code and head of a table that are taken up again included. */
const LONGEST = 70_000;

const BLOCKS = [
  '## 小标题\n\n',
  '正文的一段话，说了不少事情。[链接][甲]\n\n',
  '- 第一项\n- 第二项\n\n  第二项的下一段\n\n',
  '1. 其一\n\n2. 其二\n\n',
  '> 引文的一句话。\n\n',
  '| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n',
  '```js\nconst a = 1;\n\n# 不是标题\n```\n\n',
  '<div>\n\n标签里的话。\n\n</div>\n\n',
  '<!-- 看不见的话\n\n## 也看不见\n\n-->\n\n',
  '[甲]: https://a.example/x\n\n',
];

describe('markdownPieces', () => {
  it('leaves a text of ordinary length whole', () => {
    const text = BLOCKS.join('').repeat(100);
    expect(markdownPieces(text)).toEqual([text]);
  });

  it('changes nothing about how a long text reads', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...BLOCKS), { minLength: 20, maxLength: 40 }), (blocks) => {
        const page = blocks.join('');
        const copies = Math.ceil(150_000 / page.length);
        expect(markdownPieces(page.repeat(copies)).length).toBeGreaterThan(1);
        // Page by page, with the one definition that holds for all of them.
        const definition = '[甲]: https://a.example/x\n\n';
        const lines = (html: string): Set<string> =>
          new Set(html.replace(/<!--.*?-->|<[^>]*>/gsu, '\n').split(/\s*\n\s*/u));
        expect(lines(markdownToHtml(page.repeat(copies) + definition))).toEqual(lines(markdownToHtml(page + definition)));
      }),
      { numRuns: 15 },
    );
  });

  it('keeps all of the text, in pieces of bounded length', () => {
    const line = fc.oneof(fc.constantFrom(...BLOCKS), fc.string({ unit: 'grapheme' }), fc.constant('\n'));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 200_000 }), (lines, length) => {
        const unit = lines.join('') || ' ';
        const text = unit.repeat(Math.ceil(length / unit.length));
        const pieces = markdownPieces(text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(LONGEST);
        const bare = (part: string): string => part.replace(/[\s`~|:-]+/gu, '');
        if (!unit.includes('|')) expect(bare(pieces.join(''))).toBe(bare(text));
      }),
      { numRuns: 60 },
    );
  });

  it('takes up code and tables again that are longer than a piece', () => {
    const code = `\`\`\`\n${'let a = 1;\n'.repeat(15_000)}\`\`\`\n\n末尾。`;
    expect(read('a.md', code).blocks.map(({ kind }) => kind)).toEqual(['code', 'code', 'code', 'paragraph']);
    const table = `| 甲 | 乙 |\n|---|---|\n${'| 一 | 二 |\n'.repeat(15_000)}\n末尾。`;
    const kinds = read('a.md', table).blocks.map(({ kind }) => kind);
    expect(new Set(kinds.slice(0, -1))).toEqual(new Set(['table-row']));
    expect(kinds.length).toBeGreaterThan(15_000);
  });

  it('halves no character of a line without an end', () => {
    for (const piece of markdownPieces('a😀'.repeat(50_000))) expect(piece).not.toMatch(/\p{Surrogate}/u);
  });

  it('finds a definition that stands after its use', () => {
    const text = `[链接][甲]\n\n${'一段话说了一件事。\n\n'.repeat(10_000)}[甲]: https://a.example/x\n`;
    expect(markdownToHtml(text)).toContain('<a href="https://a.example/x">链接</a>');
  });

  it('reads a paragraph without an end in runs, and hardly any sign of markup as such where there is nothing else', () => {
    const sentence = '这句话里有**粗体**的字，也有别的字。';
    const html = markdownToHtml(sentence.repeat(1000));
    expect(html.split('<strong>粗体</strong>').length).toBeGreaterThan(990);
    expect(markdownToHtml('*'.repeat(1500) + 'a')).toContain('*'.repeat(1500));
  });
});
