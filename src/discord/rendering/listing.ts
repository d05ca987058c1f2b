import { escapeMarkdown } from './escape.js';
import { leadingLetters } from './fit.js';

/** An entry that is longer is cut, so that one does not take the others' room. */
const ENTRY_MAX = 300;

/**
 * The first of some entries, each on a line of its own behind a dot, as many as fit.
 * @param entries - each one line of literal text
 * @param max - Markdown that they may take up together, line breaks included
 * @returns literal text, still to be escaped
 */
export function fitEntries(entries: readonly string[], max: number): string[] {
  const lines: string[] = [];
  let left = max;
  for (const entry of entries) {
    const line = `• ${entry.length <= ENTRY_MAX ? entry : `${leadingLetters(entry, ENTRY_MAX)}…`}`;
    left -= escapeMarkdown(line).length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return lines;
}

/**
 * The first of some entries as a file, each on a line of its own, as many as fit.
 * @param entries - each one line
 * @param max - bytes that they may take up together in UTF-8
 * @returns the file's text, and how many entries stand in it
 */
export function leadingLines(
  entries: readonly string[],
  max: number,
): { readonly text: string; readonly lines: number } {
  const lines: string[] = [];
  let left = max;
  for (const entry of entries) {
    const line = `${entry.toWellFormed()}\n`;
    left -= Buffer.byteLength(line);
    if (left < 0) break;
    lines.push(line);
  }
  return { text: lines.join(''), lines: lines.length };
}
