import { renderSearch } from '../rendering/article.js';
import type { Handler } from './handler.js';

/** Passages shown: more could not be read at a glance. */
const RESULTS = 5;

/** `/search`: the most relevant passages. */
export const search: Handler<'search'> = async ({ app, options, locale }) =>
  renderSearch(await app.search(options.query, RESULTS), locale);
