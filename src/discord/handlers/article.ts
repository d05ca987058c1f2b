import { LIMITS } from '../limits.js';
import { renderArticleCard } from '../rendering/article-card.js';
import { renderChoices, renderNoArticle } from '../rendering/article.js';
import type { Completer, Handler } from './handler.js';

/** Further articles that are offered when words did not name one exactly. */
const OTHERS = 5;

/** `/article`: the card of the article that was chosen, or of the one that the words entered fit best. */
export const article: Handler<'article'> = ({ app, options, locale }) => {
  const name = options.name.trim();
  const exact = app.article(name);
  if (exact !== undefined) return renderArticleCard(exact, [], locale);
  const [best, ...others] = name === '' ? [] : app.matchArticles(name, 1 + OTHERS);
  if (best === undefined) return renderNoArticle(app.findArticles('', OTHERS), locale);
  return renderArticleCard(
    best.article,
    others.map(({ article: other }) => other),
    locale,
  );
};

/** Articles that fit what has been typed so far; the newest ones before anything is. */
export const completeArticle: Completer = (app, typed, locale) =>
  renderChoices(app.matchArticles(typed, LIMITS.choices), locale);
