import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderGaps } from '../../../src/discord/rendering/gaps.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText } from '../../support/hostile-text.js';

const lastAt = '2025-04-02T10:00:00.000Z';

describe('renderGaps', () => {
  it('shows each question with its count and the day on which it was asked last', () => {
    const gaps = [{ question: '灯塔几点亮？', count: 3, lastAt }];
    const [embed] = toPayload(renderGaps(gaps, 'zh-CN'), 'zh-CN').embeds;
    expect(readMarkdown(embed?.description ?? '').text).toBe('• 3 次 · 灯塔几点亮？ · 2025-04-02');
    expect(embed?.footer?.text).toBe('不同的问题 1 个，共问了 3 次');
  });

  it('counts the questions that it does not show', () => {
    const gaps = Array.from({ length: 50 }, (_, i) => ({ question: `*${i}*`.repeat(50), count: 1, lastAt }));
    const [embed] = toPayload(renderGaps(gaps, 'en'), 'en').embeds;
    const lines = readMarkdown(embed?.description ?? '').text.split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('… and 30 more');
    expect(embed?.footer?.text).toBe('50 different questions, asked 50 times');
  });

  it('tells none from not recorded', () => {
    expect(toPayload(renderGaps([], 'en'), 'en').content).toContain('No question');
    expect(toPayload(renderGaps(null, 'en'), 'en').content).toContain('RECORD\\_GAPS');
  });

  it('keeps Discord’s limits whatever was asked', () => {
    const gap = fc.record({ question: endlessText(), count: fc.nat(), lastAt: fc.constant(lastAt) });
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 30 }), (gaps) => {
        const payload = toPayload(renderGaps(gaps, 'zh-TW'), 'zh-TW');
        expect(() => readMessageBody(payload as never)).not.toThrow();
        expect(readMarkdown(payload.embeds[0]?.description ?? '').active).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
