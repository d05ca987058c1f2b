import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeQuestion } from '../../src/answering/follow-up.js';
import { foldString } from '../../src/text/fold.js';

/** A question after another one. */
interface FollowUp {
  /** `dev` was tuned on; `held-out` was written before and measured after it; `second` was tuned on at the end. */
  readonly set: 'dev' | 'held-out' | 'second';
  readonly language: string;
  readonly previous: string;
  readonly question: string;
  /** The wordings that are right; `null` for a question that stands by itself. */
  readonly completed: readonly string[] | null;
}

const followUps = readFileSync(path.join(import.meta.dirname, 'follow-ups.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as FollowUp);

function comparable(text: string): string {
  return foldString(text).replace(/[\p{P}\s]/gu, '');
}

function isRight({ previous, question, completed }: FollowUp): boolean {
  const { text, kind } = completeQuestion(question, previous);
  if (completed === null) return kind === null && text === question;
  return kind !== null && completed.some((right) => comparable(right) === comparable(text));
}

function shareRight(among: readonly FollowUp[]): number {
  return among.filter(isRight).length / among.length;
}

describe('completeQuestion', () => {
  it.each([
    ['dev', 0.97],
    ['held-out', 0.97],
    ['second', 0.94],
  ] as const)('completes the %s follow-ups as a reader would: at least %d', (set, floor) => {
    const among = followUps.filter((followUp) => followUp.set === set);
    const wrong = among.filter((followUp) => !isRight(followUp));
    const shown = wrong.map(({ previous, question }) => completeQuestion(question, previous).text);
    expect(shareRight(among), shown.join('\n')).toBeGreaterThanOrEqual(floor);
  });

  it('leaves every question alone that changes the topic', () => {
    const changed = followUps.filter(
      ({ completed, ...pair }) => completed === null && !isRight({ completed, ...pair }),
    );
    expect(changed).toEqual([]);
  });

  it('leaves a question with a subject of its own alone, whatever was asked before', () => {
    const selfContained = [...new Set(followUps.map(({ previous }) => previous))].filter(
      (question) => !/這項|这座|這座/u.test(question),
    );
    for (const question of selfContained) {
      for (const previous of selfContained) {
        expect(completeQuestion(question, previous)).toEqual({ text: question, kind: null });
      }
    }
  });

  it.each([
    ['那2021年呢？', 'slot'],
    ['为什么？', 'interrogative'],
    ['还有哪些？', 'more'],
    ['它什么时候上线？', 'reference'],
  ] as const)('says of “%s” how it leans: %s', (question, kind) => {
    expect(completeQuestion(question, '水库调度系统管着几座闸门？').kind).toBe(kind);
  });

  it('completes a follow-up of a follow-up', () => {
    const year = completeQuestion('那2021年呢？', '2023年粤东港口靠泊多少艘油轮？').text;
    const place = completeQuestion('粤西呢？', year).text;
    expect([year, place]).toEqual(['2021年粤东港口靠泊多少艘油轮？', expect.stringContaining('2021年')]);
    expect(completeQuestion('为什么？', year).text).toBe('2021年粤东港口为什么靠泊这么多艘油轮？');
  });

  it.each([
    ['2024年上半年大豆进口多少吨？', '2023年呢？', '2023年上半年大豆进口多少吨？'],
    ['2024年上半年大豆进口多少吨？', '去年同期呢？', '去年同期大豆进口多少吨？'],
    ['2024年大豆进口多少吨？', '一季度呢？', '2024年一季度大豆进口多少吨？'],
    ['目前开通了几条夜航？', '２０１９年呢', '2019年开通了几条夜航？'],
  ])('puts a time in its place: %s %s', (previous, question, completed) => {
    expect(comparable(completeQuestion(question, previous).text)).toBe(comparable(completed));
  });

  it.each(['谢谢', '你好', '然后呢？', '真的吗？', '你觉得呢？', '它呢？', 'Thanks', '单一窗口', '2024'])(
    'does not know what “%s” would lean on',
    (question) => {
      expect(completeQuestion(question, '水库调度系统管着几座闸门？').kind).toBeNull();
    },
  );

  it('completes nothing across languages', () => {
    expect(completeQuestion('Why?', '水库为什么放水？').kind).toBeNull();
    expect(completeQuestion('为什么？', 'When did the canal open?').kind).toBeNull();
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ...[
              '那',
              '呢',
              '？',
              '它',
              '该',
              '其',
              '为什么',
              '2021年',
              '上半年',
              '还有',
              '哪些',
              '的',
              '是',
              '\u0000',
            ],
            ...[
              '\ud800',
              'And ',
              'what about ',
              ' it',
              'Why',
              ' is',
              ' the',
              '上海',
              '多少',
              '个',
              'ﬁ',
              '…',
              '麼',
            ],
          ),
          fc.string({ unit: 'grapheme', maxLength: 4 }),
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
    fc.constantFrom(...followUps.flatMap(({ previous, question }) => [previous, question])),
  );

  it('never throws, and gives no more than both questions together and a little', () => {
    fc.assert(
      fc.property(text, text, (question, previous) => {
        const completed = completeQuestion(question, previous);
        expect(completed.text.length).toBeLessThanOrEqual(question.length + previous.length + 20);
        if (completed.kind === null) expect(completed.text).toBe(question);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves every question as it is where none was asked before', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('', '  ', '？'), (question, previous) => {
        expect(completeQuestion(question, previous)).toEqual({ text: question, kind: null });
      }),
    );
  });

  it('does not look at endless questions', () => {
    const endless = '它'.repeat(100_000);
    expect(completeQuestion(endless, endless)).toEqual({ text: endless, kind: null });
    expect(completeQuestion('为什么？', endless).kind).toBeNull();
  });
});
