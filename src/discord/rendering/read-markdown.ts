import type { RichText, Run } from './rich-text.js';

/** An escaped mark; where bold begins or ends; or a character by its number. */
const TOKEN = /\\([^0-9A-Za-z\s])|(\*\*)|⟦U\+((?:10|[0-9A-F])?[0-9A-F]{4})⟧/gu;

/**
 * The text that `toMarkdown` wrote, without moments. Marks that have an effect and that it never writes, and moments, are
 * literal text: written out again, they have none.
 * @param markdown - anything may stand in it
 */
export function readMarkdown(markdown: string): RichText {
  const runs: Run[] = [];
  let text = '';
  let bold = false;
  let done = 0;
  const close = (): void => {
    if (text !== '') runs.push(bold ? { text, bold } : { text });
    text = '';
  };
  for (const match of markdown.matchAll(TOKEN)) {
    const [token, escaped, mark, code] = match;
    text += markdown.slice(done, match.index);
    done = match.index + token.length;
    if (mark !== undefined) {
      close();
      bold = !bold;
    } else {
      text += escaped ?? String.fromCodePoint(parseInt(code ?? '', 16));
    }
  }
  text += markdown.slice(done);
  close();
  return runs;
}
