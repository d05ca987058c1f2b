import type { ArticleMatch } from '../../app/article-matcher.js';
import type { Article, Section } from '../../domain/article.js';
import { answerMessages } from '../../i18n/answers.js';
import { articleMessages } from '../../i18n/articles.js';
import type { Locale } from '../../i18n/locale.js';
import { LIMITS } from '../limits.js';
import { titleLines } from './answer.js';
import { oneLine, plainLine } from './escape.js';
import { leadingLetters, leadingSentences } from './fit.js';
import type { Card, Reply } from './payload.js';
import { bold, plain, type RichText } from './rich-text.js';
import { dateNote, sourceNotes } from './source.js';

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
export function renderArticle(article: Article, others: readonly Article[], locale: Locale): Reply {
  const card: Card = {
    title: titleOf(article),
    url: article.url,
    body: [...opening(article.text, locale), ...outline(article.sections, locale)],
    notes: [...sourceNotes(article, [], locale), ...article.categories],
  };
  return {
    lines: others.length === 0 ? [] : [plain(articleMessages.alsoMatching[locale]), ...titleLines(others)],
    cards: [card],
  };
}

/**
 * The newest articles, each on a card: its title leads to it.
 * @param articles - newest first; at most 10 are shown
 * @param locale - the reader's language
 */
export function renderLatest(articles: readonly Article[], locale: Locale): Reply {
  if (articles.length === 0) return { lines: [plain(answerMessages.emptyIndex[locale])], cards: [] };
  return {
    lines: [plain(articleMessages.newest[locale])],
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
export function renderNoArticle(newest: readonly Article[], locale: Locale): Reply {
  const offer = newest.length === 0 ? [] : [plain(articleMessages.newest[locale]), ...titleLines(newest)];
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
    const behind = heading === null ? '' : ` › ${shortened(plainLine(heading), CHOICE_HEADING_MAX)}`;
    const end = `${behind} · ${dateNote(article.date, locale)}`;
    const title = shortened(plainLine(titleOf(article)), LIMITS.choiceName - mark.length - end.length);
    return { name: mark + title + end, value: article.id };
  });
}

function shortened(line: string, max: number): string {
  return line.length <= max ? line : `${leadingLetters(line, max - 1)}…`;
}

/**
 * An article's title, or its path where it has none.
 * @param article - the one to name
 */
export function titleOf({ title, path }: Article): string {
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
    return `\n${indent}· ${leadingLetters(oneLine(heading), HEADING_MAX)}`;
  });
  const more = sections.length - lines.length;
  const rest = more > 0 ? `\n${articleMessages.moreSections[locale](more)}` : '';
  return [{ text: '\n\n' }, ...bold(articleMessages.outline[locale]), { text: lines.join('') + rest }];
}
