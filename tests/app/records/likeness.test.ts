import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupAlike } from '../../../src/app/records/likeness.js';

function group(questions: readonly string[], threshold?: number): number[][] {
  const work = groupAlike(questions, threshold);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

describe('groupAlike', () => {
  it.each([
    ['什么是跨境电商？', '跨境电商是什么意思'],
    ['AEO互认的国家有多少个', '有多少国家和AEO互认？'],
    ['怎么申请出口退税', '出口退稅如何申請？'],
    ['出口退税怎样办理', '怎么办理出口退税手续'],
    ['海外仓租金多少钱一天', '海外仓一天的租金是多少'],
    ['中欧班列从哪里出发', '中欧班列的出发地是哪里？'],
    ['进口牛肉要检疫证书吗', '进口牛肉是否需要检疫证书'],
    ['最新的关税税率是多少', '现在关税税率多少'],
    ['保税区和自贸区有什么区别', '自贸区与保税区的区别'],
    ['TIR运输是什么', '什么叫TIR运输？'],
    ['where is the pier', 'Where can I find the pier?'],
    ['how do I apply for a licence', 'How can one apply for the licence?'],
  ])('joins “%s” and “%s”', (a, b) => {
    expect(group([a, b])).toEqual([[0, 1]]);
  });

  it.each([
    ['关税是什么', '增值税是什么'],
    ['深圳到洛杉矶海运要几天', '深圳到鹿特丹海运要几天'],
    ['2023年进口额是多少', '2024年进口额是多少'],
    ['渔市几点开门', '灯塔几点亮'],
    ['出口退税怎么申请', '出口许可证怎么申请'],
    ['中欧班列多久到', '中老铁路多久到'],
    ['where is the pier', 'where is the market'],
    ['进口牛肉要检疫吗', '进口大豆要检疫吗'],
  ])('keeps “%s” and “%s” apart', (a, b) => {
    expect(group([a, b])).toEqual([[0], [1]]);
  });

  it('joins what is alike in a chain', () => {
    const chain = ['甲乙丙丁戊己', '乙丙丁戊己庚', '丙丁戊己庚辛'];
    expect(group([chain[0] ?? '', chain[2] ?? ''])).toHaveLength(2);
    expect(group(chain)).toEqual([[0, 1, 2]]);
  });

  it('finds every pair that comparing all of them would, and puts each question into one group', () => {
    const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '丁', ' a', ' b', ' 7'), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 12 }),
        fc.constantFrom(0.3, 0.55, 0.9, 1),
        (texts, threshold) => {
          const groups = group(texts, threshold);
          expect(groups.flat().sort((a, b) => a - b)).toEqual([...texts.keys()]);
          for (const [i, a] of texts.entries()) {
            for (const [j, b] of texts.entries()) {
              const alike = group([a, b], threshold).length === 1;
              if (i < j && alike) expect(groups.find((one) => one.includes(i))).toContain(j);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes anything, and yields after each step', () => {
    const questions = ['', '？？', '\ud800', 'a'.repeat(5000), '港'.repeat(5000)];
    let steps = 0;
    const work = groupAlike(questions);
    while (work.next().done !== true) steps++;
    expect(steps).toBe(2 * questions.length);
  });

  it('copes with five thousand that are all alike', () => {
    const questions = Array.from(
      { length: 5000 },
      (_, i) => `港口夜间靠泊货轮数量${String.fromCharCode(0x4e00 + i)}`,
    );
    expect(group(questions)).toHaveLength(1);
  });
});
