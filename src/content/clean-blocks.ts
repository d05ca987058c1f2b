import type { Credit } from './credits.js';
import { readCredit } from './credits.js';
import {
  isFurniture,
  isLegalHeading,
  isLegalNotice,
  isNavigation,
  isOriginalLink,
  isPictureCaption,
  isRelatedHeading,
} from './furniture.js';
import type { RawBlock, RawText } from './raw-block.js';
import { saySomething } from './raw-block.js';

/** Blocks of an article with what its page put among them sorted out. */
export interface CleanText extends RawText {
  /** What lines of credits at the beginning and the end say, in order. */
  readonly credits: readonly Credit[];
  /** Where links to the original lead. */
  readonly originals: readonly string[];
}

/** Lines of credits stand among so many blocks at the beginning and the end. */
const HEAD = 10;
const TAIL = 5;
/** After a legal notice a page ends in lines shorter than this. */
const MAX_TRAILING = 60;
/** What an agency sets after its last sentence. */
const END_MARK = /\s?[（(]完[)）]$/u;
/** Shorter paragraphs may well stand twice, in UTF-16 code units. */
const MIN_REPEAT = 40;

/**
 * Takes out what is not of the article: navigation, editors' lines, adverts, notices of rights, links to other
 * articles and to the original; credits and captions are kept apart.
 * @param isMarkdown - written by hand, not copied from a page: words that pages use for links are text there
 */
export function cleanBlocks({ blocks, captions }: RawText, isMarkdown: boolean): CleanText {
  const credits: Credit[] = [];
  const originals: string[] = [];
  const found = [...captions];
  const own = withoutRepeats(withoutRelated(withoutLegalTail(blocks)));
  const kept = own.filter((block, i) => {
    if (block.kind === 'code' || block.kind === 'table-row') return true;
    if (block.href !== undefined && isOriginalLink(block.text)) {
      originals.push(block.href);
      return false;
    }
    if (isFurniture(block.text) || (!isMarkdown && isNavigation(block.text))) return false;
    if (block.kind === 'heading') return true;
    if (isPictureCaption(block.text)) {
      found.push(block.text);
      return false;
    }
    const credit = i < HEAD || i >= own.length - TAIL ? readCredit(block.text) : null;
    if (credit !== null) credits.push(credit);
    return credit === null;
  });
  const end = kept.at(-1);
  if (end !== undefined) kept[kept.length - 1] = { ...end, text: end.text.replace(END_MARK, '') || end.text };
  // A text that consists of what looks like furniture is still a text.
  const text = [kept, own].find(saySomething) ?? blocks;
  return { blocks: text, captions: [...new Set(found)], credits, originals };
}

/** Cuts at a heading such as 版权声明, if a notice and nothing but short lines follow it; cuts a last notice. */
function withoutLegalTail(blocks: readonly RawBlock[]): readonly RawBlock[] {
  let from = blocks.length;
  let notice = blocks.length;
  for (; from > 1; from--) {
    const text = blocks[from - 1]?.text ?? '';
    if (isLegalNotice(text)) notice = from - 1;
    else if (text.length > MAX_TRAILING) break;
  }
  const heading = blocks.findIndex((block, i) => i >= from && i < notice && isLegalHeading(block.text));
  if (heading > 0) return blocks.slice(0, heading);
  const isDeclared = /^.{0,12}(?:声明|版权|转载)/u.test(blocks[notice]?.text ?? '');
  return isDeclared && notice === blocks.length - 1 ? blocks.slice(0, notice) : blocks;
}

/** Leaves of paragraphs that stand twice only the last: pages repeat one as their summary. */
function withoutRepeats(blocks: readonly RawBlock[]): readonly RawBlock[] {
  const last = new Map(blocks.map((block, i) => [repeatKey(block), i]));
  return blocks.filter(
    (block, i) => block.kind !== 'paragraph' || block.text.length < MIN_REPEAT || last.get(repeatKey(block)) === i,
  );
}

/** A summary may open with a sign of its own. */
function repeatKey({ kind, text }: RawBlock): string {
  return `${kind} ${text.replace(/^[^\p{L}\p{N}“《（(]+/u, '')}`;
}

/** Takes out links to other articles with the heading above them. */
function withoutRelated(blocks: readonly RawBlock[]): readonly RawBlock[] {
  const kept: RawBlock[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block === undefined) break;
    if (!isRelatedHeading(block.text)) {
      kept.push(block);
      continue;
    }
    let next = i + 1;
    while (next < blocks.length && isLinkToOther(blocks[next])) next++;
    if (next === i + 1 && next < blocks.length) kept.push(block);
    i = next - 1;
  }
  return kept;
}

function isLinkToOther(block: RawBlock | undefined): boolean {
  if (block === undefined || block.kind === 'heading') return false;
  return block.href !== undefined || (block.text.length <= MAX_TRAILING && !/[。！？.!?]$/u.test(block.text));
}
