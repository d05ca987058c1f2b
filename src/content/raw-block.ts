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

/** More paragraphs, rows and items than a book has; each costs the index some hundred bytes, however short it is. */
export const MAX_BLOCKS = 100_000;

/** Thrown for a text that falls into more blocks than {@link MAX_BLOCKS}; the message follows the file's name. */
export class TooManyBlocksError extends Error {
  override name = 'TooManyBlocksError';

  constructor() {
    super(`falls into more than ${MAX_BLOCKS} paragraphs, the most that an article may have`);
  }
}

/** Whether blocks hold a letter or a digit: without one they are no text. */
export function saySomething(blocks: readonly RawBlock[]): boolean {
  return blocks.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
}
