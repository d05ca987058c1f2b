import type { Article } from '../domain/article.js';
import type { Span } from '../domain/span.js';
import { splitSentences } from '../text/sentences.js';

/** Opens an item of a list that is written as running text: 一是, 第二, 首先, （三）, 4., ⑤. */
const ITEM =
  /^(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[，,、：:是]|首先|其次|再次|再者|最后|最後|[（(][一二三四五六七八九十\d]{1,3}[)）]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、．]|\d{1,2}[.)](?!\d)|[①-⑳]|(?:first|second|third|fourth|fifth|finally)(?:ly)?[,:])/iu;
const LEADS_IN = /[：:]["'”’」』]?$/u;
/** Where a first item follows its lead-in within one sentence: “三项措施：一是……” */
const FIRST_ITEM =
  /[：:](?=\s?(?:一是|第一[，,、：:是]|首先|[（(][一1][)）]|[一1][、．]|①|first(?:ly)?[,:]))/iu;
/** Ends the head of an item. */
const HEAD_END = /[，。；：！？,;:!?]|\.(?=\s|$)/gu;
/** Shortest and longest head, in UTF-16 code units, with what counts the item. */
const HEAD = { min: 8, max: 60 };
/** Fewer are no list, more are not shown. */
const ITEMS = { min: 2, max: 12 };
/** Sentences on either side of the quoted one among which its list is looked for. */
const REACH = 60;

/** A sentence, or a whole item of a marked-up list. */
interface Unit extends Span {
  readonly opensItem: boolean;
  /** Position of its block among the article's. */
  readonly block: number;
}

/**
 * The list that a span of an article is part of or leads in: whole where it is short enough, otherwise the heads
 * of its items, with the sentence that leads it in. `null` where there is none.
 * @param maxLength - of a list that is quoted whole, in UTF-16 code units
 */
export function findList(article: Article, span: Span, maxLength: number): Span[] | null {
  const units = unitsAround(article, span);
  const at = units.findIndex(({ start, end }) => start < span.end && span.start < end);
  const last = units.findLastIndex(({ start, end }) => start < span.end && span.start < end);
  const opening = firstItem(units, at, last);
  if (opening === null) return null;
  const items = itemsFrom(units, opening);
  const end = items.at(-1)?.end ?? 0;
  if (items.length < ITEMS.min || end <= span.start) return null;
  const lead = leadOf(article.text, units.slice(Math.min(at, opening - 1), opening), span);
  const start = lead[0]?.start ?? items[0]?.start ?? 0;
  if (end - start <= maxLength) return [{ start, end }];
  const heads = items.slice(0, ITEMS.max).map((item) => headOf(article.text, item));
  return [...lead, ...heads];
}

/**
 * What stands before the first item and belongs to the quote: what the span has there, or what leads in.
 * @param before - the units of the span before that item, or else the one right before it
 */
function leadOf(text: string, before: readonly Unit[], span: Span): Span[] {
  const [first, last] = [before[0], before.at(-1)];
  if (first === undefined || last === undefined) return [];
  const belongs = last.end > span.start || LEADS_IN.test(text.slice(last.start, last.end));
  return belongs ? [{ start: first.start, end: last.end }] : [];
}

function unitsAround({ blocks, text }: Article, span: Span): Unit[] {
  const units = blocks.flatMap(({ kind, start, end }, block): Unit[] => {
    if (end < span.start - REACH * HEAD.max || start > span.end + REACH * HEAD.max) return [];
    if (kind === 'list-item') return [{ start, end, block, opensItem: true }];
    if (kind !== 'paragraph') return [{ start, end, block, opensItem: false }];
    return splitSentences(text, { start, end })
      .flatMap((sentence) => splitLead(text, sentence))
      .map((part) => ({ ...part, block, opensItem: ITEM.test(text.slice(part.start, part.end)) }));
  });
  return units;
}

/** A sentence, parted where its first item follows the words that lead in the list. */
function splitLead(text: string, { start, end }: Span): Span[] {
  const sentence = text.slice(start, end);
  const colon = FIRST_ITEM.exec(sentence)?.index;
  if (colon === undefined) return [{ start, end }];
  const item = colon + 1 + (/\S/u.exec(sentence.slice(colon + 1))?.index ?? 0);
  return [
    { start, end: start + colon + 1 },
    { start: start + item, end },
  ];
}

/** The unit that opens the first item of the list which the units from `at` to `last` belong to or lead in. */
function firstItem(units: readonly Unit[], at: number, last: number): number | null {
  if (at === -1) return null;
  let first = units.findIndex((unit, i) => i >= at && i <= last + 1 && unit.opensItem);
  if (first === -1)
    first = units.findLastIndex((unit, i) => i < at && unit.opensItem && continues(units, i, at));
  if (first === -1) return null;
  for (let i = first - 1; i >= 0; i--) {
    if (units[i]?.opensItem === true && continues(units, i, first)) first = i;
    else if (units[i]?.block !== units[i + 1]?.block && units[i]?.opensItem !== true) break;
  }
  return first;
}

/** Whether every unit between opens an item or goes on in the block of one. */
function continues(units: readonly Unit[], from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) {
    if (units[i]?.opensItem !== true && units[i]?.block !== units[i - 1]?.block) return false;
  }
  return true;
}

/** Items from the one that `first` opens on, each with the sentences of its block that follow it. */
function itemsFrom(units: readonly Unit[], first: number): Span[] {
  const items: { start: number; end: number }[] = [];
  for (let i = first; i < units.length; i++) {
    const unit = units[i];
    const item = items.at(-1);
    if (unit === undefined) break;
    if (unit.opensItem) items.push({ start: unit.start, end: unit.end });
    else if (item !== undefined && unit.block === units[i - 1]?.block) item.end = unit.end;
    else break;
  }
  return items;
}

function headOf(text: string, { start, end }: Span): Span {
  const item = text.slice(start, end);
  if (item.length <= HEAD.max) return { start, end };
  for (const { index, 0: mark } of item.matchAll(HEAD_END)) {
    if (index >= HEAD.max) break;
    if (index >= HEAD.min) return { start, end: start + index + (/[。！？.!?]/u.test(mark) ? 1 : 0) };
  }
  const cut = HEAD.max - (/\p{Surrogate}$/u.test(item.slice(0, HEAD.max)) ? 1 : 0);
  return { start, end: start + cut };
}
