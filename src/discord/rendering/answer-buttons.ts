import type { Answer, Citation } from '../../domain/answer.js';
import type { Article, ArticleId } from '../../domain/article.js';
import { answerMessages } from '../../i18n/answers.js';
import type { Locale } from '../../i18n/locale.js';
import { LIMITS } from '../limits.js';
import { actionButtons, CITATIONS_MAX } from './answer-actions.js';
import { renderAnswer, type AnswerView } from './answer.js';
import { cardButtons } from './card-buttons.js';
import { walkButtons } from './page.js';
import type { Button, Reply } from './payload.js';
import { plain } from './rich-text.js';

/** Where articles are looked up; the app is one such. */
export interface ArticleSource {
  article(reference: ArticleId): Article | undefined;
}

/** One for each card. */
const MARKS = ['① ', '② ', '③ ', '④ '];

/**
 * An answer as `renderAnswer` shows it, with buttons: a row for each card (before, after, card) and one for
 * the whole, or where nothing answers the nearest articles, of which each opens its card.
 * @param answer - what was found
 * @param view - for whom and how
 * @param articles - the articles served now
 */
export function renderAnswerWithButtons(answer: Answer, view: AnswerView, articles: ArticleSource): Reply {
  const { locale } = view;
  if (answer.status === 'answered') {
    const { citations, otherwise } = answer;
    const shown = [...citations.slice(0, CITATIONS_MAX), ...(otherwise === null ? [] : [otherwise])];
    const rows = citationRows(shown, articles, locale);
    return { ...renderAnswer(answer, view), buttons: [...rows, actionButtons(answer, view)] };
  }
  const offered = answer.nearest
    .flatMap(({ articleId }) => articleById(articles, articleId) ?? [])
    .slice(0, LIMITS.buttonsPerRow);
  const buttons = cardButtons(offered);
  // A title stands on its button, or in the text where its article has no button.
  const rest = answer.nearest.filter(({ articleId }) => offered.every(({ id }) => id !== articleId));
  const reply = renderAnswer({ ...answer, nearest: rest }, view);
  const heading = rest.length === 0 && buttons.length > 0 ? [plain(answerMessages.nearest[locale])] : [];
  return {
    ...reply,
    lines: [...reply.lines, ...heading],
    buttons: buttons.length === 0 ? [] : [buttons],
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

/**
 * The article with this id: what stands in a button must not be taken for a path or a title.
 * @param articles - where to look
 * @param id - of the article
 */
export function articleById(articles: ArticleSource, id: ArticleId): Article | undefined {
  const article = articles.article(id);
  return article?.id === id ? article : undefined;
}
