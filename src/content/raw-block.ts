import type { BlockKind } from '../domain/article.js';

/** A block of an article on its way from the file to the text. */
export interface RawBlock {
  readonly kind: BlockKind;
  /** 1 to 6 for a heading. */
  readonly level?: number;
  /** Not empty; without line ends, except in code. */
  readonly text: string;
  /** Whether all of it is set in bold: such a line of its own is usually a heading. */
  readonly isBold?: boolean;
  /** Where its link leads, if all of it is links. */
  readonly href?: string;
}

/** What the reader of one format found. */
export interface RawText {
  readonly blocks: readonly RawBlock[];
  /** What stands under pictures. */
  readonly captions: readonly string[];
}

/** Whether blocks hold a letter or a digit: without one they are no text. */
export function saySomething(blocks: readonly RawBlock[]): boolean {
  return blocks.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
}
