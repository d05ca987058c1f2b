import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { chunkArticle } from '../../src/content/chunk.js';
import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';
import { outline, read } from './read-sample.js';

/** What every article keeps, whatever it was read from. */
function expectSound(article: Article): void {
  const { text, blocks, sections, captions, title } = article;
  let end = 0;
  for (const block of blocks) {
    expect(block.start).toBeGreaterThanOrEqual(end);
    expect(block.end).toBeGreaterThan(block.start);
    end = block.end;
    expect(block.level === undefined).toBe(block.kind !== 'heading');
  }
  expect(end).toBe(text.length);
  for (const section of sections) {
    expect(text.slice(section.start).startsWith(section.heading)).toBe(true);
    expect(section.headingPath.at(-1)).toBe(section.heading);
    expect(section.end).toBeLessThanOrEqual(text.length);
  }
  for (const part of [text, title, ...captions]) expect(part).not.toMatch(/\0|\p{Surrogate}/u);
  expect(title.trim()).not.toBe('');
  expect(text.trim()).not.toBe('');
  chunkArticle(article);
}

/** Fragments that mean something to one format or another. */
const FRAGMENT = fc.constantFrom(
  ...['---\n', 'title: 题\n', 'date: 2024-01-01\n', '<div>', '</div>', '<p>', '<h1>', '</h1>', '<!--', '-->'],
  ...['<table><tr><td>', '<li>', '<br>', '<b>', '<a href="x">', '&#0;', '&#xD800;', '&lt;', '<script>', '<pre>'],
  ...['# ', '## ', '- ', '> ', '```\n', '[甲](乙)', '![丙](丁)', '|a|b|\n', '|-|-|\n', '**', '    ', '\n', '\n\n'],
  ...['正文的一句话。', '短标题', '2024年7月31日', '8月25日', '今年', '来源：某报', '记者 张三', '版权声明\n', '未经授权不得转载'],
  ...['English text.', '\u3000', '\u00A0', '\uFEFF', '\0', '\uD800', '😀', '\u202E', '\r\n', '二维码', '责任编辑：某'],
);
const PATH = fc.constantFrom('a.md', 'b.txt', 'c.html', '目录/d.htm', 'E.MARKDOWN', '2024-01-02.txt');

describe('readArticle', () => {
  it('never throws and gives sound articles, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(FRAGMENT, fc.string()), { maxLength: 60 }), PATH, (pieces, path) => {
        const result = readArticle(path, Buffer.from(pieces.join('')), DEFAULT_READ_OPTIONS);
        if ('article' in result) expectSound(result.article);
        else expect(result.skipped.reason).toMatch(/^\S.*\.$/su);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws and gives sound articles, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), PATH, (bytes, path) => {
        const result = readArticle(path, bytes, DEFAULT_READ_OPTIONS);
        if ('article' in result) expectSound(result.article);
        else expect(result.skipped.path).toBe(path);
      }),
      { numRuns: 300 },
    );
  });

  it('gives equal articles for equal bytes, and others for another path', () => {
    const text = '# 题目\n\n正文一段。\n';
    expect(read('a.md', text)).toEqual(read('a.md', text));
    expect(read('a.md', text).id).toMatch(/^[0-9a-f]{12}$/);
    expect(read('b.md', text).id).not.toBe(read('a.md', text).id);
    expect(read('a.md', `${text}更多。`).contentHash).not.toBe(read('a.md', text).contentHash);
  });

  it.each([
    ['empty', ''],
    ['empty', ' \n\u3000\n'],
    ['no-text', '---\ntitle: 题\n---\n'],
    ['no-text', '<div><img src="a.png"><script>x</script></div>'],
  ])('skips a file with the reason `%s`', (code, content) => {
    expect(readArticle('a.md', Buffer.from(content), DEFAULT_READ_OPTIONS)).toMatchObject({
      skipped: { path: 'a.md', code },
    });
  });

  it('skips a file that is too large, naming both sizes', () => {
    const result = readArticle('a.md', Buffer.alloc(11), { ...DEFAULT_READ_OPTIONS, maxFileBytes: 10 });
    expect(result).toMatchObject({ skipped: { code: 'too-large' } });
    expect('skipped' in result && result.skipped.reason).toMatch(/11 bytes.*10 allowed/);
  });

  it('lets the content decide rather than the extension', () => {
    const html = '<div>\n\n    <p>第一段在这里。</p>\n\n    <p>第二段在这里。</p>\n</div>';
    for (const path of ['a.html', 'a.txt', 'a.md']) {
      expect(outline(read(path, html))).toEqual(['p 第一段在这里。', 'p 第二段在这里。']);
    }
    expect(outline(read('a.txt', '# 题目\n\n## 小标题\n\n正文一段。'))).toEqual(['h2 小标题', 'p 正文一段。']);
    expect(read('a.txt', '如果 a<b 且 c>d，则结论成立。').text).toBe('如果 a<b 且 c>d，则结论成立。');
  });

  it('keeps a text that consists of its title', () => {
    expect(read('a.html', '<h1>只有一个标题</h1>')).toMatchObject({ title: '只有一个标题', text: '只有一个标题' });
  });

  it('nests sections', () => {
    const article = read('a.md', '# 题\n\n开头。\n\n## 甲\n\n一。\n\n### 甲一\n\n二。\n\n## 乙\n\n三。');
    const parts = article.sections.map(({ start, end }) => article.text.slice(start, end));
    expect(parts).toEqual(['甲\n\n一。\n\n甲一\n\n二。', '甲一\n\n二。', '乙\n\n三。']);
  });
});
