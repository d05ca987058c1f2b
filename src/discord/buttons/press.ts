import type { Article } from '../../domain/article.js';
import { buttonMessages } from '../../i18n/buttons.js';
import type { Locale, Localized } from '../../i18n/locale.js';
import { spanAfter, spanBefore } from '../../text/neighbours.js';
import { articleById, type ArticleSource } from '../rendering/answer-buttons.js';
import { renderArticle } from '../rendering/article.js';
import { PAGE_MAX, renderPage } from '../rendering/page.js';
import type { Button, Reply } from '../rendering/payload.js';
import { plain } from '../rendering/rich-text.js';
import { hashDigits, readButtonId, writeButtonId, type ButtonState } from './button-id.js';

/** What a press comes to. */
export interface Pressed {
  readonly reply: Reply;
  /** Whether it is to stand in place of the passage whose button was pressed. */
  readonly turns: boolean;
}

/**
 * What to show for a press.
 * @param customId - the button's, as Discord delivers it: anything may stand in it
 * @param articles - the articles served now
 * @param locale - language of whoever pressed
 */
export function press(customId: string, articles: ArticleSource, locale: Locale): Pressed {
  const state = readButtonId(customId);
  if (state === null) return say(buttonMessages.outdated, locale);
  const article = articleById(articles, state.articleId);
  if (article === undefined) return say(buttonMessages.articleGone, locale);
  const changed = hashDigits(article) !== state.hash;
  if (state.action === 'card') return { reply: cardOf(article, changed, locale), turns: false };
  if (changed || state.offset > article.text.length) {
    return say(buttonMessages.articleChanged, locale, [cardButton(article, locale)]);
  }
  return walk(article, state, locale);
}

function walk(article: Article, { action, offset }: ButtonState, locale: Locale): Pressed {
  const back = action === 'before' || action === 'turn-before';
  const span = (back ? spanBefore : spanAfter)(article.text, offset, PAGE_MAX);
  if (span === null) return say(back ? buttonMessages.atBeginning : buttonMessages.atEnd, locale);
  return { reply: renderPage(article, span, locale), turns: action.startsWith('turn-') };
}

/** The card as `/article` shows it. */
function cardOf(article: Article, changed: boolean, locale: Locale): Reply {
  const card = renderArticle(article, [], locale);
  return changed ? { ...card, lines: [plain(buttonMessages.cardChanged[locale])] } : card;
}

function cardButton(article: Article, locale: Locale): Button {
  const state = { action: 'card', articleId: article.id, hash: hashDigits(article), offset: 0 } as const;
  return { label: buttonMessages.card[locale], id: writeButtonId({ ...state, slot: 0 }) };
}

function say(sentence: Localized<string>, locale: Locale, buttons: readonly Button[] = []): Pressed {
  const rows = buttons.length === 0 ? [] : [buttons];
  return { reply: { lines: [plain(sentence[locale])], cards: [], buttons: rows }, turns: false };
}
