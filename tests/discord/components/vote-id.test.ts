import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vote } from '../../../src/app/records/votes.js';
import { readVoteId, writeVoteId } from '../../../src/discord/components/vote-id.js';
import { LIMITS } from '../../../src/discord/limits.js';
import { hostileText } from '../../support/hostile-text.js';

const articleId = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789abcdef')),
  minLength: 12,
  maxLength: 12,
});
const vote = fc.constantFrom<Vote>('up', 'down');

describe('the custom_id of a vote', () => {
  it('says what was written into it, within Discord’s limit', () => {
    fc.assert(
      fc.property(vote, fc.uniqueArray(articleId, { minLength: 1, maxLength: 9 }), (pressed, articles) => {
        const id = writeVoteId({ vote: pressed, articles });
        expect(id.length).toBeLessThanOrEqual(LIMITS.customId);
        expect(readVoteId(id)).toEqual({ vote: pressed, articles: articles.slice(0, 6) });
      }),
    );
  });

  it('names an article once that is quoted twice', () => {
    const articles = ['a'.repeat(12), 'b'.repeat(12), 'a'.repeat(12)];
    expect(readVoteId(writeVoteId({ vote: 'up', articles }))?.articles).toEqual(articles.slice(0, 2));
  });

  it('is refused where it was never written here', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileText(),
          hostileText().map((text) => `y1.v.up.${text}`),
        ),
        (id) => {
          expect(readVoteId(id)).toBeNull();
        },
      ),
    );
    for (const id of [
      'y1.v.up.',
      'y1.v.left.0123456789ab',
      'y1.v.up.0123456789ab-',
      'y2.v.up.0123456789ab',
    ]) {
      expect(readVoteId(id)).toBeNull();
    }
  });
});
