import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../src/app/records/gaps.js';
import { renderGaps, renderGapsFile } from '../../../src/discord/rendering/gaps.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import type { Locale } from '../../../src/i18n/locale.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText } from '../../support/hostile-text.js';

const lastAt = '2025-04-02T10:00:00.000Z';

/** A gap of questions that were each asked as often. */
function gap(questions: readonly string[], count = 1): Gap {
  const wordings = questions.map((question) => ({ question, count, lastAt }));
  return { question: questions[0] ?? '', count: count * questions.length, lastAt, wordings };
}

function show(gaps: readonly Gap[] | null, locale: Locale = 'zh-CN', page = 0) {
  return toPayload(renderGaps(gaps, { page, locale }), locale);
}

function textOf({ embeds }: ReturnType<typeof show>): string {
  return readMarkdown(embeds[0]?.description ?? '').text;
}

describe('renderGaps', () => {
  it('counts the wordings that there is no room for', () => {
    const many = Array.from({ length: 30 }, (_, i) => `灯塔几点点亮${i}`);
    expect(textOf(show([gap(many)]))).toContain('…（共 29 种问法，导出可见）');
    expect(textOf(show([gap(many.slice(0, 3))]))).not.toContain('种问法');
  });

  it('shows each question with its count and the day on which it was asked last', () => {
    const payload = show([gap(['灯塔几点亮？'], 3)]);
    expect(textOf(payload)).toBe('• 3 次 · 灯塔几点亮？ · 2025-04-02');
    expect(payload.embeds[0]?.footer?.text).toBe('不同的问题 1 个，共问了 3 次');
    expect(JSON.stringify(payload.components)).not.toContain('下一页');
  });

  it('names the other wordings below', () => {
    expect(textOf(show([gap(['灯塔几点亮？', '灯塔何时亮', '灯塔什么时候亮'])]))).toBe(
      '• 3 次 · 灯塔几点亮？ · 2025-04-02\n\u3000也问作：灯塔何时亮 / 灯塔什么时候亮',
    );
  });

  it('has pages, of which the last is shown where there are fewer by now', () => {
    const gaps = Array.from({ length: 25 }, (_, i) => gap([`*${i}*`]));
    const pages = [0, 1, 2, 9].map((page) => show(gaps, 'en', page));
    expect(pages.map((page) => textOf(page).split('\n').length)).toEqual([10, 10, 5, 5]);
    expect(pages[1]?.embeds[0]?.footer?.text).toBe('25 different questions, asked 25 times · page 2 of 3');
    expect(
      pages.map(({ components }) => components[0]?.components.map((button) => button.disabled === true)),
    ).toEqual([
      [true, false, false],
      [false, false, false],
      [false, true, false],
      [false, true, false],
    ]);
  });

  it('tells none from not recorded', () => {
    expect(show([], 'en').content).toContain('No question');
    expect(show(null, 'en').content).toContain('RECORD\\_GAPS');
  });

  it('keeps Discord’s limits and loses no gap, whatever was asked', () => {
    const some = fc.array(fc.array(endlessText(), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(some, (questions) => {
        const gaps = questions.map((wordings) => gap(wordings));
        let shown = 0;
        for (let page = 0; shown < gaps.length; page++) {
          const payload = show(gaps, 'zh-TW', page);
          expect(() => readMessageBody(payload as never)).not.toThrow();
          const { text, active } = readMarkdown(payload.embeds[0]?.description ?? '');
          expect(active).toEqual([]);
          const entries = text.split('\n').filter((line) => line.startsWith('• ')).length;
          expect(entries).toBeGreaterThan(0);
          shown += entries;
        }
        expect(shown).toBe(gaps.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('renderGapsFile', () => {
  it('has a row for each wording, with the group that it belongs to', () => {
    const payload = toPayload(renderGapsFile([gap(['=a', 'b'], 2), gap(['c'])], 'en'), 'en');
    expect(payload.files?.[0]?.name).toBe('gaps.csv');
    expect(payload.files?.[0]?.attachment.toString()).toBe(
      [
        '\ufeff"group","asked in group","question","asked","last asked"',
        `1,4,"'=a",2,"${lastAt}"`,
        `1,4,"b",2,"${lastAt}"`,
        `2,1,"c",1,"${lastAt}"`,
        '',
      ].join('\r\n'),
    );
    expect(payload.content).toContain('3 questions');
  });

  it('says how many there was room for', () => {
    const gaps = Array.from({ length: 12 }, () => gap(['x'.repeat(1_000_000)]));
    const payload = toPayload(renderGapsFile(gaps, 'en'), 'en');
    expect(payload.files?.[0]?.attachment.byteLength).toBeLessThanOrEqual(10 * 1024 * 1024);
    expect(payload.content).toContain('Of 12 questions there is room for the first 10');
  });

  it('tells none from not recorded', () => {
    expect(toPayload(renderGapsFile(null, 'en'), 'en')).not.toHaveProperty('files');
    expect(toPayload(renderGapsFile([], 'en'), 'en').content).toContain('No question');
  });
});
