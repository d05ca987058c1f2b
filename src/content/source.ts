import type { Credit } from './credits.js';
import type { TextFormat } from './format.js';
import { detectFormat } from './format.js';
import { readHtml } from './html.js';
import { markdownToHtml } from './markdown.js';
import type { PageClues } from './page-clues.js';
import { NO_PAGE } from './page-clues.js';
import { readPlainText } from './plain-text.js';
import type { RawText } from './raw-block.js';

/** The body of a file, read as its format wants. */
export interface Source extends RawText {
  readonly format: TextFormat;
  readonly page: PageClues;
  /** Lines of credits that stand outside the part that holds the text. */
  readonly credits: readonly Credit[];
}

/**
 * Reads the body of a file in the format that it is written in; Markdown takes HTML's way.
 * @param path - of the file, for its extension
 * @param timeZone - IANA name
 */
export function readSource(body: string, path: string, timeZone: string): Source {
  const format = detectFormat(body, path);
  if (format === 'html') return { ...readHtml(body, timeZone), format };
  if (format === 'markdown') {
    const html = tryMarkdown(body);
    if (html !== null) return { ...readHtml(html, timeZone), format };
  }
  return { ...readPlainText(body), page: NO_PAGE, credits: [], format: 'plain' };
}

/** `null` for Markdown that nests deeper than its parser can follow. */
function tryMarkdown(body: string): string | null {
  try {
    return markdownToHtml(body);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
