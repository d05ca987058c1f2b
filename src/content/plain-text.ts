import { isHardWrapped } from './line-wrap.js';
import type { RawBlock, RawText } from './raw-block.js';

const BULLET = /^[•·●◆■▪*○◇□➤►-]\s+(?=\S)/u;
/** A line of signs that parts sections. */
const RULE = /^[-=*_~#—－＊·.]{3,}$/u;

/**
 * The lines of plain text as paragraphs and items of lists, without indentation. Lines that were wrapped to a
 * width are joined again.
 */
export function readPlainText(text: string): RawText {
  const lines = text.split('\n').map((line) => line.replace(/\s+/gu, ' ').trim());
  const joined = isHardWrapped(text) ? joinWrapped(lines) : lines;
  const blocks = joined
    .filter((line) => line !== '' && !RULE.test(line))
    .map((line): RawBlock =>
      BULLET.test(line) ? { kind: 'list-item', text: line.replace(BULLET, '') } : { kind: 'paragraph', text: line },
    );
  return { blocks, captions: [] };
}

/** Joins the lines between empty lines; an item of a list begins a new one. */
function joinWrapped(lines: readonly string[]): string[] {
  const joined: string[][] = [];
  let previous = '';
  for (const line of lines) {
    const continues = line !== '' && previous !== '' && !BULLET.test(line) && !RULE.test(line) && !RULE.test(previous);
    const isHan = /[\p{Script=Han}，。；：、“”（）]$/u.test(previous.slice(-2)) && /^[\p{Script=Han}，。；：、“”（）]/u.test(line);
    previous = line;
    if (continues) joined.at(-1)?.push(isHan ? '' : ' ', line);
    else joined.push([line]);
  }
  return joined.map((parts) => parts.join(''));
}
