import { findDates, isFullDate } from '../text/dates.js';
import { mainPart, withoutBoilerplate } from './boilerplate.js';
import { readCredit } from './credits.js';
import { isOriginalLink } from './furniture.js';
import { htmlToBlocks } from './html-blocks.js';
import { parseHtml } from './html-tree.js';
import { pageClues } from './page-clues.js';
import { findMarks } from './page-marks.js';
import type { RawBlock } from './raw-block.js';
import type { Source } from './source.js';

/** How many lines outside the text are read for credits. */
const MAX_OUTSIDE = 200;

/** Reads HTML, a whole page or a piece of one. */
export function readHtml(html: string, timeZone: string): Omit<Source, 'format'> {
  const { root, head, isDocument } = parseHtml(html);
  const marks = findMarks(root);
  const marked = [...marks.timeTexts.filter((text) => findDates(text).some(isFullDate)), ...marks.sources, ...marks.authors];
  const whole = withoutBoilerplate(root);
  const main = isDocument ? mainPart(whole) : whole;
  const outside = main === whole ? [] : htmlToBlocks(whole).blocks.slice(0, MAX_OUTSIDE);
  const { blocks, captions } = htmlToBlocks(main);
  return {
    blocks: blocks.filter((block) => !isMark(block, marked) && !(isDocument && isMenu(block))),
    captions,
    page: pageClues(marks, head, timeZone),
    credits: outside.map(({ text }) => readCredit(text)).filter((credit) => credit !== null),
  };
}

/** Longest line of marks, in UTF-16 code units. */
const MAX_LINE = 140;

/** Lines that hold nothing but what the page marks as its date, source and author. */
function isMark({ kind, text }: RawBlock, marked: readonly string[]): boolean {
  if (kind !== 'paragraph' || text.length > MAX_LINE) return false;
  const held = marked.filter((mark) => text.includes(mark));
  const rest = held.reduce((left, mark) => left.replace(mark, ''), text);
  return held.length > 0 && !/[\p{L}\p{N}]/u.test(rest);
}

/** Lines of a whole page that consist of links and say nothing: menus, lists of other articles. */
function isMenu({ kind, text, href }: RawBlock): boolean {
  return href !== undefined && kind !== 'heading' && !isOriginalLink(text) && !/[。！？.!?]$/u.test(text);
}
