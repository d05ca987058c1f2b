import type { SearchResult } from '../../app/app.js';
import type { ArticleFilter } from '../../domain/filter.js';
import { articleMessages } from '../../i18n/articles.js';
import type { Locale } from '../../i18n/locale.js';
import { titleOf } from './article.js';
import { withCardButtons } from './card-buttons.js';
import { filterLines } from './filter.js';
import type { Reply } from './payload.js';
import { plain, type RichText } from './rich-text.js';
import { sourceNotes } from './source.js';
import { turnButtons } from './turn-buttons.js';

/** The letter of the buttons that turn pages: see `component-id.ts`. */
export const SEARCH_PAGE_CODE = 'q';

/** Passages on a page: more could not be read at a glance. */
export const PAGE_MAX = 5;
/** Passages that are looked for: ten pages. */
export const RESULTS_MAX = 10 * PAGE_MAX;

/** What is shown of a search. */
export interface SearchView {
  readonly locale: Locale;
  /** From 0; the last one where there are fewer. Default the first. */
  readonly page?: number;
  /** What it was restricted to. Default nothing. */
  readonly filter?: ArticleFilter | undefined;
  /** Whether the index is another than that of the page before. Default false. */
  readonly changed?: boolean;
  /** Whether pages can be turned: what was searched for is remembered. */
  readonly turns: boolean;
}

/**
 * A page of the passages found for a query, each on a card, with buttons that turn pages and that open the cards of
 * their articles.
 * @param results - all that was found, best first
 * @param view - which page, and how
 */
export function renderSearch(results: readonly SearchResult[], view: SearchView): Reply {
  const { locale, page = 0, filter, changed = false, turns } = view;
  const pages = Math.ceil(results.length / PAGE_MAX);
  const last = Math.max(0, pages - 1);
  const first = Math.min(page, last) * PAGE_MAX;
  const shown = results.slice(first, first + PAGE_MAX);
  const reply: Reply = {
    lines: [
      ...filterLines(filter, locale),
      ...(changed ? [plain(articleMessages.indexChanged[locale])] : []),
      headingOf({ first, shown: shown.length, all: results.length }, locale),
    ],
    cards: shown.map(({ article, passage, text }) => ({
      title: titleOf(article),
      url: article.url,
      body: plain(text),
      notes: sourceNotes(article, passage.headingPath, locale),
    })),
    buttons: turns ? [turnButtons(SEARCH_PAGE_CODE, { page: Math.min(page, last), pages }, locale)] : [],
  };
  return withCardButtons(
    reply,
    shown.map(({ article }) => article),
  );
}

function headingOf(
  { first, shown, all }: { readonly first: number; readonly shown: number; readonly all: number },
  locale: Locale,
): RichText {
  if (all === 0) return plain(articleMessages.nothingFound[locale]);
  if (shown === all) return plain(articleMessages.found[locale](all));
  return plain(articleMessages.foundPage[locale](first + 1, first + shown, all));
}
