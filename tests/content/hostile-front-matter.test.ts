import { describe, expect, it } from 'vitest';

import { splitFrontMatter } from '../../src/content/front-matter.js';
import { read } from './read-sample.js';

const executed = globalThis as { executedByFrontMatter?: boolean };
const PROGRAM = '(globalThis.executedByFrontMatter = true)';

describe('front matter of strangers', () => {
  it.each(['js', 'JS', 'javascript', 'JavaScript', 'coffee', 'coffeescript', 'cson', 'Coffee', ' js', 'json', 'node', 'toml'])(
    'is never run as a program: ---%s',
    (language) => {
      for (const program of [`{ title: ${PROGRAM} }`, `title: ${PROGRAM}`, `module.exports = ${PROGRAM}`]) {
        const article = read('a.md', `---${language}\n${program}\n---\n\n正文一段。\n`);
        expect(article.text).toContain('正文一段。');
        expect(article.title).not.toBe('true');
      }
      expect(executed.executedByFrontMatter).toBeUndefined();
    },
  );

  it.each(['!!js/function', '!!js/regexp', '!!js/undefined', '!!python/object/apply:os.system', '!<tag:yaml.org,2002:js/function>'])(
    'makes no object of the tag %s',
    (tag) => {
      const { data } = splitFrontMatter(`---\ntitle: ${tag} "function () { ${PROGRAM} }"\n---\n正文。\n`);
      expect(data).toBeNull();
      expect(executed.executedByFrontMatter).toBeUndefined();
    },
  );

  it('takes no other delimiters, and changes no prototype', () => {
    expect(splitFrontMatter(`;;;js\n{ title: ${PROGRAM} }\n;;;\n正文。\n`).data).toBeNull();
    read('a.md', '---\n__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\ntitle: 题\n---\n正文。\n');
    read('a.md', '---json\n{"__proto__": {"polluted": true}, "title": "题"}\n---\n正文。\n');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(['a', '甲', '😀', '.', '-'])('refuses anchors that multiply, whatever they are called: &%s', (name) => {
    const lines = Array.from({ length: 40 }, (_, i) =>
      i === 0 ? `a0: &${name}0 [x,x]` : `a${i}: &${name}${i} [*${name}${i - 1} ,*${name}${i - 1} ]`,
    );
    const { data, warning } = splitFrontMatter(`---\n${lines.join('\n')}\n---\n正文。\n`);
    expect(data).toBeNull();
    expect(warning).toContain('anchors');
  });

  it.each([2, 3, 4, 8])('reads as many anchors as it takes, each referred to %i times, in bounds', (times) => {
    const levels = Math.floor(30 / times);
    for (const list of [(refs: string) => `[${refs}]`, (refs: string) => `{<<: [${refs}], k: v}`]) {
      const lines = Array.from({ length: levels }, (_, i) => {
        const refs = Array.from({ length: times }, () => (i === 0 ? '{x: y}' : `*a${i - 1} `)).join(', ');
        return `a${i}: &a${i} ${list(refs)}`;
      });
      const names = ['title', 'author', 'categories', 'source'].map((name, i) => `${name}: *a${levels - 1 - i} `);
      const article = read('a.md', `---\n${[...lines, names[0]].join('\n')}\n---\n正文。\n`);
      expect(article.text).toBe('正文。');
      expect(article.title.length).toBeLessThanOrEqual(300);
      const { categories } = read('a.md', `---\n${[...lines, names[2]].join('\n')}\n---\n正文。\n`);
      expect(categories.length).toBeLessThanOrEqual(20);
    }
  });

  it('takes no address or emphasis for an anchor', () => {
    const address = `https://a.example/?${Array.from({ length: 50 }, (_, i) => `k${i}=${i}`).join('&')}`;
    expect(splitFrontMatter(`---\ntitle: 题*目*\nurl: ${address}\n---\n正文。\n`).data).toMatchObject({ url: address });
  });
});
