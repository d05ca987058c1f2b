/** What spreadsheets take for a formula at the beginning of a cell, also in full width and behind blanks. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const BYTE_ORDER_MARK = '\uFEFF';

/** A table as text. */
export interface Csv {
  readonly text: string;
  /** Rows that it holds, from the first on. */
  readonly rows: number;
}

/**
 * A table for spreadsheets: comma-separated values as RFC 4180 has them, every text in quotation marks, with a byte order
 * mark before it. A text that a spreadsheet would take for a formula has an apostrophe before it (OWASP, “CSV
 * injection”).
 * @param rows - texts of any kind, and numbers
 * @param maxBytes - of the text in UTF-8; rows that do not fit are left out, from the end
 */
export function toCsv(rows: readonly (readonly (string | number)[])[], maxBytes: number): Csv {
  const lines: string[] = [];
  let left = maxBytes - Buffer.byteLength(BYTE_ORDER_MARK);
  for (const row of rows) {
    const line = `${row.map(cell).join(',')}\r\n`;
    left -= Buffer.byteLength(line);
    if (left < 0) break;
    lines.push(line);
  }
  return { text: BYTE_ORDER_MARK + lines.join(''), rows: lines.length };
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = value.toWellFormed();
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
