import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { unitEvidence } from '../../src/answering/units.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { foldString } from '../../src/text/fold.js';

const evidence = (question: string, sentence: string): 0 | 1 | null =>
  unitEvidence(foldString(sentence), understandQuestion(question));

describe('unitEvidence', () => {
  it.each([
    ['门票多少钱？', '成人票每张80元。', '展厅开放到晚上8点。'],
    ['进口的税率是多少？', '税率降到5%。', '税则有8500个税目。'],
    ['失業率是多少？', '失業率為百分之四。', '共有4個地區受影響。'],
    ['船期要多久？', '航行約12天。', '每艘載12箱。'],
    ['大桥有多长？', '全长55公里。', '耗时9年。'],
    ['他今年多少岁？', '他35岁。', '他有35本书。'],
    ['How much does it cost?', 'It costs 20 dollars.', 'There are 20 seats.'],
  ])('knows in what unit %s wants its number', (question, right, wrong) => {
    expect(evidence(question, right)).toBe(1);
    expect(evidence(question, wrong)).toBe(0);
  });

  it('says nothing where the question does not tell its unit, or asks for no number', () => {
    expect(evidence('有多少个部门？', '没有数字。')).toBeNull();
    expect(evidence('谁定的价格？', '没有数字。')).toBeNull();
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (question, sentence) => {
        expect([0, 1, null]).toContain(evidence(`${question}多少钱`, sentence));
      }),
    );
  });
});
