import type { ArticleMetadata } from '../../domain/article.js';
import { hashDigits, writeButtonId } from '../components/article-button-id.js';
import { LIMITS } from '../limits.js';
import { titleOf } from './article.js';
import type { Button, Reply } from './payload.js';

/**
 * A row of buttons that open articles' cards, each named after its article.
 * @param articles - the first five have a button, each once
 */
export function cardButtons(articles: readonly ArticleMetadata[]): Button[] {
  const different = articles.filter(({ id }, i) => articles.findIndex((other) => other.id === id) === i);
  return different.slice(0, LIMITS.buttonsPerRow).map((article, slot) => {
    const state = {
      action: 'card',
      articleId: article.id,
      hash: hashDigits(article),
      offset: 0,
      slot,
    } as const;
    return { label: titleOf(article), id: writeButtonId(state) };
  });
}

/**
 * A reply with such a row below its buttons.
 * @param reply - with at most four rows
 * @param articles - whose cards are offered
 */
export function withCardButtons(reply: Reply, articles: readonly ArticleMetadata[]): Reply {
  const buttons = cardButtons(articles);
  return buttons.length === 0 ? reply : { ...reply, buttons: [...(reply.buttons ?? []), buttons] };
}
