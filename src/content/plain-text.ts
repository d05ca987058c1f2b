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
  const joined: string[] = [];
  let previous = '';
  for (const line of lines) {
    const continues = line !== '' && previous !== '' && !BULLET.test(line) && !RULE.test(line) && !RULE.test(previous);
    previous = line;
    if (!continues) {
      joined.push(line);
      continue;
    }
    const before = joined.at(-1) ?? '';
    const isHan = /[\p{Script=Han}，。；：、“”（）]$/u.test(before) && /^[\p{Script=Han}，。；：、“”（）]/u.test(line);
    joined[joined.length - 1] = before + (isHan ? '' : ' ') + line;
  }
  return joined;
}
