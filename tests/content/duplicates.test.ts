import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findDuplicates } from './find-duplicates.js';
import type { Article } from '../../src/domain/article.js';
import { read } from './read-sample.js';

const sample = read('sample.txt', '占位的正文。');
const article = (path: string, text: string): Article => ({ ...sample, path, text });

/** A text of `sentences` sentences of which no two are alike; equal for equal seeds. */
function prose(sentences: number, seed: number): string {
  return Array.from({ length: sentences }, (_, i) => {
    const numbers = Array.from({ length: 6 }, (__, j) => ((seed + 1) * 7919 + i * 104_729 + j * 1299) % 20_000);
    return `${numbers.map((number) => String.fromCharCode(0x4e00 + number)).join('')}。`;
  }).join('');
}

describe('DuplicateFinder', () => {
  it('finds texts that are equal but for white space, each with the first', () => {
    const found = findDuplicates([
      article('a.md', '第一段。\n\n第二段。'),
      article('b.md', '别的文章。'),
      article('c.md', '第一段。 第二段。'),
      article('d.md', '第一段。第二段。'),
    ]);
    expect(found.exact).toEqual([
      { path: 'c.md', of: 'a.md' },
      { path: 'd.md', of: 'a.md' },
    ]);
  });

  it('finds a text of which one sentence in twenty differs', () => {
    const text = prose(100, 1);
    const changed = text.split('。').map((sentence, i) => (i % 20 === 7 ? '换成另一句话' : sentence)).join('。');
    const { near, exact } = findDuplicates([article('a.md', text), article('x.md', prose(100, 50)), article('b.md', changed)]);
    expect(exact).toEqual([]);
    expect(near).toEqual([{ path: 'b.md', of: 'a.md', similarity: expect.closeTo(0.9, 1) as number }]);
  });

  it('takes Traditional and Simplified script for the same', () => {
    const { near } = findDuplicates([
      article('a.md', '港口今年新增航线十条，覆盖二十个国家，通关时间缩短一半。'),
      article('b.md', '港口今年新增航線十條，覆蓋二十個國家，通關時間縮短一半。'),
    ]);
    expect(near).toEqual([{ path: 'b.md', of: 'a.md', similarity: 1 }]);
  });

  it('does not take different texts for near duplicates, short ones included', () => {
    const texts = ['短文一。', '另一篇。', '甲', '乙', '', prose(3, 1), prose(3, 2), prose(200, 3), prose(200, 4)];
    const found = findDuplicates(texts.map((text, i) => article(`${i}.md`, text)));
    expect(found).toEqual({ exact: [], near: [] });
  });

  it('estimates the similarity of texts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25 }), (replaced) => {
        const own = prose(200, 1).split('。');
        const other = prose(200, 99).split('。');
        const mixed = own.map((sentence, i) => (i < replaced ? (other[i] ?? '') : sentence)).join('。');
        const { near, exact } = findDuplicates([article('a.md', own.join('。')), article('b.md', mixed)]);
        if (replaced === 0) expect(exact).toHaveLength(1);
        else expect(near[0]?.similarity).toBeCloseTo((200 - replaced) / (200 + replaced), 0.3);
      }),
    );
  });

  it('gives the same for the same articles', () => {
    const articles = Array.from({ length: 30 }, (_, i) => article(`${i}.md`, prose(20, i % 7)));
    expect(findDuplicates(articles)).toEqual(findDuplicates(articles));
  });
});
