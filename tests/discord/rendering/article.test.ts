import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/discord/limits.js';
import {
  renderArticle,
  renderChoices,
  renderLatest,
  renderNoArticle,
} from '../../../src/discord/rendering/article.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import type { Article } from '../../../src/domain/article.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { SAMPLE_ARTICLES, sketchArticle } from '../../support/fake-articles.js';
import { endlessText } from '../../support/hostile-text.js';

const article: fc.Arbitrary<Article> = fc
  .record({
    title: endlessText(),
    publisher: fc.option(endlessText()),
    url: fc.option(endlessText()),
    parts: fc.array(fc.record({ heading: fc.option(endlessText()), paragraph: endlessText() }), {
      maxLength: 20,
    }),
  })
  .map((sketch) => sketchArticle({ path: 'hostile.md', ...sketch }));

describe('renderChoices', () => {
  const dated = sketchArticle({
    path: 'a',
    title: '长'.repeat(200),
    date: { value: '2024-05-06', precision: 'day', source: 'page' },
    parts: [],
  });

  it('keeps the date where a title is too long', () => {
    const [choice] = renderChoices([{ article: dated, by: 'title', heading: null }], 'zh-CN');
    expect(choice?.name).toHaveLength(LIMITS.choiceName);
    expect(choice?.name.endsWith('… · 2024-05-06')).toBe(true);
  });

  it('marks what fits exactly', () => {
    const [first] = SAMPLE_ARTICLES;
    if (first === undefined) throw new Error('there are samples');
    const names = (['exact', 'title', 'text', 'newest'] as const).map(
      (by) => renderChoices([{ article: first, by, heading: null }], 'zh-CN')[0]?.name,
    );
    const plain = '蓝湾港夜航试运行满月 · 2024-03-18';
    expect(names).toEqual([`✓ ${plain}`, plain, plain, plain]);
  });

  it('shows the heading that fits, shortened before the date is', () => {
    const [choice] = renderChoices([{ article: dated, by: 'heading', heading: '短'.repeat(50) }], 'zh-CN');
    expect(choice?.name).toHaveLength(LIMITS.choiceName);
    expect(choice?.name).toMatch(/^长+… › 短{34}… · 2024-05-06$/u);
  });

  it('keeps Discord’s limits whatever titles and headings are', () => {
    const match = fc.record({
      article,
      by: fc.constantFrom('exact' as const, 'heading' as const),
      heading: fc.option(endlessText()),
    });
    fc.assert(
      fc.property(fc.array(match, { maxLength: 30 }), (matches) => {
        const choices = renderChoices(matches, 'en');
        expect(choices.length).toBe(Math.min(matches.length, LIMITS.choices));
        for (const { name, value } of choices) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(LIMITS.choiceName);
          expect(name).not.toMatch(/[\n\u202e\u200b]/u);
          expect(value).toMatch(/^[0-9a-f]{12}$/u);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('renderArticle', () => {
  it('shows how the article begins, and its outline', () => {
    const [first] = SAMPLE_ARTICLES;
    if (first === undefined) throw new Error('there are samples');
    const { embeds } = toPayload(renderArticle(first, [], 'zh-CN'), 'zh-CN');
    const text = readMarkdown(embeds[0]?.description ?? '').text;
    expect(text.startsWith('蓝湾港从二月起试开夜航。')).toBe(true);
    expect(text.endsWith('大纲\n· 一个月的数字')).toBe(true);
  });

  it('keeps Discord’s limits whatever the article is', () => {
    fc.assert(
      fc.property(article, fc.array(article, { maxLength: 3 }), (shown, others) => {
        const payload = toPayload(renderArticle(shown, others, 'zh-TW'), 'zh-TW');
        expect(() => readMessageBody(payload as never)).not.toThrow();
        expect(readMarkdown(payload.embeds[0]?.description ?? '').active).toEqual([]);
        expect(readMarkdown(payload.content).active).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('counts the sections that are not shown', () => {
    const parts = Array.from({ length: 20 }, (_, i) => ({ heading: `第${i}节`, paragraph: '文。' }));
    const { embeds } = toPayload(
      renderArticle(sketchArticle({ path: 'a', title: 't', parts }), [], 'zh-CN'),
      'zh-CN',
    );
    expect(embeds[0]?.description).toContain('……另有 5 节');
  });
});

describe('renderLatest', () => {
  it('keeps Discord’s limits whatever the articles are, and shows ten of them', () => {
    fc.assert(
      fc.property(fc.array(article, { maxLength: 12 }), (articles) => {
        const payload = toPayload(
          renderLatest(articles, { page: 0, count: 10, all: articles.length, locale: 'zh-CN' }),
          'zh-CN',
        );
        expect(() => readMessageBody(payload as never)).not.toThrow();
        expect(payload.embeds).toHaveLength(Math.min(articles.length, LIMITS.embedsPerMessage));
        for (const { title = '' } of payload.embeds) expect(readMarkdown(title).active).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('says so where there are none', () => {
    expect(toPayload(renderLatest([], { page: 0, count: 5, all: 0, locale: 'en' }), 'en').content).toContain(
      'There are no articles',
    );
  });
});

describe('renderNoArticle', () => {
  it('offers nothing where there are no articles', () => {
    expect(toPayload(renderNoArticle([], 'en'), 'en').content).toBe('There is no such article.');
  });
});
