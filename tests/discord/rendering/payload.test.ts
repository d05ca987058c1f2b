import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/discord/limits.js';
import { toPayload, type Card, type Reply } from '../../../src/discord/rendering/payload.js';
import { plain } from '../../../src/discord/rendering/rich-text.js';
import { answerMessages } from '../../../src/i18n/answers.js';
import { LOCALES } from '../../../src/i18n/locale.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText } from '../../support/hostile-text.js';

const card: fc.Arbitrary<Card> = fc.record({
  title: endlessText(),
  url: fc.option(fc.oneof(fc.webUrl(), endlessText())),
  body: endlessText().map(plain),
  notes: fc.array(endlessText(), { maxLength: 6 }),
});

const reply: fc.Arbitrary<Reply> = fc.record({
  lines: fc.array(endlessText().map(plain), { maxLength: 8 }),
  cards: fc.array(card, { maxLength: 12 }),
  buttons: fc
    .array(fc.array(endlessText(), { minLength: 1, maxLength: 7 }), { maxLength: 7 })
    .map((rows) => rows.map((row, i) => row.map((label, j) => ({ label, id: `${i}.${j}` })))),
});

describe('toPayload', () => {
  it('keeps every limit of Discord, shows something, and pings nobody, whatever is said', () => {
    fc.assert(
      fc.property(reply, fc.constantFrom(...LOCALES), (said, locale) => {
        const payload = toPayload(said, locale);
        // The sandbox counts for itself, and throws for what Discord would refuse.
        expect(() => readMessageBody(payload as never)).not.toThrow();
        expect(payload.allowedMentions).toEqual({ parse: [], repliedUser: false });
        expect(payload.embeds.length).toBeLessThanOrEqual(LIMITS.embedsPerMessage);
      }),
      { numRuns: 150 },
    );
  });

  it('has nothing in it that takes effect on Discord', () => {
    fc.assert(
      fc.property(reply, (said) => {
        const { content, embeds } = toPayload(said, 'zh-CN');
        for (const markdown of [
          content,
          ...embeds.flatMap(({ title = '', description = '' }) => [title, description]),
        ]) {
          expect(readMarkdown(markdown).active).toEqual([]);
        }
        for (const { url } of embeds) expect(url ?? 'https://').toMatch(/^https?:\/\//u);
      }),
      { numRuns: 150 },
    );
  });

  it('lets a short body leave its room to a long one', () => {
    const long = '长'.repeat(30).concat('。').repeat(130);
    const body = (text: string): Card => ({ title: 't', url: null, body: plain(text), notes: [] });
    const { embeds } = toPayload({ lines: [], cards: [body('短。'), body(long), body('短。')] }, 'zh-CN');
    expect(embeds[0]?.description).toBe('短。');
    expect(embeds[1]?.description?.length).toBeGreaterThan(4000);
  });

  it('cuts a body after a whole sentence and says so', () => {
    const sentence = `${'句'.repeat(99)}。`;
    const { embeds } = toPayload(
      { lines: [], cards: [{ title: 't', url: null, body: plain(sentence.repeat(80)), notes: [] }] },
      'zh-TW',
    );
    const shown = embeds[0]?.description ?? '';
    expect(shown.endsWith(answerMessages.cut['zh-TW'])).toBe(true);
    expect(shown.slice(0, -answerMessages.cut['zh-TW'].length)).toBe(sentence.repeat(40));
  });

  it('lets no line push out another', () => {
    const lines = [plain('\u200b'.repeat(300)), plain('Nothing answers.'), plain('• A title')];
    const { content } = toPayload({ lines, cards: [] }, 'en');
    expect(content.length).toBeLessThanOrEqual(LIMITS.content);
    expect(content.endsWith('…\nNothing answers.\n• A title')).toBe(true);
  });

  it('tells cards with the same link apart, of which Discord would show the first only', () => {
    const same: Card = { title: 't', url: 'https://a.example/x#top', body: plain('b'), notes: [] };
    const { embeds } = toPayload({ lines: [], cards: [same, same, same] }, 'en');
    expect(embeds.map(({ url }) => url)).toEqual([
      'https://a.example/x#top',
      'https://a.example/x#2',
      'https://a.example/x#3',
    ]);
  });

  it('clears the embeds of a message that is edited', () => {
    expect(toPayload({ lines: [plain('好。')], cards: [] }, 'zh-CN')).toMatchObject({
      content: '好。',
      embeds: [],
    });
  });
});
