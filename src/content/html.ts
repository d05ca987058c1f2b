import { findDates, isFullDate } from '../text/dates.js';
import { mainPart, withoutBoilerplate } from './boilerplate.js';
import { readCredit } from './credits.js';
import { isOriginalLink } from './furniture.js';
import { htmlToBlocks } from './html-blocks.js';
import type { PageFacts } from './html-tree.js';
import { parseHtml } from './html-tree.js';
import { pageClues } from './page-clues.js';
import type { RawBlock } from './raw-block.js';
import type { Source } from './source.js';

/** How many lines outside the text are read for credits. */
const MAX_OUTSIDE = 200;

/** Reads HTML, a whole page or a piece of one. */
export function readHtml(html: string, timeZone: string): Omit<Source, 'format'> {
  const { root, facts, isDocument } = parseHtml(html);
  const whole = withoutBoilerplate(root);
  const main = isDocument ? mainPart(whole) : whole;
  const outside = main === whole ? [] : htmlToBlocks(whole).blocks.slice(0, MAX_OUTSIDE);
  const { blocks, captions } = htmlToBlocks(main);
  return {
    blocks: blocks.filter((block) => !isFact(block, facts) && !(isDocument && isMenu(block))),
    captions,
    clues: pageClues(facts, timeZone),
    credits: outside.map(({ text }) => readCredit(text)).filter((credit) => credit !== null),
  };
}

/** Longest line of facts, in UTF-16 code units. */
const MAX_LINE = 140;

/** Lines that hold nothing but what the page marks as its date, source and author. */
function isFact({ kind, text }: RawBlock, { timeTexts, sources, authors }: PageFacts): boolean {
  if (kind !== 'paragraph' || text.length > MAX_LINE) return false;
  const dates = timeTexts.filter((time) => findDates(time).some(isFullDate));
  const marked = [...dates, ...sources, ...authors].filter((fact) => text.includes(fact));
  const rest = marked.reduce((left, fact) => left.replace(fact, ''), text);
  return marked.length > 0 && !/[\p{L}\p{N}]/u.test(rest);
}

/** Lines of a whole page that consist of links and say nothing: menus, lists of other articles. */
function isMenu({ kind, text, href }: RawBlock): boolean {
  return href !== undefined && kind !== 'heading' && !isOriginalLink(text) && !/[。！？.!?]$/u.test(text);
}
