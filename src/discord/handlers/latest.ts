import { renderLatest } from '../rendering/article.js';
import { withCardButtons } from '../rendering/card-buttons.js';
import type { Handler } from './handler.js';

/** Articles listed where no number is entered: they fit on a screen. */
const DEFAULT_COUNT = 5;

/** `/latest`: the newest articles. */
export const latest: Handler<'latest'> = ({ app, options, locale }) => {
  const newest = app.findArticles('', options.count ?? DEFAULT_COUNT);
  return withCardButtons(renderLatest(newest, locale), newest);
};
