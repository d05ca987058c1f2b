import type { App } from '../../app/app.js';
import type { ArticleMetadata } from '../../domain/article.js';
import { LIMITS } from '../limits.js';
import { renderArticleCard } from '../rendering/article-card.js';
import { renderChoices, renderNoArticle } from '../rendering/article.js';
import { withCardButtons } from '../rendering/card-buttons.js';
import type { Completer, Handler } from './handler.js';

/** Articles that are offered where there is none such. */
const NEWEST = 5;

/** `/article`: the card of the article that was chosen, or of the one that the words entered fit best. */
export const article: Handler<'article'> = ({ app, options, locale }) => {
  const name = options.name.trim();
  const exact = app.article(name);
  if (exact !== undefined) return renderArticleCard(exact, [], locale);
  const [first, ...others] = articlesLike(app, name);
  const best = first && app.article(first.id);
  if (best === undefined) {
    const newest = app.findArticles('', NEWEST);
    return withCardButtons(renderNoArticle(newest, locale), newest);
  }
  return withCardButtons(renderArticleCard(best, others, locale), others.slice(0, LIMITS.buttonsPerRow));
};

/** All articles that words fit, best first. */
function articlesLike(app: App, name: string): ArticleMetadata[] {
  if (name === '') return [];
  return app.matchArticles(name, Number.MAX_SAFE_INTEGER).map(({ article: match }) => match);
}

/** Articles that fit what has been typed so far; the newest ones before anything is. */
export const completeArticle: Completer = (app, typed, locale) =>
  renderChoices(app.matchArticles(typed, LIMITS.choices), locale);
