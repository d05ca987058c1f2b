import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/discord/limits.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { plain } from '../../../src/discord/rendering/rich-text.js';
import { withoutEmbeds } from '../../../src/discord/rendering/without-embeds.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText } from '../../support/hostile-text.js';

const card = {
  title: '石桥修缮',
  url: 'https://a.example/b_c*d?x=1',
  body: plain('用去三千块青砖。'),
  notes: ['县报', '2024-03-18'],
};

describe('withoutEmbeds', () => {
  it('says in lines what stood in a card, with an address that can be followed', () => {
    const { content, embeds } = toPayload(withoutEmbeds({ lines: [plain('答')], cards: [card] }), 'zh-CN');
    expect(embeds).toEqual([]);
    expect(content.split('\n')).toEqual([
      '答',
      '**石桥修缮**',
      '用去三千块青砖。',
      '县报 · 2024-03-18',
      '<https://a.example/b_c*d?x=1>',
    ]);
  });

  it('shows no address that leads nowhere', () => {
    const { content } = toPayload(
      withoutEmbeds({ lines: [], cards: [{ ...card, url: 'javascript:x' }] }),
      'en',
    );
    expect(content).not.toContain('<');
  });

  it('keeps the limits and has no effect, whatever stands in the cards, and leaves every address whole', () => {
    fc.assert(
      fc.property(
        fc.array(endlessText(), { minLength: 3, maxLength: 3 }),
        ([title = '', body = '', note = '']) => {
          const cards = [1, 2, 3].map(() => ({ ...card, title, body: plain(body), notes: [note] }));
          const { content } = toPayload(withoutEmbeds({ lines: [], cards }), 'en');
          expect(content.length).toBeLessThanOrEqual(LIMITS.content);
          expect(content.split(`<${card.url}>`)).toHaveLength(4);
          expect(readMarkdown(content.replaceAll(`<${card.url}>`, '')).active).toEqual([]);
        },
      ),
    );
  });
});
