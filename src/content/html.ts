import { mainPart, withoutBoilerplate } from './boilerplate.js';
import { readCredit } from './credits.js';
import { isOriginalLink } from './furniture.js';
import { htmlToBlocks } from './html-blocks.js';
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
    blocks: isDocument ? blocks.filter((block) => !isMenu(block)) : blocks,
    captions,
    clues: pageClues(facts, timeZone),
    credits: outside.map(({ text }) => readCredit(text)).filter((credit) => credit !== null),
  };
}

/** Lines of a whole page that consist of links and say nothing: menus, lists of other articles. */
function isMenu({ kind, text, href }: RawBlock): boolean {
  return href !== undefined && kind !== 'heading' && !isOriginalLink(text) && !/[。！？.!?]$/u.test(text);
}
