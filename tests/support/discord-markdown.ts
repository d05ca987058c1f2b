import type { Span } from '../../src/domain/span.js';

/** What a reader of Discord sees: the text, and which of it is bold. */
export interface ReadMarkdown {
  readonly text: string;
  readonly bold: readonly Span[];
  /** What would have an effect: marks that are neither escaped nor the asterisks of bold text. */
  readonly active: readonly string[];
}

/** Marks that have an effect wherever they stand without a backslash. */
const ACTIVE = /[*_~|`[\]<@]|https?:\/\/|:[\w+-]+:|(?:^|\n)\s*(?:[#>-]|\d+\.\s)/gu;

/**
 * Reads Markdown as Discord does: a backslash before a mark is dropped, `**` begins and ends bold text;
 * `⟦U+202E⟧` stands for an invisible character.
 */
export function readMarkdown(markdown: string): ReadMarkdown {
  const bold: { start: number; end: number }[] = [];
  const token = /\\([^0-9A-Za-z\s])|(\*\*)|⟦U\+([0-9A-F]+)⟧/gu;
  let text = '';
  // The same with what was escaped or named blanked out.
  let bare = '';
  let opened: number | null = null;
  let done = 0;
  for (const match of markdown.matchAll(token)) {
    const before = markdown.slice(done, match.index);
    text += before;
    bare += before;
    done = match.index + match[0].length;
    if (match[2] !== undefined) {
      if (opened === null) {
        opened = text.length;
      } else {
        bold.push({ start: opened, end: text.length });
        opened = null;
      }
      bare += '\u2400';
      continue;
    }
    text += match[1] ?? String.fromCodePoint(parseInt(match[3] ?? '', 16));
    bare += '\u2400';
  }
  text += markdown.slice(done);
  bare += markdown.slice(done);
  return { text, bold, active: [...bare.matchAll(ACTIVE)].map(([mark]) => mark) };
}
