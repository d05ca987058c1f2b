import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { matchSlot, readSlot, type SlotContext } from '../../src/answering/slot-context.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { hostileText } from '../support/hostile-text.js';

function slotOf(text: string): SlotContext & { readonly letters: ReadonlySet<string> } {
  const question = understandQuestion(text);
  const weights = new Map(question.terms.map((term) => [term, 1]));
  return { ...readSlot(question, { weights, total: weights.size }), letters: new Set(question.folded) };
}

function matched(question: string, sentence: string): ReturnType<typeof matchSlot> {
  const slot = slotOf(question);
  return matchSlot(sentence, slot, slot.letters);
}

describe('readSlot', () => {
  it('reads what stands on either side of the interrogative, without particles, copulas and measure words', () => {
    expect(slotOf('灯塔的守护者是谁？')).toMatchObject({ before: '灯塔的守护者', after: '' });
    expect(slotOf('灯塔由哪个部门管理？')).toMatchObject({ before: '灯塔', after: '部门管理' });
    expect(slotOf('有多少个单位加入？')).toMatchObject({ before: '', after: '单位加入' });
  });

  it('looks no further than a mark', () => {
    expect(slotOf('谁，在灯塔？')).toMatchObject({ before: '', after: '' });
  });

  it('weighs the terms nearest to the interrogative most', () => {
    const { weights, total } = slotOf('白塔镇的渡轮每天开往哪座小岛？').near;
    const weight = (term: string): number => weights.get(term) ?? 0;
    expect(weight('小岛')).toBeGreaterThan(weight('渡轮'));
    expect(weight('渡轮')).toBeGreaterThan(weight('白塔'));
    expect(weight('白塔')).toBeGreaterThan(0);
    expect(weights.has('岛')).toBe(false);
    expect(total).toBeCloseTo([...weights.values()].reduce((a, b) => a + b, 0));
  });

  it('counts a term that stands twice by its nearer place', () => {
    const { weights } = slotOf('渡轮和小船里渡轮有多快？').near;
    expect(weights.get('渡轮')).toBeGreaterThan(weights.get('小船') ?? Infinity);
  });

  it('is empty where nothing is asked by a word', () => {
    expect(slotOf('渡轮开通')).toMatchObject({ near: { total: 0 }, before: '', after: '' });
  });
});

describe('matchSlot', () => {
  it('counts the letters after the interrogative that a sentence has in one run', () => {
    expect(matched('有多少个单位加入？', '共31个单位加入。').after).toBe(4 / 6);
    expect(matched('有多少个单位加入？', '共31个单位。').after).toBe(2 / 6);
    expect(matched('有多少个单位加入？', '加入很久了。').after).toBe(0);
  });

  it('counts new letters behind what stands before the interrogative', () => {
    expect(matched('灯塔的守护者是谁？', '灯塔的守护者名叫阿海已有十年之久').beside).toBe(1);
    expect(matched('灯塔的守护者是谁？', '守护者名叫阿海').beside).toBe(0.4);
    expect(matched('灯塔的守护者是谁？', '阿海在灯塔').beside).toBe(0);
    expect(matched('灯塔的守护者是谁？', '别的事情').beside).toBe(0);
  });

  it('stays within 0 and 1, whatever is asked and whatever is read', () => {
    const question = fc.tuple(
      hostileText(8),
      fc.constantFrom('谁', '多少', '哪个', '何时', ''),
      hostileText(8),
    );
    fc.assert(
      fc.property(question, hostileText(), (parts, sentence) => {
        const slot = slotOf(parts.join(''));
        for (const share of Object.values(matchSlot(sentence, slot, slot.letters))) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
