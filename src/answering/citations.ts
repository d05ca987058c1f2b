import type { Citation, ReportingArticle } from '../domain/answer.js';
import type { LexicalIndex } from '../domain/ports.js';
import type { Span } from '../domain/span.js';
import type { AnswerKind } from '../retrieval/question.js';
import { markedWords } from '../retrieval/translation.js';
import { findList } from './list-quote.js';
import { findOtherFigure } from './other-figures.js';
import { makeQuote } from './quote.js';
import type { ScoredCandidate } from './ranker.js';
import type { Reading } from './reader.js';
import { chooseRun, type RunOptions } from './run.js';
import { tellSameEvent } from './same-event.js';

/** What is cited, and how. */
export interface CiteRequest {
  readonly reading: Reading;
  /** The sentence that leads the answer: the one with the highest score. */
  readonly best: ScoredCandidate;
  /** Of the answer, 0 to 1. */
  readonly confidence: number;
  readonly lexical: LexicalIndex;
  /** The day that “now” means, `YYYY-MM-DD`. Default: no such day. */
  readonly today?: string | undefined;
  /** Most citations. */
  readonly limit: number;
  readonly options: {
    readonly run: RunOptions;
    readonly citationShare: number;
  };
}

/** The citations of an answer, best first, and what an article of another date says instead. */
export interface Cited {
  readonly citations: readonly Citation[];
  readonly otherwise: Citation | null;
}

/**
 * The best quote of each article, best first, as long as one is not far behind the first. Articles that tell
 * the same event as one before are listed with that one, however they put it. The article that is cited for another figure is not
 * cited again.
 */
export function cite(request: CiteRequest): Cited {
  const { reading, best, limit, lexical, today, options } = request;
  const other = findOtherFigure({ reading, chosen: best, today });
  const seen = new Set<string>(other === null ? [] : [other.article.id]);
  const cited: Quoted[] = [];
  const least = best.probability * options.citationShare;
  for (const candidate of reading.candidates.toSorted((a, b) => b.score - a.score)) {
    const { article } = candidate;
    if (seen.has(article.id)) continue;
    seen.add(article.id);
    const span = runAround(candidate, request);
    const same = cited.find((before) =>
      tellSameEvent({ article, span }, { article: before.candidate.article, span: before.span }, lexical),
    );
    if (same !== undefined) same.alsoReported.push(reporting(candidate));
    else if (cited.length < limit && candidate.probability >= least)
      cited.push({ candidate, span, alsoReported: [] });
  }
  return {
    citations: cited.map((quoted) => toCitation(quoted, request)),
    otherwise:
      other === null
        ? null
        : toCitation({ candidate: other, span: runAround(other, request), alsoReported: [] }, request),
  };
}

/** A sentence with the run around it that is quoted. */
interface Quoted {
  readonly candidate: ScoredCandidate;
  readonly span: Span;
  readonly alsoReported: ReportingArticle[];
}

function runAround(candidate: ScoredCandidate, { reading, options }: CiteRequest): Span {
  const passage = reading.candidates.filter(({ passageId }) => passageId === candidate.passageId);
  return chooseRun(passage, options.run);
}

function reporting({ article }: ScoredCandidate): ReportingArticle {
  const { id, path, title, date, url } = article;
  return { articleId: id, path, title, date, url };
}

/** Kinds of questions that a list answers. */
const LISTED: ReadonlySet<AnswerKind> = new Set(['list', 'manner']);

/** The run, or the list that it belongs to where one was asked for. */
function quotedSpans({ candidate, span }: Quoted, { reading, options }: CiteRequest): readonly Span[] {
  const list = LISTED.has(reading.question.kind)
    ? findList(candidate.article, span, options.run.maxLength)
    : null;
  return list ?? [span];
}

function toCitation(quoted: Quoted, request: CiteRequest): Citation {
  const { candidate, alsoReported } = quoted;
  const { reading, best, confidence } = request;
  const { article, passage, passageId, probability } = candidate;
  return {
    quote: makeQuote(article.text, quotedSpans(quoted, request), markedWords(reading.question)),
    articleId: article.id,
    passageId,
    path: article.path,
    title: article.title,
    publisher: article.publisher,
    author: article.author,
    date: article.date,
    url: article.url,
    headingPath: passage.headingPath,
    score: confidence * (probability / best.probability),
    alsoReported,
  };
}
