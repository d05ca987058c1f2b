import { articleMessages } from '../../i18n/articles.js';
import { buttonMessages } from '../../i18n/buttons.js';
import type { Locale, Localized } from '../../i18n/locale.js';
import { spanAfter } from '../../text/neighbours.js';
import { articleById, type ArticleSource } from '../rendering/answer-buttons.js';
import { FURTHER, OUTLINE_CODE, outlineMenu, renderArticleCard } from '../rendering/article-card.js';
import { PAGE_MAX, renderPage } from '../rendering/page.js';
import type { Reply } from '../rendering/payload.js';
import { plain } from '../rendering/rich-text.js';
import { hashDigits } from './article-button-id.js';
import type { Component } from './component.js';

const ID = new RegExp(`^y1\\.${OUTLINE_CODE}\\.([0-9a-f]{12})\\.([0-9a-f]{8})\\.\\d{1,6}$`, 'u');
const VALUE = /^(\+?)(\d{1,6})$/u;

/** The menu of an article's sections: shows how the one that is chosen begins. */
export const outline: Component = {
  slow: false,
  asks: false,
  press: ({ customId, values, service, locale }) => ({
    reply: chooseSection({ customId, value: values[0] ?? '' }, service.app, locale),
    shown: 'alone',
  }),
};

/**
 * What to show for a choice.
 * @param choice - the menu's custom_id and the value chosen, as Discord delivers them: anything may stand in them
 * @param articles - the articles served now
 * @param locale - language of whoever chose
 */
export function chooseSection(
  { customId, value }: { readonly customId: string; readonly value: string },
  articles: ArticleSource,
  locale: Locale,
): Reply {
  const [, articleId = '', hash] = ID.exec(customId) ?? [];
  const [, further, number] = VALUE.exec(value) ?? [];
  if (articleId === '' || number === undefined) return say(buttonMessages.outdated, locale);
  const article = articleById(articles, articleId);
  if (article === undefined) return say(buttonMessages.articleGone, locale);
  if (hashDigits(article) !== hash) {
    return { ...renderArticleCard(article, [], locale), lines: [plain(buttonMessages.cardChanged[locale])] };
  }
  if (further === FURTHER) {
    return { ...say(articleMessages.jump, locale), menu: outlineMenu(article, Number(number), locale) };
  }
  const section = article.sections[Number(number)];
  const span = section === undefined ? null : spanAfter(article.text, section.start, PAGE_MAX);
  return span === null ? say(buttonMessages.outdated, locale) : renderPage(article, span, locale);
}

function say(sentence: Localized<string>, locale: Locale): Reply {
  return { lines: [plain(sentence[locale])], cards: [] };
}
