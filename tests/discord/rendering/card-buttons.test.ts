import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readButtonId } from '../../../src/discord/components/article-button-id.js';
import { cardButtons, withCardButtons } from '../../../src/discord/rendering/card-buttons.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { SAMPLE_ARTICLES, sketchArticle } from '../../support/fake-articles.js';
import { endlessText } from '../../support/hostile-text.js';

const EMPTY = { lines: [], cards: [] };

describe('cardButtons', () => {
  it('gives each of the first five articles one button, named after it', () => {
    const many = Array.from({ length: 7 }, (_, i) =>
      sketchArticle({ path: `${i}.md`, title: `题${i}`, parts: [{ heading: null, paragraph: '文。' }] }),
    );
    const buttons = cardButtons(many.flatMap((article) => [article, article]));
    expect(buttons.map(({ label }) => label)).toEqual(['题0', '题1', '题2', '题3', '题4']);
    expect(buttons.map(({ id }) => readButtonId(id)?.articleId)).toEqual(
      many.slice(0, 5).map(({ id }) => id),
    );
  });

  it('keeps Discord’s limits whatever articles are called', () => {
    const articles = fc
      .array(endlessText(), { maxLength: 8 })
      .map((titles) =>
        titles.map((title, i) =>
          sketchArticle({ path: `${i}.md`, title, parts: [{ heading: null, paragraph: '文。' }] }),
        ),
      );
    fc.assert(
      fc.property(articles, (offered) => {
        const payload = toPayload(withCardButtons(EMPTY, offered), 'en');
        expect(() => readMessageBody(payload as never)).not.toThrow();
      }),
      { numRuns: 50 },
    );
  });
});

describe('withCardButtons', () => {
  it('adds a row below those that there are, and none for no articles', () => {
    const reply = { ...EMPTY, buttons: [[{ label: 'a', id: 'a' }]] };
    expect(withCardButtons(reply, SAMPLE_ARTICLES).buttons?.map((row) => row.length)).toEqual([1, 3]);
    expect(withCardButtons(reply, [])).toBe(reply);
  });
});
