import type { Article } from '../../domain/article.js';
import { buttonMessages } from '../../i18n/buttons.js';
import type { Locale, Localized } from '../../i18n/locale.js';
import { spanAfter, spanBefore } from '../../text/neighbours.js';
import { articleById, type ArticleSource } from '../rendering/answer-buttons.js';
import { renderArticleCard } from '../rendering/article-card.js';
import { PAGE_MAX, renderPage } from '../rendering/page.js';
import type { Button, Reply } from '../rendering/payload.js';
import { plain } from '../rendering/rich-text.js';
import type { Component, Pressed } from './component.js';
import { hashDigits, readButtonId, writeButtonId, type ButtonState } from './article-button-id.js';

/** Buttons that show more of an article, or its card. */
export const articleWalk: Component = {
  slow: false,
  asks: false,
  press: ({ customId, service, locale }) => pressArticle(customId, service.app, locale),
};

/**
 * What to show for a press.
 * @param customId - the button's, as Discord delivers it: anything may stand in it
 * @param articles - the articles served now
 * @param locale - language of whoever pressed
 */
export function pressArticle(customId: string, articles: ArticleSource, locale: Locale): Pressed {
  const state = readButtonId(customId);
  if (state === null) return say(buttonMessages.outdated, locale);
  const article = articleById(articles, state.articleId);
  if (article === undefined) return say(buttonMessages.articleGone, locale);
  const changed = hashDigits(article) !== state.hash;
  if (state.action === 'card') return { reply: cardOf(article, changed, locale), shown: 'alone' };
  if (changed || state.offset > article.text.length) {
    return say(buttonMessages.articleChanged, locale, [cardButton(article, locale)]);
  }
  return walk(article, state, locale);
}

function walk(article: Article, { action, offset }: ButtonState, locale: Locale): Pressed {
  const back = action === 'before' || action === 'turn-before';
  const span = (back ? spanBefore : spanAfter)(article.text, offset, PAGE_MAX);
  if (span === null) return say(back ? buttonMessages.atBeginning : buttonMessages.atEnd, locale);
  return {
    reply: renderPage(article, span, locale),
    shown: action.startsWith('turn-') ? 'in-place' : 'alone',
  };
}

/** The card as `/article` shows it. */
function cardOf(article: Article, changed: boolean, locale: Locale): Reply {
  const card = renderArticleCard(article, [], locale);
  return changed ? { ...card, lines: [plain(buttonMessages.cardChanged[locale])] } : card;
}

function cardButton(article: Article, locale: Locale): Button {
  const state = { action: 'card', articleId: article.id, hash: hashDigits(article), offset: 0 } as const;
  return { label: buttonMessages.card[locale], id: writeButtonId({ ...state, slot: 0 }) };
}

function say(sentence: Localized<string>, locale: Locale, buttons: readonly Button[] = []): Pressed {
  const rows = buttons.length === 0 ? [] : [buttons];
  return { reply: { lines: [plain(sentence[locale])], cards: [], buttons: rows }, shown: 'alone' };
}
