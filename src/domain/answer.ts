import type { ArticleDate, ArticleId } from './article.js';
import type { Explanation } from './explanation.js';
import type { PassageId } from './passage.js';
import type { Span } from './span.js';

/** What stands between the pieces of a quote when it is shown. */
export const PIECE_SEPARATOR = '……';

/** One verbatim span of an article: `article.text.slice(start, end) === text`, always. */
export interface QuotePiece extends Span {
  readonly text: string;
}

/** One or more verbatim pieces of one article, in the order of the text, without overlap. */
export interface Quote {
  /** The pieces joined by {@link PIECE_SEPARATOR}. */
  readonly text: string;
  readonly pieces: readonly QuotePiece[];
  /** What matched the question, as spans of `text` (not of the article), in order and without overlap. */
  readonly highlights: readonly Span[];
}

/** A quote with its source beside it. */
export interface Citation {
  readonly quote: Quote;
  readonly articleId: ArticleId;
  readonly passageId: PassageId;
  readonly path: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly date: ArticleDate | null;
  readonly url: string | null;
  readonly headingPath: readonly string[];
  /** 0 to 1: how sure the ranker is that this quote answers; comparable within one answer. */
  readonly score: number;
  /** Other articles that tell of the same event within a few days, best first; they have no citation of their own. */
  readonly alsoReported: readonly ReportingArticle[];
}

/** An article that tells of the same event as a citation. */
export interface ReportingArticle {
  readonly articleId: ArticleId;
  readonly path: string;
  readonly title: string;
  readonly date: ArticleDate | null;
  readonly url: string | null;
}

/** An article that is near the question without answering it. */
export interface NearestArticle {
  readonly articleId: ArticleId;
  readonly title: string;
  readonly path: string;
}

/** Why a question has no answer. */
export type UnansweredReason =
  'empty-question' | 'empty-index' | 'nothing-in-filter' | 'nothing-relevant' | 'not-confident';

/** What every answer carries. */
interface AnswerBase {
  /** The question as asked. */
  readonly question: string;
  /**
   * The question as it was understood: completed from the one before it where it leaned on that one, otherwise
   * equal to `question`.
   */
  readonly completedQuestion: string;
  /** 0 to 1. Below the answerer's threshold the answer is `unanswered`. */
  readonly confidence: number;
  /** Titles to offer: the best matching articles, best first. Also filled where there is an answer. */
  readonly nearest: readonly NearestArticle[];
  /** How it came about; only where that was asked for, and there was something to ask and to search. */
  readonly explanation?: Explanation;
}

/** How sure an answer is: a `possible` one is shown as such. */
export type AnswerLevel = 'strong' | 'possible';

/** At least one citation, best first, each of another article unless one article answers in several places. */
export interface Answered extends AnswerBase {
  readonly status: 'answered';
  readonly level: AnswerLevel;
  readonly citations: readonly Citation[];
  /**
   * What an article of another date says instead, where it gives another figure than the first citation for the
   * same thing; not one of `citations`.
   */
  readonly otherwise: Citation | null;
}

/** No passage answers. A result, not an exception. */
export interface Unanswered extends AnswerBase {
  readonly status: 'unanswered';
  readonly reason: UnansweredReason;
}

/** The result of asking a question. */
export type Answer = Answered | Unanswered;
