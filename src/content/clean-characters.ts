/** Line ends of every kind; the vertical tab and the form feed end a line too. */
const LINE_END = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
/**
 * What shows nothing or changes how its neighbours show: control characters other than tab and line feed,
 * soft hyphens, zero-width spaces, byte order marks, marks and overrides of the writing direction. Joiners
 * stay: emoji and several scripts need them.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/**
 * Text that is safe to keep and show: line ends are `\n`, invisible characters are gone, and half of a
 * surrogate pair is U+FFFD.
 */
export function cleanCharacters(text: string): string {
  return text.replace(LINE_END, '\n').replace(INVISIBLE, '').replace(/\p{Surrogate}/gu, '\uFFFD');
}
