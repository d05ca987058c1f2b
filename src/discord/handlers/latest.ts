import type { App } from '../../app/app.js';
import type { Locale } from '../../i18n/locale.js';
import { renderLatest } from '../rendering/article.js';
import { withCardButtons } from '../rendering/card-buttons.js';
import type { Reply } from '../rendering/payload.js';
import type { Handler } from './handler.js';

/** Articles on a page where no number is entered: they fit on a screen. */
const DEFAULT_COUNT = 5;

/** `/latest`: the newest articles. */
export const latest: Handler<'latest'> = ({ app, options, locale }) =>
  showLatest(app, { page: 0, count: options.count ?? DEFAULT_COUNT }, locale);

/**
 * A page of the newest articles.
 * @param app - where they are looked up
 * @param wanted - the page, from 0, the last one where there are fewer; and how many articles stand on each, 1 or more
 * @param locale - the reader's language
 */
export function showLatest(
  app: App,
  wanted: { readonly page: number; readonly count: number },
  locale: Locale,
): Reply {
  const { count } = wanted;
  const articles = app.findArticles('', Number.MAX_SAFE_INTEGER);
  const page = Math.max(0, Math.min(wanted.page, Math.ceil(articles.length / count) - 1));
  const shown = articles.slice(page * count, (page + 1) * count);
  return withCardButtons(renderLatest(shown, { page, count, all: articles.length, locale }), shown);
}
