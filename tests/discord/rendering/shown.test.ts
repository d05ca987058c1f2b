import { ButtonStyle, ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPayload, type Card, type Reply } from '../../../src/discord/rendering/payload.js';
import { bold, plain } from '../../../src/discord/rendering/rich-text.js';
import { readShown } from '../../../src/discord/rendering/shown.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText } from '../../support/hostile-text.js';

const body = fc
  .tuple(endlessText(), endlessText(), endlessText())
  .map(([before, word, after]) => [...plain(before), ...bold(word), ...plain(after)]);

const card: fc.Arbitrary<Card> = fc.record({
  title: endlessText(),
  url: fc.option(fc.webUrl()),
  body,
  notes: fc.array(
    endlessText().map((text) => `注${text}`),
    { maxLength: 4 },
  ),
});

const reply: fc.Arbitrary<Reply> = fc.record({
  lines: fc.array(
    endlessText().map((text) => plain(text.replace(/\s+/gu, ' '))),
    { maxLength: 5 },
  ),
  cards: fc.array(card, { maxLength: 5 }),
  buttons: fc
    .array(fc.array(endlessText(), { minLength: 1, maxLength: 5 }), { maxLength: 5 })
    .map((rows) => rows.map((row, i) => row.map((label, j) => ({ label, id: `${i}.${j}` })))),
});

/** What is read of an embed. */
function seen({ title, description, footer, url }: ReturnType<typeof toPayload>['embeds'][number]): unknown {
  const [heading, text] = [title, description].map((markdown) => readMarkdown(markdown ?? ''));
  return { heading: heading?.text, text: text?.text, bold: text?.bold, footer, url };
}

describe('a message that is read back and shown again', () => {
  it('says the same, whatever was said', () => {
    fc.assert(
      fc.property(reply, (said) => {
        const before = toPayload(said, 'zh-CN');
        const again = toPayload(readShown(before), 'zh-CN');
        expect(again.embeds.map(seen)).toEqual(before.embeds.map(seen));
        expect(readMarkdown(again.content).text).toBe(readMarkdown(before.content).text);
        expect(again.components).toEqual(before.components);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps every limit and has no effect, even where something else than the bot wrote it', () => {
    const message = fc.record({
      content: endlessText(),
      embeds: fc.array(fc.record({ title: endlessText(), description: endlessText(), url: endlessText() }), {
        maxLength: 12,
      }),
      components: fc.array(
        fc.array(endlessText(), { maxLength: 7 }).map((labels) => ({
          type: ComponentType.ActionRow as const,
          components: labels.map((label, i) => ({
            type: ComponentType.Button as const,
            style: ButtonStyle.Danger as const,
            label,
            custom_id: `${Math.random()}.${i}`,
          })),
        })),
        { maxLength: 7 },
      ),
    });
    fc.assert(
      fc.property(message, (shown) => {
        const payload = toPayload(readShown(shown), 'en');
        expect(() => readMessageBody(payload as never)).not.toThrow();
        const texts = payload.embeds.flatMap(({ title = '', description = '' }) => [title, description]);
        for (const text of [payload.content, ...texts]) expect(readMarkdown(text).active).toEqual([]);
        expect(payload.allowedMentions).toEqual({ parse: [], repliedUser: false });
      }),
      { numRuns: 100 },
    );
  });
});
