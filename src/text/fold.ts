import { createRequire } from 'node:module';

import type { Span } from '../domain/span.js';

// The package's declarations import each other without file extensions, which `nodenext` cannot resolve.
const OpenCC = createRequire(import.meta.url)('opencc-js/t2cn') as {
  Converter(options: { from: 'tw' | 'hk' | 't'; to: 'cn' }): (text: string) => string;
};

/** Text made comparable, with the way back to the text it was made from. */
export interface FoldedText {
  readonly text: string;
  /**
   * `offsets[i]` is where the original begins that gave code unit `i` of `text`; one more entry at the end
   * holds the original's length. Never decreases.
   */
  readonly offsets: Uint32Array;
}

/** ASCII folds to its lower case, and nothing before it in the text can change that. */
const MAX_ASCII = 0x7f;

/**
 * Folds text for comparison: NFKC (full and half width, ligatures, compatibility ideographs), then
 * Traditional to Simplified character by character (OpenCC's character tables), then lower case. A character
 * with the combining marks after it is folded as one, so that composed and decomposed forms meet.
 */
export function fold(text: string): FoldedText {
  const parts: string[] = [];
  const offsets: number[] = [];
  for (const { start, end } of clusters(text)) {
    const folded = foldCluster(text.slice(start, end));
    parts.push(folded);
    offsets.push(...Array.from({ length: folded.length }, () => start));
  }
  offsets.push(text.length);
  return { text: parts.join(''), offsets: Uint32Array.from(offsets) };
}

/** {@link fold} without the way back; several times faster. */
export function foldString(text: string): string {
  return simplify(text.normalize('NFKC')).toLowerCase();
}

/**
 * The span of the original that a span of folded text came from. A span that ends inside what one original
 * character gave covers that character.
 */
export function unfoldSpan(folded: FoldedText, span: Span): Span {
  const start = folded.offsets[span.start] ?? 0;
  if (span.end <= span.start) return { start, end: start };
  const last = folded.offsets[span.end - 1] ?? start;
  let next = span.end;
  while (next < folded.text.length && folded.offsets[next] === last) next++;
  return { start, end: folded.offsets[next] ?? last };
}

/** Runs of one base character and the combining marks that follow it. */
function* clusters(text: string): Generator<Span> {
  const mark = /[\p{M}\u{FF9E}\u{FF9F}\u{1160}-\u{11FF}]/u;
  let start = 0;
  while (start < text.length) {
    let end = start + codeUnits(text, start);
    while (end < text.length && text.charCodeAt(end) > MAX_ASCII) {
      const units = codeUnits(text, end);
      if (!mark.test(text.slice(end, end + units))) break;
      end += units;
    }
    yield { start, end };
    start = end;
  }
}

/** 2 for a surrogate pair, otherwise 1. */
function codeUnits(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

const cache = new Map<string, string>();
const MAX_CACHED = 65_536;

function foldCluster(cluster: string): string {
  const known = cache.get(cluster);
  if (known !== undefined) return known;
  const folded = foldString(cluster);
  if (cluster.length <= 2 && cache.size < MAX_CACHED) cache.set(cluster, folded);
  return folded;
}

/** Where the characters that have Simplified forms begin and end: CJK Unified Ideographs with Extension A. */
const HAN = { first: 0x3400, last: 0x9fff };
/** Traditional and variant characters, by their distance from the first, each with its Simplified form. */
const SIMPLIFIED = simplifiedForms();

/** By hand rather than by a replacer, which would be called for every Han character: folding takes a tenth of the time. */
function simplify(text: string): string {
  let simplified = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const form = code < HAN.first || code > HAN.last ? undefined : SIMPLIFIED[code - HAN.first];
    if (form === undefined) continue;
    simplified += text.slice(copied, i) + form;
    copied = i + 1;
  }
  return copied === 0 ? text : simplified + text.slice(copied);
}

/**
 * OpenCC's phrases are left aside: a fold must not depend on neighbours. Taiwan's and Hong Kong's variants
 * (裡, 裏) go through OpenCC's standard form first. What is a Simplified form already stays as it is: 麼 gives 么,
 * and 么, a Traditional character too, must not become 幺.
 */
function simplifiedForms(): readonly (string | undefined)[] {
  const characters: string[] = [];
  for (let code = HAN.first; code <= HAN.last; code++) characters.push(String.fromCharCode(code));
  const column = characters.join('\n');
  const conversions = (['tw', 'hk', 't'] as const).map((from) =>
    OpenCC.Converter({ from, to: 'cn' })(column).split('\n'),
  );
  const forms = new Map<string, string>();
  characters.forEach((character, i) => {
    const form = conversions.map((converted) => converted[i]).find((c) => c !== undefined && c !== character);
    if (form?.length === 1) forms.set(character, form);
  });
  for (const form of [...forms.values()]) forms.delete(form);
  return characters.map((character) => forms.get(character));
}
