import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { chooseRun, type RunOptions } from '../../src/answering/run.js';
import { scoredSentences } from './candidates.js';

const OPTIONS: RunOptions = { maxLength: 100, costPerUnit: 0.001 };

/** The run of a paragraph whose sentences have the given chances; the likeliest is the best. */
function run(paragraph: string, chances: readonly number[], options: Partial<RunOptions> = {}): string {
  const sketches = chances.map((probability) => ({ score: probability, probability }));
  const sentences = scoredSentences(paragraph, sketches);
  const { start, end } = chooseRun(sentences, { ...OPTIONS, ...options });
  return sentences[0]?.article.text.slice(start, end) ?? '';
}

const THREE = '第一句话。第二句话。第三句话。';

describe('chooseRun', () => {
  it('quotes a sentence alone of which the ranker is sure', () => {
    expect(run(THREE, [0, 1, 0])).toBe('第二句话。');
  });

  it('quotes neighbours together between which the ranker wavers', () => {
    expect(run(THREE, [0, 0.5, 0.5])).toBe('第二句话。第三句话。');
    expect(run(THREE, [0.3, 0.4, 0.3])).toBe(THREE);
  });

  it('weighs the chance that a sentence adds against its length', () => {
    expect(run(THREE, [0, 0.9, 0.1], { costPerUnit: 0.01 })).toBe('第二句话。第三句话。');
    expect(run(THREE, [0, 0.9, 0.1], { costPerUnit: 0.03 })).toBe('第二句话。');
  });

  it('reaches over a sentence that adds nothing to one that adds much', () => {
    expect(run(THREE, [0.5, 0, 0.4])).toBe(THREE);
  });

  it('looks at chances within the passage, not at how sure the passage is', () => {
    expect(run(THREE, [0, 0.02, 0.01])).toBe('第二句话。第三句话。');
  });

  it('is no longer than it may be', () => {
    expect(run(THREE, [0.3, 0.4, 0.3], { maxLength: 10 })).toBe('第二句话。第三句话。');
    expect(run(THREE, [0.3, 0.4, 0.3], { maxLength: 9 })).toBe('第二句话。');
  });

  it('keeps a sentence whole that is longer than that', () => {
    expect(run('这一句无论如何都要整句引用。短句。', [0.9, 0.1], { maxLength: 5 })).toBe(
      '这一句无论如何都要整句引用。',
    );
  });

  it('takes the sentence along that the first one leans on', () => {
    expect(run('银行加入了窗口。其中三家是外资。', [0, 1])).toBe('银行加入了窗口。其中三家是外资。');
    expect(run('船走了。此外有货。他还表示满意。', [0, 0, 1])).toBe('船走了。此外有货。他还表示满意。');
    expect(run('銀行加入了窗口。她說有三家是外資。', [0, 1])).toBe('銀行加入了窗口。她說有三家是外資。');
    expect(run('Banks joined. Of these three are foreign.', [0, 1])).toBe(
      'Banks joined. Of these three are foreign.',
    );
  });

  it('takes it only where both fit', () => {
    expect(run('银行加入了窗口。其中三家是外资。', [0, 1], { maxLength: 15 })).toBe('其中三家是外资。');
  });

  it('ends at a line break', () => {
    const long = '这一段只有一个句子，但句子够长，足以独自成引。';
    expect(run(`${long}\n另一段的句子。`, [0.6, 0.4])).toBe(long);
    expect(run(`${long}\n其中三家是外资。`, [0, 1])).toBe('其中三家是外资。');
  });

  it('goes on after a line break where a colon or a short line leads in', () => {
    const lead = '以下几家银行在去年年底之前陆续加入了这个电子窗口：';
    expect(run(`${lead}\n甲行和乙行。`, [0.5, 0.5])).toBe(`${lead}\n甲行和乙行。`);
    expect(run('加入的银行\n甲行和乙行。', [0.5, 0.5])).toBe('加入的银行\n甲行和乙行。');
  });

  it('is one of the sentences where no chance is left to tell them by', () => {
    expect(run(THREE, [0, 0, 0])).toBe('第一句话。');
  });

  it('holds the best sentence, in whole sentences, within its bound, whatever the passage', () => {
    const sentence = fc.constantFrom(
      '短。',
      '其中有三家。',
      '同时，船也走了。',
      '如下：\n',
      '够长的一个句子，足以独自成引，不必再添什么了。\n',
      '🚢🚢！',
      'He said so. ',
      '\n\n',
    );
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 12 }),
        fc.array(chance, { maxLength: 12 }),
        fc.nat(60),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        (parts, chances, maxLength, costPerUnit) => {
          const sketches = chances.map((probability) => ({ score: probability, probability }));
          const sentences = scoredSentences(`句子。${parts.join('')}`, sketches);
          const { start, end } = chooseRun(sentences, { maxLength, costPerUnit });
          const best = sentences.reduce((a, b) => (b.score > a.score ? b : a)).sentence;
          expect(start).toBeLessThanOrEqual(best.start);
          expect(end).toBeGreaterThanOrEqual(best.end);
          expect(sentences.map((each) => each.sentence.start)).toContain(start);
          expect(sentences.map((each) => each.sentence.end)).toContain(end);
          if (end - start > maxLength) expect({ start, end }).toEqual(best);
          for (const [i, { article, sentence: each }] of sentences.entries()) {
            const next = sentences[i + 1]?.sentence;
            if (each.start < start || next === undefined || next.end > end) continue;
            if (!article.text.slice(each.end, next.start).includes('\n')) continue;
            const before = article.text.slice(each.start, each.end);
            expect(before.length < 20 || before.endsWith('：'), `went on after “${before}”`).toBe(true);
          }
        },
      ),
    );
  });
});
