import type { Answer, Answered, Citation, NearestArticle, UnansweredReason } from '../../domain/answer.js';
import { answerMessages } from '../../i18n/answers.js';
import { articleMessages } from '../../i18n/articles.js';
import type { ArticleFilter } from '../../domain/filter.js';
import type { Locale } from '../../i18n/locale.js';
import { oneLine } from './escape.js';
import { filterLines } from './filter.js';
import { leadingLetters } from './fit.js';
import type { Card, Reply } from './payload.js';
import { bold, emphasise, plain, type RichText } from './rich-text.js';
import { dateNote, sourceNotes } from './source.js';

const QUESTION_MAX = 300;
const TITLE_MAX = 100;
const NEAREST_MAX = 5;

const REASONS = {
  'empty-question': answerMessages.emptyQuestion,
  'empty-index': answerMessages.emptyIndex,
  'nothing-in-filter': answerMessages.nothingInFilter,
  'nothing-relevant': answerMessages.nothingRelevant,
  'not-confident': answerMessages.notConfident,
} as const satisfies Record<UnansweredReason, unknown>;

/** How an answer is shown. */
export interface AnswerView {
  readonly locale: Locale;
  /** Repeat the question above the answer: Discord hides the options of a command from other members. */
  readonly withQuestion: boolean;
  /** What the question was restricted to. Default nothing. */
  readonly filter?: ArticleFilter | undefined;
  /** Offer to show the answer to everybody: it is shown to one member of a server alone. Default false. */
  readonly shareable?: boolean;
}

/**
 * A card for each citation, or the reason why there is none with the nearest titles.
 * @param answer - what was found
 * @param view - for whom and how
 */
export function renderAnswer(answer: Answer, { locale, withQuestion, filter }: AnswerView): Reply {
  const question = [
    ...(withQuestion ? questionLine(answer.question) : []),
    ...understoodLine(answer, locale),
    ...filterLines(filter, locale),
  ];
  if (answer.status === 'answered') {
    const reserve = answer.level === 'possible' ? [plain(answerMessages.possible[locale])] : [];
    return {
      lines: [...question, ...reserve],
      cards: [
        ...answer.citations.map((citation, i) => {
          const card = citationCard(citation, locale);
          const sure = i === 0 && answer.level === 'strong';
          return sure ? { ...card, notes: [...card.notes, answerMessages.strong[locale]] } : card;
        }),
        ...otherFigureCards(answer, locale),
      ],
    };
  }
  const sentence = plain(REASONS[answer.reason][locale]);
  return { lines: [...question, sentence, ...nearestLines(answer.nearest, locale)], cards: [] };
}

function citationCard(citation: Citation, locale: Locale): Card {
  return {
    title: citation.title.trim() === '' ? citation.path : citation.title,
    url: citation.url,
    body: emphasise(citation.quote.text, citation.quote.highlights),
    notes: [...sourceNotes(citation, citation.headingPath, locale), ...alsoReportedNotes(citation, locale)],
  };
}

/** A last card whose title says what it is; none where no article gives another figure. */
function otherFigureCards({ citations, otherwise }: Answered, locale: Locale): Card[] {
  if (otherwise === null) return [];
  const earlier = (otherwise.date?.value ?? '') < (citations[0]?.date?.value ?? '');
  const label = earlier ? answerMessages.earlierFigure : answerMessages.laterFigure;
  const card = citationCard(otherwise, locale);
  return [{ ...card, title: `${label[locale](dateNote(otherwise.date, locale))}${card.title}` }];
}

function alsoReportedNotes({ alsoReported }: Citation, locale: Locale): string[] {
  if (alsoReported.length === 0) return [];
  const titles = alsoReported
    .slice(0, NEAREST_MAX)
    .map(({ title, path }) => shorten(title.trim() === '' ? path : title, TITLE_MAX));
  return [
    answerMessages.alsoReported[locale](alsoReported.length, titles.join(locale === 'en' ? ', ' : '、')),
  ];
}

function questionLine(question: string): RichText[] {
  const line = shorten(question, QUESTION_MAX);
  return line === '' ? [] : [bold(line)];
}

/** Tells how a question was understood that was completed from the one before. */
function understoodLine({ question, completedQuestion }: Answer, locale: Locale): RichText[] {
  if (completedQuestion === question) return [];
  return [plain(answerMessages.understood[locale](shorten(completedQuestion, QUESTION_MAX)))];
}

function nearestLines(nearest: readonly NearestArticle[], locale: Locale): RichText[] {
  return nearest.length === 0 ? [] : [plain(answerMessages.nearest[locale]), ...titleLines(nearest, locale)];
}

/**
 * A list of at most five articles, a line each, and how many more there are.
 * @param articles - best first
 * @param locale - the reader's language
 */
export function titleLines(
  articles: readonly { readonly title: string; readonly path: string }[],
  locale: Locale,
): RichText[] {
  const more = articles.length - NEAREST_MAX;
  return [
    ...articles
      .slice(0, NEAREST_MAX)
      .map(({ title, path }) => plain(`• ${shorten(title.trim() === '' ? path : title, TITLE_MAX)}`)),
    ...(more > 0 ? [plain(articleMessages.moreArticles[locale](more))] : []),
  ];
}

/**
 * A text on one line, cut between two letters where it is too long.
 * @param text - literal text
 * @param max - most UTF-16 code units before the mark
 */
export function shorten(text: string, max: number): string {
  const line = oneLine(text);
  return line.length <= max ? line : `${leadingLetters(line, max)}…`;
}
