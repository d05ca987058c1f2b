import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_MAX, renderPage } from '../../../src/discord/rendering/page.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { spanAfter } from '../../../src/text/neighbours.js';
import { LOCALES } from '../../../src/i18n/locale.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { sketchArticle } from '../../support/fake-articles.js';
import { endlessText } from '../../support/hostile-text.js';

describe('renderPage', () => {
  it('shows the whole of a page, whatever stands in it', () => {
    fc.assert(
      fc.property(endlessText(), endlessText(), fc.constantFrom(...LOCALES), (title, paragraph, locale) => {
        const article = sketchArticle({ path: 'a.md', title, parts: [{ heading: null, paragraph }] });
        const span = spanAfter(article.text, 0, PAGE_MAX);
        if (span === null) return;
        const payload = toPayload(renderPage(article, span, locale), locale);
        expect(() => readMessageBody(payload as never)).not.toThrow();
        const [embed] = payload.embeds;
        expect(embed?.description?.trim() ?? '').not.toContain('……（后文从略）');
        expect(readMarkdown(embed?.description ?? '').active).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('shows even a page of nothing but invisible characters to its end', () => {
    const paragraph = `x${'\u202e'.repeat(PAGE_MAX - 2)}y`;
    const article = sketchArticle({ path: 'a.md', title: 't', parts: [{ heading: null, paragraph }] });
    const span = { start: 0, end: PAGE_MAX };
    const [embed] = toPayload(renderPage(article, span, 'en'), 'en').embeds;
    expect(embed?.description).toBe(`x${'⟦U+202E⟧'.repeat(PAGE_MAX - 2)}y`);
  });
});
