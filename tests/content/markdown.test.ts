import { describe, expect, it } from 'vitest';

import { outline, read } from './read-sample.js';

describe('Markdown becomes clean text', () => {
  it('keeps the outline, lists, tables and code; links become their text', () => {
    const article = read(
      'a.md',
      `# 港口见闻

**集装箱**排列整齐，[数据](https://example.org/d)显示吞吐量增长。

## 自动化

- 无人集卡
- 远程岸桥

| 港口 | 箱量 |
| ---- | ---- |
| 甲港 | 100万 |

\`\`\`js
const a = 1;
\`\`\`

![岸桥作业](a.png)
`,
    );
    expect(article.title).toBe('港口见闻');
    expect(outline(article)).toEqual([
      'p 集装箱排列整齐，数据显示吞吐量增长。',
      'h2 自动化',
      'l 无人集卡',
      'l 远程岸桥',
      't 港口 | 箱量',
      't 甲港 | 100万',
      'c const a = 1;',
    ]);
    expect(article.captions).toEqual(['岸桥作业']);
  });

  it('reads HTML inside it', () => {
    const article = read('a.md', '# 标题\n\n<p><strong>某台消息</strong>：第一段。</p><p>第二段。<br></p>\n\n## 小标题\n\n<p>第三段。</p>');
    expect(outline(article)).toEqual(['p 某台消息：第一段。', 'p 第二段。', 'h2 小标题', 'p 第三段。']);
  });

  it('takes the link to the original for the address, not for text', () => {
    const article = read('a.md', '# 标题\n\n正文一段。\n\n[查看原文](https://example.org/1.html)\n');
    expect(article.text).toBe('正文一段。');
    expect(article.url).toBe('https://example.org/1.html');
  });

  it('has no address where its parts come from several pages', () => {
    const article = read('a.md', '# 日报\n\n甲。\n\n[查看原文](https://example.org/1)\n\n乙。\n\n[查看原文](https://example.org/2)');
    expect(article.text).toBe('甲。\n\n乙。');
    expect(article.url).toBeNull();
  });

  it('keeps lines that the writer ended, joins lines that were wrapped', () => {
    expect(outline(read('a.md', '# 题\n\n第一行。\n第二行。\n'))).toEqual(['p 第一行。', 'p 第二行。']);
    const wrapped = `# Ports

The port authority said on Tuesday that the new cranes had been tested and
would be put to work before the end of the year, earlier than planned, and
that the old ones would be sold.
`;
    expect(outline(read('a.md', wrapped))).toHaveLength(1);
  });

  it('does not take indented Chinese paragraphs for code', () => {
    expect(outline(read('a.md', '# 题\n\n    　　缩进的段落不是代码。\n'))).toEqual(['p 缩进的段落不是代码。']);
  });

  it('takes out the tags of Hexo', () => {
    expect(read('a.md', '# 题\n\n{% note info %}\n提示的话。\n{% endnote %}\n').text).toBe('提示的话。');
  });

  it('survives quotes and lists that are nested without end', () => {
    expect(read('a.md', `# 题\n\n${'>'.repeat(50_000)} 引文。\n\n正文。`).text).toContain('正文。');
    const list = Array.from({ length: 500 }, (_, i) => `${' '.repeat(i * 2)}- 第${i}层`).join('\n');
    expect(read('a.md', `# 题\n\n${list}`).text).toContain('第499层');
  });
});
