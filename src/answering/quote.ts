import type { Quote, QuotePiece } from '../domain/answer.js';
import { PIECE_SEPARATOR } from '../domain/answer.js';
import type { Span } from '../domain/span.js';
import { analyse } from '../text/analyse.js';
import { fold, unfoldSpan } from '../text/fold.js';
import type { ScoredCandidate } from './ranker.js';

/** A sentence that cannot be understood without the one before it. */
const LEANS_BACK =
  /^(?:其中|同时|此外|另外|对此|因此|但是?|而且?|并且?|该|此|这|那|他们?|她们?|它们?|还|也|与此同时|同期|同樣|同样|例如|比如|however|also|this|these|it|they|he|she|in addition)/iu;

/** What a quote is grown by. */
export interface QuoteOptions {
  /** Longest quote of more than one sentence, in UTF-16 code units. */
  readonly maxLength: number;
}

/** A run shorter than this, in UTF-16 code units, may take in a sentence of the next paragraph. */
const SHORT_RUN = 20;

/**
 * The run of sentences around `best` that is quoted: the sentence itself, then neighbours of the same passage,
 * each time the better one, as long as the run keeps within `maxLength`. A sentence that leans on the one
 * before (其中, 同时, 对此) takes that one first. Only a short run goes beyond its paragraph.
 * @param passage - every candidate of the passage of `best`, in the order of the text
 */
export function growQuote(
  best: ScoredCandidate,
  passage: readonly ScoredCandidate[],
  options: QuoteOptions,
): Span {
  let { start, end } = best.sentence;
  let first = best.index;
  let last = best.index;
  for (;;) {
    const before = passage[first - 1];
    const after = passage[last + 1];
    const fits = (candidate: ScoredCandidate | undefined): candidate is ScoredCandidate => {
      if (candidate === undefined) return false;
      const from = Math.min(start, candidate.sentence.start);
      const to = Math.max(end, candidate.sentence.end);
      const sameParagraph = !best.article.text.slice(from, to).includes('\n');
      return to - from <= options.maxLength && (sameParagraph || end - start < SHORT_RUN);
    };
    const next = chooseNeighbour(
      fits(before) ? before : null,
      fits(after) ? after : null,
      leansBack(passage[first]),
    );
    if (next === null) return { start, end };
    if (next.index < first) first = next.index;
    else last = next.index;
    start = Math.min(start, next.sentence.start);
    end = Math.max(end, next.sentence.end);
  }
}

function chooseNeighbour(
  before: ScoredCandidate | null,
  after: ScoredCandidate | null,
  leans: boolean,
): ScoredCandidate | null {
  if (before === null || after === null) return before ?? after;
  return leans || before.score > after.score ? before : after;
}

function leansBack(candidate: ScoredCandidate | undefined): boolean {
  if (candidate === undefined) return false;
  const { article, sentence } = candidate;
  return LEANS_BACK.test(article.text.slice(sentence.start, sentence.start + 12));
}

/** Makes a quote of spans of a text. Spans must be in order and must not overlap. */
export function makeQuote(text: string, spans: readonly Span[], questionTerms: ReadonlySet<string>): Quote {
  const pieces: QuotePiece[] = spans.map(({ start, end }) => ({ start, end, text: text.slice(start, end) }));
  const shown = pieces.map((piece) => piece.text).join(PIECE_SEPARATOR);
  return { text: shown, pieces, highlights: findHighlights(shown, questionTerms) };
}

/** Where terms of the question stand in a text: merged spans, in order. Lone Han characters are not marked. */
export function findHighlights(text: string, questionTerms: ReadonlySet<string>): Span[] {
  const folded = fold(text);
  const spans: Span[] = [];
  for (const term of new Set(questionTerms)) {
    if (term.length < 2 && !/[\p{N}]/u.test(term)) continue;
    for (let at = folded.text.indexOf(term); at !== -1; at = folded.text.indexOf(term, at + 1)) {
      if (standsAlone(folded.text, at, term))
        spans.push(unfoldSpan(folded, { start: at, end: at + term.length }));
    }
  }
  return mergeSpans(spans);
}

/** A Latin word or a number is marked only as a whole: `18` not inside `2018`. */
function standsAlone(folded: string, at: number, term: string): boolean {
  if (/\p{Script=Han}/u.test(term)) return true;
  const inside = /[[\p{L}\p{N}]--\p{Script=Han}]/v;
  return (
    !inside.test(folded[at - 1] ?? '') &&
    !inside.test(folded[at + term.length] ?? '') &&
    analyse(term).length > 0
  );
}

function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
