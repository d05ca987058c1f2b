import type { ArticleMatch } from '../../app/article-matcher.js';
import type { Article, ArticleMetadata, Section } from '../../domain/article.js';
import { answerMessages } from '../../i18n/answers.js';
import { articleMessages } from '../../i18n/articles.js';
import type { Locale } from '../../i18n/locale.js';
import { LIMITS } from '../limits.js';
import { shorten, titleLines } from './answer.js';
import { fitLine, leadingSentences } from './fit.js';
import type { Card, Reply } from './payload.js';
import { bold, plain, type RichText } from './rich-text.js';
import { dateNote, sourceNotes } from './source.js';
import { turnButtons } from './turn-buttons.js';

/** The letter of the buttons that turn the pages of the newest articles: see `component-id.ts`. */
export const LATEST_PAGE_CODE = 'l';

const OPENING_MAX = 300;
const OUTLINE_MAX = 15;
const HEADING_MAX = 60;
/** Of a choice's 100 characters; the title keeps as many. */
const CHOICE_HEADING_MAX = 35;

/** One entry that autocompletion offers. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/**
 * An article's card: source, date, how it begins, its outline.
 * @param article - the one asked for
 * @param others - further articles that the same words may have meant
 * @param locale - the reader's language
 */
export function renderArticle(article: Article, others: readonly ArticleMetadata[], locale: Locale): Reply {
  const card: Card = {
    title: titleOf(article),
    url: article.url,
    body: [...opening(article.text, locale), ...outline(article.sections, locale)],
    notes: [...sourceNotes(article, [], locale), ...article.categories],
  };
  return {
    lines:
      others.length === 0 ? [] : [plain(articleMessages.alsoMatching[locale]), ...titleLines(others, locale)],
    cards: [card],
  };
}

/** Which of the newest articles are shown. */
export interface LatestView {
  /** From 0. */
  readonly page: number;
  /** Articles on a page, 1 to 10. */
  readonly count: number;
  /** How many there are on all pages. */
  readonly all: number;
  readonly locale: Locale;
}

/**
 * A page of the newest articles, each on a card: its title leads to it.
 * @param articles - those on the page, newest first; at most 10 are shown
 * @param view - which page it is
 */
export function renderLatest(
  articles: readonly ArticleMetadata[],
  { page, count, all, locale }: LatestView,
): Reply {
  if (articles.length === 0) return { lines: [plain(answerMessages.emptyIndex[locale])], cards: [] };
  const first = page * count;
  const heading =
    articles.length === all
      ? articleMessages.newest[locale]
      : articleMessages.newestPage[locale](first + 1, first + articles.length, all);
  return {
    lines: [plain(heading)],
    buttons: [turnButtons(LATEST_PAGE_CODE, { page, pages: Math.ceil(all / count), size: count }, locale)],
    cards: articles.map((article) => ({
      title: titleOf(article),
      url: article.url,
      body: [],
      notes: sourceNotes(article, [], locale),
    })),
  };
}

/**
 * Says that there is no such article, and which are the newest.
 * @param newest - what to offer instead
 * @param locale - the reader's language
 */
export function renderNoArticle(newest: readonly ArticleMetadata[], locale: Locale): Reply {
  const offer =
    newest.length === 0 ? [] : [plain(articleMessages.newest[locale]), ...titleLines(newest, locale)];
  return { lines: [plain(articleMessages.noSuchArticle[locale]), ...offer], cards: [] };
}

/**
 * Articles as autocompletion offers them: title and day to read, the article's id to send. What fits exactly is
 * marked ✓; what fits by a heading shows it.
 * @param matches - best first; at most 25 are offered
 * @param locale - the reader's language
 */
export function renderChoices(matches: readonly ArticleMatch[], locale: Locale): Choice[] {
  return matches.slice(0, LIMITS.choices).map(({ article, by, heading }) => {
    const mark = by === 'exact' ? '✓ ' : '';
    const behind = heading === null ? '' : ` › ${fitLine(heading, CHOICE_HEADING_MAX)}`;
    const end = `${behind} · ${dateNote(article.date, locale)}`;
    const title = fitLine(titleOf(article), LIMITS.choiceName - mark.length - end.length);
    return { name: mark + title + end, value: article.id };
  });
}

/**
 * An article's title, or its path where it has none.
 * @param article - the one to name
 */
export function titleOf({ title, path }: Pick<ArticleMetadata, 'title' | 'path'>): string {
  return title.trim() === '' ? path : title;
}

function opening(text: string, locale: Locale): RichText {
  const sentences = leadingSentences(text, OPENING_MAX);
  return plain(sentences.length < text.length ? sentences + answerMessages.cut[locale] : sentences);
}

function outline(sections: readonly Section[], locale: Locale): RichText {
  if (sections.length === 0) return [];
  const lines = sections.slice(0, OUTLINE_MAX).map(({ heading, headingPath }) => {
    const indent = '\u3000'.repeat(Math.min(headingPath.length, 4) - 1);
    return `\n${indent}· ${shorten(heading, HEADING_MAX)}`;
  });
  const more = sections.length - lines.length;
  const rest = more > 0 ? `\n${articleMessages.moreSections[locale](more)}` : '';
  return [{ text: '\n\n' }, ...bold(articleMessages.outline[locale]), { text: lines.join('') + rest }];
}
