import type { Answer, Citation } from '../domain/answer.js';
import type { Article } from '../domain/article.js';
import type { Explanation } from '../domain/explanation.js';

/** A quote with its source, as `--json` shows it. Others parse this form: fields are only ever added. */
export interface CitationJson {
  /** The pieces joined by `……`. */
  readonly quote: string;
  /** `article.text.slice(start, end) === text`, in UTF-16 code units. */
  readonly pieces: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  /** What matched, as start and end in `quote`. */
  readonly highlights: readonly (readonly [start: number, end: number])[];
  readonly articleId: string;
  /** Relative to the content folder. */
  readonly path: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly author: string | null;
  /** ISO 8601. */
  readonly date: string | null;
  readonly datePrecision: 'time' | 'day' | 'inferred' | null;
  readonly url: string | null;
  readonly headingPath: readonly string[];
  /** 0 to 1. */
  readonly score: number;
  /** Other articles that tell of the same event within a few days. */
  readonly alsoReported: readonly {
    readonly articleId: string;
    readonly path: string;
    readonly title: string;
    /** ISO 8601. */
    readonly date: string | null;
    readonly url: string | null;
  }[];
}

/** An answer, as `ask --json` shows it. Others parse this form: fields are only ever added. */
export interface AnswerJson {
  /** As asked. */
  readonly question: string;
  /** Completed from the question before where it leaned on that one, otherwise equal to `question`. */
  readonly completedQuestion: string;
  readonly status: 'answered' | 'unanswered';
  /** 0 to 1. */
  readonly confidence: number;
  /** Empty where unanswered. */
  readonly citations: readonly CitationJson[];
  /** What an article of another date says instead, with another figure; `null` where none does. */
  readonly otherwise: CitationJson | null;
  readonly nearest: readonly { readonly title: string; readonly path: string }[];
  /** From question to answer. */
  readonly milliseconds: number;
  /** With `--explain` only. The names of features and kinds in it change with the program. */
  readonly explanation?: Explanation;
}

/**
 * @param milliseconds - that the answer took
 */
export function answerToJson(answer: Answer, milliseconds: number): AnswerJson {
  return {
    question: answer.question,
    completedQuestion: answer.completedQuestion,
    status: answer.status,
    confidence: share(answer.confidence),
    citations: answer.status === 'answered' ? answer.citations.map(citationToJson) : [],
    otherwise:
      answer.status === 'answered' && answer.otherwise !== null ? citationToJson(answer.otherwise) : null,
    nearest: answer.nearest.map(({ title, path }) => ({ title, path })),
    milliseconds: finite(Math.round(milliseconds * 10) / 10),
    ...(answer.explanation === undefined ? {} : { explanation: answer.explanation }),
  };
}

function citationToJson(citation: Citation): CitationJson {
  const { quote, articleId, path, headingPath, score, alsoReported } = citation;
  return {
    quote: quote.text,
    pieces: quote.pieces.map(({ text, start, end }) => ({ text, start, end })),
    highlights: quote.highlights.map(({ start, end }) => [start, end] as const),
    articleId,
    path,
    ...sourceToJson(citation),
    headingPath,
    score: share(score),
    alsoReported: alsoReported.map(({ date, ...article }) => ({ ...article, date: date?.value ?? null })),
  };
}

/** What is known of where a text comes from, in the form that every `--json` shares. */
export function sourceToJson({
  title,
  publisher,
  author,
  date,
  url,
}: Pick<Article, 'title' | 'publisher' | 'author' | 'date' | 'url'>): Pick<
  CitationJson,
  'title' | 'publisher' | 'author' | 'date' | 'datePrecision' | 'url'
> {
  return {
    title,
    publisher,
    author,
    date: date?.value ?? null,
    datePrecision: date?.precision ?? null,
    url,
  };
}

/** JSON has no NaN: it would become `null` and break whoever reads a number. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function share(value: number): number {
  return Math.min(1, Math.max(0, finite(value)));
}
