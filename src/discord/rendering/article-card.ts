import type { Article, ArticleMetadata } from '../../domain/article.js';
import { articleMessages } from '../../i18n/articles.js';
import type { Locale } from '../../i18n/locale.js';
import { hashDigits, writeButtonId } from '../components/article-button-id.js';
import { writeComponentId } from '../components/component-id.js';
import { LIMITS } from '../limits.js';
import { renderArticle } from './article.js';
import type { Button, Menu, MenuOption, Reply } from './payload.js';

/** The letter of the menu of sections in its custom_id. */
export const OUTLINE_CODE = 'o';

/** Stands before the number of the first section that is offered next. */
export const FURTHER = '+';

/** Sections offered at once: one entry is left for those that follow. */
const OFFERED = LIMITS.menuOptions - 1;

/**
 * An article's card as `renderArticle` shows it, with a menu that leads to its sections and a button to read it from
 * the beginning.
 * @param article - the one asked for
 * @param others - further articles that the same words may have meant
 * @param locale - the reader's language
 */
export function renderArticleCard(
  article: Article,
  others: readonly ArticleMetadata[],
  locale: Locale,
): Reply {
  return {
    ...renderArticle(article, others, locale),
    menu: outlineMenu(article, 0, locale),
    buttons: [readButton(article, locale)],
  };
}

/**
 * A menu of an article's sections, as many as fit; its last entry leads to those that follow.
 * @param article - the one asked for
 * @param first - index of the first section to offer, 0 or more
 * @param locale - the reader's language
 * @returns `null` where no section is left to offer
 */
export function outlineMenu(article: Article, first: number, locale: Locale): Menu | null {
  const { sections } = article;
  const options = sections.slice(first, first + OFFERED).map(({ heading, headingPath }, i): MenuOption => {
    const indent = '\u3000'.repeat(Math.max(0, Math.min(headingPath.length, 4) - 1));
    return { label: indent + heading, value: String(first + i) };
  });
  if (options.length === 0) return null;
  const next = first + OFFERED;
  const last = Math.min(next + OFFERED, sections.length);
  const label = articleMessages.furtherSections[locale](next + 1, last);
  const further = next < sections.length ? [{ label, value: `${FURTHER}${next}` }] : [];
  return {
    id: writeComponentId(OUTLINE_CODE, article.id, hashDigits(article), String(first)),
    placeholder: articleMessages.jump[locale],
    options: [...options, ...further],
  };
}

function readButton(article: Article, locale: Locale): Button[] {
  if (article.text.trim() === '') return [];
  const state = { action: 'after', articleId: article.id, hash: hashDigits(article), offset: 0 } as const;
  return [{ label: articleMessages.read[locale], id: writeButtonId({ ...state, slot: 0 }) }];
}
