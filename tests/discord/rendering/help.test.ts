import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHelp } from '../../../src/discord/rendering/help.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { LOCALES } from '../../../src/i18n/locale.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText } from '../../support/hostile-text.js';

/** The text as a reader sees it. */
function read(examples: readonly string[], locale: (typeof LOCALES)[number]): string {
  return readMarkdown(toPayload(renderHelp(examples, locale), locale).content).text;
}

describe('renderHelp', () => {
  it.each(LOCALES)('is shown whole in %s, with all examples', (locale) => {
    const question = '问'.repeat(80);
    const text = read([question, question, question], locale);
    expect(text).not.toContain('…');
    expect(text.endsWith(`• ${question}\n• ${question}\n• ${question}`)).toBe(true);
  });

  it('names the commands that everybody may use as the reader sees them', () => {
    expect(read([], 'zh-TW')).toContain('/提問：');
    expect(read([], 'en')).toContain('/latest: List the newest articles');
    expect(read([], 'en')).toContain('• Find in articles');
    expect(read([], 'en')).not.toContain('/index');
  });

  it('says nothing of examples where there are none', () => {
    expect(read([], 'en')).not.toContain('Some questions');
  });

  it('keeps Discord’s limits whatever the examples are', () => {
    fc.assert(
      fc.property(fc.array(endlessText(), { maxLength: 4 }), (examples) => {
        const payload = toPayload(renderHelp(examples, 'zh-CN'), 'zh-CN');
        expect(() => readMessageBody(payload as never)).not.toThrow();
        expect(readMarkdown(payload.content).active).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
