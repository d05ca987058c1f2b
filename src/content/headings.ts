import { foldString } from '../text/fold.js';
import type { RawBlock } from './raw-block.js';
import { saySomething } from './raw-block.js';

/** Longest heading of plain text, in UTF-16 code units: in Han and in other scripts. */
const MAX_HAN = 40;
const MAX_LATIN = 80;
/** More short lines in a row than this are a list or a poem. */
const MAX_RUN = 2;

/**
 * Whether a line can be a heading: short, without closing punctuation, no item of a list and no mere number,
 * date or address.
 * @param max - longest such line of Han characters in UTF-16 code units
 */
export function isHeadingLike(line: string, max = MAX_HAN): boolean {
  const limit = /\p{Script=Han}/u.test(line) ? max : Math.max(max, MAX_LATIN);
  return (
    line.length >= 2 &&
    line.length <= limit &&
    /\p{L}{2}/u.test(line) &&
    !/[。！？；：，、,.;:!?…～~—-]$/u.test(line) &&
    !/[。！？；]/u.test(line) &&
    !/^[•·●◆■▪*>|-]\s?|^https?:|^[\d\s:年月日./-]+$|\S@\S|^\S{1,6}[:：]\s?[\d\p{L}]{1,4}$/u.test(line)
  );
}

/** Longest title of plain text, in UTF-16 code units: titles of newspapers run longer than their sub-headings. */
const MAX_TITLE = 60;
/** The title stands among so many blocks at the beginning. */
const LEAD = 5;
const LABELLED = /^(?:标题|標題|题目|Title)\s?[:：]\s?(\S.{0,299})$/iu;

/**
 * The title that stands at the beginning of a text: its one heading of the highest level, a bold line, or in
 * plain text a line that looks like a heading. `null` where there is none or nothing follows it.
 */
export function leadTitle(blocks: readonly RawBlock[], isPlain: boolean): string | null {
  const [first, ...rest] = blocks;
  if (first === undefined || rest.length === 0) return null;
  if (first.kind === 'heading') {
    const level = first.level ?? 1;
    return rest.some((block) => block.kind === 'heading' && (block.level ?? 1) <= level) ? null : first.text;
  }
  if (first.kind !== 'paragraph') return null;
  const labelled = LABELLED.exec(first.text)?.[1];
  if (labelled !== undefined) return labelled;
  // A title may be a question, a sub-heading of plain text may not: it could be the text's.
  const isLine = isHeadingLike(first.text.replace(/[？！?!]$/u, ''), MAX_TITLE);
  // One bold line is a title, several are headings.
  const isAlone = first.isBold === true && !rest.some((block) => block.isBold === true);
  return isLine && (isPlain || isAlone) ? first.text : null;
}

/** Blocks without the one at the beginning that repeats the title, unless it is all there is. */
export function withoutTitle(blocks: readonly RawBlock[], title: string | null): readonly RawBlock[] {
  if (title === null) return blocks;
  const folded = foldTitle(title);
  const index = blocks
    .slice(0, LEAD)
    .findIndex(({ text }) => foldTitle(text.replace(LABELLED, '$1')) === folded);
  const rest = blocks.filter((_, i) => i !== index);
  return index >= 0 && saySomething(rest) ? rest : blocks;
}

function foldTitle(title: string): string {
  return title.length > 400 ? title : foldString(title).replace(/[\s\p{P}]+/gu, '');
}

/**
 * Makes headings of the paragraphs of plain text that look like headings and stand before a longer paragraph.
 */
export function recogniseHeadings(blocks: readonly RawBlock[]): RawBlock[] {
  const read: RawBlock[] = [];
  for (let i = 0; i < blocks.length; ) {
    let end = i;
    while (isCandidate(blocks[end])) end++;
    const body = blocks[end];
    for (const block of blocks.slice(i, end)) {
      const stands = body?.kind === 'paragraph' && body.text.length > block.text.length;
      const isHeading = stands && (end - i <= MAX_RUN || NUMBERED.some(({ pattern }) => pattern.test(block.text)));
      read.push(isHeading ? { kind: 'heading', level: headingLevel(block.text), text: block.text } : block);
    }
    if (body !== undefined) read.push(body);
    i = end + 1;
  }
  return read;
}

function isCandidate(block: RawBlock | undefined): boolean {
  return block?.kind === 'paragraph' && isHeadingLike(block.text);
}

const NUMBERED = [
  { pattern: /^第[一二三四五六七八九十百\d]{1,4}[编章篇部](?:\s|\S)/u, level: 2 },
  { pattern: /^第[一二三四五六七八九十百\d]{1,4}[节条]/u, level: 3 },
  { pattern: /^[一二三四五六七八九十]{1,3}[、．.]/u, level: 2 },
  { pattern: /^[（(][一二三四五六七八九十]{1,3}[)）]/u, level: 3 },
  { pattern: /^\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\s/u, level: 3 },
  { pattern: /^[（(]?\d{1,2}(?:[、．)）]|\.\s?(?!\d))/u, level: 4 },
];

/** The level that a heading's number says: 一、 is above （一）, which is above 1. */
function headingLevel(text: string): number {
  return NUMBERED.find(({ pattern }) => pattern.test(text))?.level ?? 2;
}

/**
 * Makes headings of bold lines of their own, as scraped pages have them, where text that is not bold follows.
 * They are one level below the last true heading.
 */
export function recogniseBoldHeadings(blocks: readonly RawBlock[]): RawBlock[] {
  let level = 1;
  return blocks.map((block, i) => {
    if (block.kind === 'heading') level = block.level ?? level;
    const next = blocks[i + 1];
    const isHeading =
      block.kind === 'paragraph' &&
      block.isBold === true &&
      isHeadingLike(block.text) &&
      next !== undefined &&
      next.kind !== 'heading' &&
      next.isBold !== true;
    return isHeading ? { kind: 'heading', level: Math.min(6, level + 1), text: block.text } : block;
  });
}
