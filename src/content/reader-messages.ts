import type { Article, Block, Section } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';
import type { ContentFile } from './files.js';
import type { ReadOptions, ReadResult } from './read.js';

/** What became of a file: the SHA-256 of its bytes (`null` if they were not read), the article and its passages. */
export interface ReadFile {
  readonly sha256: string | null;
  readonly result: ReadResult;
  /** Of the article; `null` where they are still to be made, and where there is none. */
  readonly passages: readonly Passage[] | null;
}

/** To the process that reads: one file. */
export interface ReadRequest {
  readonly file: ContentFile;
  readonly options: ReadOptions;
}

/**
 * From the process that reads, in this order. An article comes in parts, so that taking in a long one does not
 * hold up whoever waits for it.
 */
export type ReadReply =
  | { readonly type: 'bytes'; readonly sha256: string | null }
  | { readonly type: 'blocks'; readonly items: readonly Block[] }
  | { readonly type: 'sections'; readonly items: readonly Section[] }
  | { readonly type: 'passages'; readonly items: readonly Passage[] }
  /** Last. The article's blocks and sections are empty: they came before. */
  | { readonly type: 'result'; readonly result: ReadResult };

/** Whether a result is an article. */
export function isArticle(result: ReadResult): result is Extract<ReadResult, { article: Article }> {
  return 'article' in result;
}
