import stringWidth from 'string-width';
import type { Locale } from '../i18n/locale.js';

/** Where the pictures of the control characters begin in Unicode: U+2400 shows U+0000. */
const CONTROL_PICTURES = 0x2400;
const DELETE_PICTURE = '\u2421';
const REPLACEMENT = '\uFFFD';

/**
 * What can move the cursor, recolour, retitle or reorder a terminal: control characters except line feed and
 * tab, and the marks that turn the direction of writing. All are one UTF-16 code unit, as is what replaces
 * them, so that offsets stay true.
 */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text from an article or a file name, made harmless for a terminal: control characters are shown as their
 * pictures, the other unprintable ones as U+FFFD. As long as the original.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
    return code === 0x7f ? DELETE_PICTURE : REPLACEMENT;
  });
}

/** {@link printable} on one line: line breaks and tabs become spaces. */
export function printableLine(text: string): string {
  return printable(text.replace(/[\r\n\t]+/g, ' '));
}

/** A label and what it is the label of, with the colon of the language. */
export function labelled(label: string, text: string, locale: Locale): string {
  return locale === 'en' ? `${label}: ${text}` : `${label}：${text}`;
}

/**
 * A share as a percentage with one decimal.
 * @param share - 0 to 1
 */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Marks up text for a terminal, or leaves it as it is. */
export interface Painter {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  warning(text: string): string;
  bad(text: string): string;
}

/** SGR codes: what switches a style on, and what switches it off again (ECMA-48, 8.3.117). */
const STYLES = {
  strong: [1, 22],
  faint: [2, 22],
  good: [32, 39],
  warning: [33, 39],
  bad: [31, 39],
} as const satisfies Record<keyof Painter, readonly [number, number]>;

/**
 * @param colours - false: every style leaves the text as it is
 */
export function createPainter(colours: boolean): Painter {
  const style = (name: keyof Painter) => (text: string) => {
    const [on, off] = STYLES[name];
    return colours && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
  return {
    strong: style('strong'),
    faint: style('faint'),
    good: style('good'),
    warning: style('warning'),
    bad: style('bad'),
  };
}

/**
 * Text cut to a number of columns, with `…` where something was cut; Chinese characters are two columns wide.
 * @param columns - 1 or more
 */
export function cutToColumns(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let cut = '';
  let width = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += stringWidth(segment);
    if (width > columns) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** A column of a table. */
export interface Column {
  readonly heading: string;
  /** Numbers are set flush right. Default left. */
  readonly align?: 'left' | 'right';
  /** Wider cells are cut. Default: never. */
  readonly maxColumns?: number;
}

/**
 * The lines of a table, heading first, aligned by display width; two spaces between columns, none at the end
 * of a line.
 * @param rows - as many cells as there are columns; each is made printable
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  return aligned([columns.map(({ heading }) => heading), ...rows], columns);
}

/** {@link table} without a heading. */
export function aligned(
  rows: readonly (readonly string[])[],
  columns: readonly Omit<Column, 'heading'>[] = [],
): string[] {
  const cells = rows.map((row) =>
    row.map((cell, index) => cutToColumns(printableLine(cell), columns[index]?.maxColumns ?? Infinity)),
  );
  const widths: number[] = [];
  for (const row of cells) {
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
  }
  return cells.map((row) =>
    row
      .map((cell, index) => {
        const padding = ' '.repeat((widths[index] ?? 0) - stringWidth(cell));
        return columns[index]?.align === 'right' ? padding + cell : cell + padding;
      })
      .join('  ')
      .trimEnd(),
  );
}
