import type { Quote, QuotePiece } from '../domain/answer.js';
import { PIECE_SEPARATOR } from '../domain/answer.js';
import type { Span } from '../domain/span.js';
import { locateTerms } from '../text/analyse.js';
import { fold, unfoldSpan } from '../text/fold.js';

/** Makes a quote of spans of a text. Spans must be in order and must not overlap. */
export function makeQuote(text: string, spans: readonly Span[], questionTerms: ReadonlySet<string>): Quote {
  const pieces: QuotePiece[] = spans.map(({ start, end }) => ({ start, end, text: text.slice(start, end) }));
  const shown = pieces.map((piece) => piece.text).join(PIECE_SEPARATOR);
  return { text: shown, pieces, highlights: findHighlights(shown, questionTerms) };
}

/**
 * Where terms of the question stand in a text, in whatever form they are written there (3.5万 for 35000): merged
 * spans, in order. Lone Han characters are not marked.
 */
export function findHighlights(text: string, questionTerms: ReadonlySet<string>): Span[] {
  const folded = fold(text);
  const spans = locateTerms(folded.text)
    .filter(({ term }) => questionTerms.has(term) && (term.length > 1 || /\p{N}/u.test(term)))
    .map((span) => unfoldSpan(folded, span));
  return mergeSpans(spans);
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
