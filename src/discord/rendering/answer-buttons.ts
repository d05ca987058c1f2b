import type { Answer, Citation, NearestArticle } from '../../domain/answer.js';
import type { Article, ArticleId } from '../../domain/article.js';
import { answerMessages } from '../../i18n/answers.js';
import type { Locale } from '../../i18n/locale.js';
import { hashDigits, writeButtonId } from '../components/article-button-id.js';
import { LIMITS } from '../limits.js';
import { actionButtons, CITATIONS_MAX } from './answer-actions.js';
import { renderAnswer, type AnswerView } from './answer.js';
import { titleOf } from './article.js';
import { walkButtons } from './page.js';
import type { Button, Reply } from './payload.js';
import { plain } from './rich-text.js';

/** Where articles are looked up; the app is one such. */
export interface ArticleSource {
  article(reference: ArticleId): Article | undefined;
}

const MARKS = ['① ', '② ', '③ '];

/**
 * An answer as `renderAnswer` shows it, with buttons: a row for each citation (before, after, card) and one
 * for the whole, or where nothing answers the nearest articles, of which each opens its card.
 * @param answer - what was found
 * @param view - for whom and how
 * @param articles - the articles served now
 */
export function renderAnswerWithButtons(answer: Answer, view: AnswerView, articles: ArticleSource): Reply {
  const { locale } = view;
  if (answer.status === 'answered') {
    const rows = citationRows(answer.citations.slice(0, CITATIONS_MAX), articles, locale);
    return { ...renderAnswer(answer, view), buttons: [...rows, actionButtons(answer, view)] };
  }
  const buttons = nearestButtons(answer.nearest, articles);
  const offered = new Set(buttons.map(({ articleId }) => articleId));
  // A title stands on its button, or in the text where its article has no button.
  const rest = answer.nearest.filter(({ articleId }) => !offered.has(articleId));
  const reply = renderAnswer({ ...answer, nearest: rest }, view);
  const heading = rest.length === 0 && buttons.length > 0 ? [plain(answerMessages.nearest[locale])] : [];
  return {
    ...reply,
    lines: [...reply.lines, ...heading],
    buttons: buttons.length === 0 ? [] : [buttons.map(({ button }) => button)],
  };
}

function citationRows(citations: readonly Citation[], articles: ArticleSource, locale: Locale): Button[][] {
  return citations.flatMap(({ articleId, quote: { pieces } }, slot) => {
    const [first, last] = [pieces[0], pieces.at(-1)];
    const article = articleById(articles, articleId);
    if (article === undefined || first === undefined || last === undefined) return [];
    // A rebuild may have ended between the answer and now.
    if (pieces.some(({ start, end, text }) => article.text.slice(start, end) !== text)) return [];
    const mark = citations.length > 1 ? MARKS[slot] : '';
    const span = { start: first.start, end: last.end };
    return [walkButtons(article, span, { locale, turns: false, slot, mark: mark ?? '' })];
  });
}

function nearestButtons(
  nearest: readonly NearestArticle[],
  articles: ArticleSource,
): { articleId: ArticleId; button: Button }[] {
  return nearest.slice(0, LIMITS.buttonsPerRow).flatMap(({ articleId }, slot) => {
    const article = articleById(articles, articleId);
    if (article === undefined) return [];
    const id = writeButtonId({ action: 'card', articleId, hash: hashDigits(article), offset: 0, slot });
    return [{ articleId, button: { label: titleOf(article), id } }];
  });
}

/**
 * The article with this id: what stands in a button must not be taken for a path or a title.
 * @param articles - where to look
 * @param id - of the article
 */
export function articleById(articles: ArticleSource, id: ArticleId): Article | undefined {
  const article = articles.article(id);
  return article?.id === id ? article : undefined;
}
