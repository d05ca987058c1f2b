import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pressArticle } from '../../../src/discord/components/article-walk.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { LOCALES } from '../../../src/i18n/locale.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { FakeApp } from '../../support/fake-app.js';
import { sketchArticle } from '../../support/fake-articles.js';
import { endlessText } from '../../support/hostile-text.js';

describe('pressArticle', () => {
  it('does not take a title for an id', () => {
    const title = 'f'.repeat(12);
    const app = new FakeApp([
      sketchArticle({ path: 'a.md', title, parts: [{ heading: null, paragraph: '。' }] }),
    ]);
    const { reply } = pressArticle(`y1.c.${title}.00000000.0.0`, app, 'en');
    expect(reply.lines.flat()).toEqual([{ text: 'Sorry, this article is no longer in the index.' }]);
  });

  it('comes to a message that Discord accepts, at any place of any article', () => {
    fc.assert(
      fc.property(
        endlessText(),
        fc.constantFrom('b', 'a', 'p', 'n', 'c'),
        fc.nat({ max: 2000 }),
        fc.constantFrom(...LOCALES),
        (paragraph, code, offset, locale) => {
          const article = sketchArticle({
            path: 'a.md',
            title: paragraph,
            parts: [{ heading: null, paragraph }],
          });
          const id = `y1.${code}.${article.id}.${article.contentHash.slice(0, 8)}.${offset.toString(36)}.0`;
          const payload = toPayload(pressArticle(id, new FakeApp([article]), locale).reply, locale);
          expect(() => readMessageBody(payload as never)).not.toThrow();
        },
      ),
      { numRuns: 100 },
    );
  });
});
