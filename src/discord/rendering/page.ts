import type { Article } from '../../domain/article.js';
import type { Span } from '../../domain/span.js';
import { spanAfter, spanBefore } from '../../text/neighbours.js';
import { buttonMessages } from '../../i18n/buttons.js';
import type { Locale } from '../../i18n/locale.js';
import { hashDigits, writeButtonId, type ButtonAction } from '../components/article-button-id.js';
import { titleOf } from './article.js';
import type { Button, Reply } from './payload.js';
import { plain } from './rich-text.js';
import { sourceNotes } from './source.js';

/**
 * Most of an article that is shown at once, in UTF-16 code units: even where escaping makes eight of every
 * one, it fits a card, so that nothing between two pages is lost.
 */
export const PAGE_MAX = 500;

/**
 * A stretch of an article, as it is written there, with buttons to what stands before and after it.
 * @param article - the one that is read
 * @param span - what to show, offsets in the article's text
 * @param locale - the reader's language
 */
export function renderPage(article: Article, span: Span, locale: Locale): Reply {
  const { text, url, sections } = article;
  const headings = sections.findLast(({ start, end }) => start <= span.start && span.start < end);
  const card = {
    title: titleOf(article),
    url,
    body: plain(text.slice(span.start, span.end)),
    notes: sourceNotes(article, headings?.headingPath ?? [], locale),
  };
  const buttons = walkButtons(article, span, { locale, turns: true, slot: 0 });
  return { lines: [], cards: [card], buttons: [buttons] };
}

/** How buttons around a stretch of an article are made. */
export interface WalkView {
  readonly locale: Locale;
  /** Whether a press puts another stretch in place of the one shown, rather than below it. */
  readonly turns: boolean;
  /** Different for each row of a message, 0 to 35. */
  readonly slot: number;
  /** Stands before every label. */
  readonly mark?: string;
}

/**
 * Buttons to what stands before and after a stretch of an article (disabled where nothing does), and to its
 * card.
 * @param article - the one that is read
 * @param span - what is shown of it
 * @param view - how
 */
export function walkButtons(
  article: Article,
  { start, end }: Span,
  { locale, turns, slot, mark = '' }: WalkView,
): Button[] {
  const id = (action: ButtonAction, offset: number): string =>
    writeButtonId({ action, articleId: article.id, hash: hashDigits(article), offset, slot });
  return [
    {
      label: mark + buttonMessages.before[locale],
      id: id(turns ? 'turn-before' : 'before', start),
      disabled: spanBefore(article.text, start, PAGE_MAX) === null,
    },
    {
      label: mark + buttonMessages.after[locale],
      id: id(turns ? 'turn-after' : 'after', end),
      disabled: spanAfter(article.text, end, PAGE_MAX) === null,
    },
    { label: mark + buttonMessages.card[locale], id: id('card', 0) },
  ];
}
