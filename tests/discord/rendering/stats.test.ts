import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { renderStats, type Stats } from '../../../src/discord/rendering/stats.js';
import { LOCALES } from '../../../src/i18n/locale.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { FakeApp } from '../../support/fake-app.js';
import { SAMPLE_ARTICLES, sketchArticle } from '../../support/fake-articles.js';
import { endlessText } from '../../support/hostile-text.js';

const SAMPLE: Stats = {
  days: 7,
  usage: {
    strong: 6,
    possible: 1,
    none: 1,
    latency: { p50: 840, p95: 2_150 },
    quoted: [
      { articleId: SAMPLE_ARTICLES[0]?.id ?? '', count: 5 },
      { articleId: 'f'.repeat(12), count: 2 },
    ],
  },
  votes: { up: 3, down: 1 },
};

function textOf(stats: Stats | null, locale: (typeof LOCALES)[number]): string {
  const { content, embeds } = toPayload(renderStats(stats, new FakeApp(), locale), locale);
  return readMarkdown(embeds[0]?.description ?? content).text;
}

describe('renderStats', () => {
  it('tells questions, answers, time, votes and what was quoted', () => {
    expect(textOf(SAMPLE, 'zh-CN')).toBe(
      [
        '提问：8',
        '有把握的回答 6 (75%) · 可能相关 1 (13%) · 没有答案 1 (13%)',
        '回答用时：一半在 0.8 秒内，95% 在 2.1 秒内',
        '评价：👍 3 · 👎 1（👍 占 75%）',
        '',
        '引用最多的文章',
        '• 蓝湾港夜航试运行满月（5 次）',
        '• 已不在索引里的文章（2 次）',
      ].join('\n'),
    );
    expect(textOf(SAMPLE, 'en')).toContain('Votes: 👍 3 · 👎 1 (👍 75%)');
  });

  it('tells nothing asked from nothing recorded, and votes without questions from both', () => {
    const usage = { strong: 0, possible: 0, none: 0, latency: null, quoted: [] };
    const quiet = { ...SAMPLE, usage, votes: { up: 0, down: 0 } };
    expect(textOf(quiet, 'zh-TW')).toBe('最近 7 天沒有記錄到提問。');
    expect(textOf(null, 'en')).toContain('RECORD_USAGE');
    expect(textOf({ ...quiet, votes: { up: 0, down: 2 } }, 'en')).toContain('👍 0 · 👎 2 (👍 0%)');
    expect(textOf({ ...SAMPLE, votes: { up: 0, down: 0 } }, 'en')).toContain('No votes yet.');
  });

  it('keeps Discord’s limits and has no effect, whatever is counted and articles are called', () => {
    const latency = fc.record({ p50: fc.nat(), p95: fc.nat() });
    const stats = fc.record({
      days: fc.integer({ min: 1, max: 90 }),
      usage: fc.record({
        strong: fc.nat(),
        possible: fc.nat(),
        none: fc.nat(),
        latency: fc.option(latency),
      }),
      votes: fc.record({ up: fc.nat(), down: fc.nat() }),
    });
    const titles = fc.array(endlessText(), { maxLength: 5 });
    fc.assert(
      fc.property(stats, titles, fc.constantFrom(...LOCALES), ({ days, usage, votes }, names, locale) => {
        const articles = names.map((title, i) => sketchArticle({ path: `${i}.md`, title, parts: [] }));
        const quoted = articles.map(({ id }, i) => ({ articleId: id, count: i }));
        const source = { article: (id: string) => articles.find((article) => article.id === id) };
        const reply = renderStats({ days, usage: { ...usage, quoted }, votes }, source, locale);
        const payload = toPayload(reply, locale);
        expect(() => readMessageBody(payload as never)).not.toThrow();
        expect(readMarkdown(payload.embeds[0]?.description ?? '').active).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
