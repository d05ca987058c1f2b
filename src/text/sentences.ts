import type { Span } from '../domain/span.js';

/** Ends a sentence wherever it stands. */
const CHINESE_END = new Set(['。', '！', '？', '…', '!', '?', '｡']);
/** Belongs to the sentence that ends before it. */
const CLOSER = new Set(['”', '’', '」', '』', '）', ')', '》', '〉', '】', '］', ']', '"', "'", '〕']);

/**
 * The sentences inside `span`, in order, without the white space around them. A sentence ends after
 * `。！？…!?`, with the closing quotation marks and brackets that follow; after a full stop in Latin text that
 * stands before white space and a capital or at the end (not after an initial or a common abbreviation, not
 * in a number); and at a line break. A semicolon does not end one: what stands on its two sides is one thought.
 * @param text - the text that the offsets count in
 * @param span - where to look, by default the whole text
 */
export function splitSentences(text: string, span: Span = { start: 0, end: text.length }): Span[] {
  const sentences: Span[] = [];
  let start = span.start;
  let i = span.start;
  while (i < span.end) {
    const end = sentenceEndAt(text, i, { start, end: span.end });
    if (end === null) {
      i++;
      continue;
    }
    pushTrimmed(sentences, text, { start, end });
    start = end;
    i = end;
  }
  pushTrimmed(sentences, text, { start, end: span.end });
  return sentences;
}

/** Where the sentence ends that the character at `i` closes, or `null` if it closes none. */
function sentenceEndAt(text: string, i: number, span: Span): number | null {
  const character = text[i] ?? '';
  if (character === '\n') return i + 1;
  if (CHINESE_END.has(character)) return afterClosers(text, i + 1, span.end);
  if (character === '.' && endsLatinSentence(text, i, span)) return afterClosers(text, i + 1, span.end);
  return null;
}

/** Takes in further end marks (`？！`, `……`) and closing marks. */
function afterClosers(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit && (CHINESE_END.has(text[end] ?? '') || CLOSER.has(text[end] ?? ''))) end++;
  return end;
}

const ABBREVIATION =
  /(?:^|[\s(（])(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Inc|Ltd|Co|Corp|Jr|Sr|U\.S|e\.g|i\.e)$/u;

/** Whether the full stop at `i` ends a sentence: `U.S.`, `3.5`, `v1.2`, `example.com` do not. */
function endsLatinSentence(text: string, i: number, span: Span): boolean {
  let next = i + 1;
  while (next < span.end && CLOSER.has(text[next] ?? '')) next++;
  if (next < span.end && !/\s/u.test(text[next] ?? '')) {
    return /\p{Script=Han}/u.test(text[next] ?? '') && /\p{Script=Han}/u.test(text[i - 1] ?? '');
  }
  if (ABBREVIATION.test(text.slice(Math.max(span.start, i - 8), i))) return false;
  const after = /\S/u.exec(text.slice(next, Math.min(span.end, next + 16)))?.[0];
  return after === undefined || !/\p{Ll}/u.test(after);
}

function pushTrimmed(sentences: Span[], text: string, span: Span): void {
  let { start, end } = span;
  while (start < end && /\s/u.test(text[start] ?? '')) start++;
  while (end > start && /\s/u.test(text[end - 1] ?? '')) end--;
  if (end > start) sentences.push({ start, end });
}
