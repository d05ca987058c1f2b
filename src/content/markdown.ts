import type { Lexer, Token } from 'marked';
import { Marked } from 'marked';

import { isHardWrapped } from './line-wrap.js';
import { markdownPieces } from './markdown-pieces.js';
import { MAX_BLOCKS, TooManyBlocksError } from './raw-block.js';

const marked = new Marked({
  async: false,
  gfm: true,
  tokenizer: {
    // Chinese writers indent paragraphs, and scraped HTML is indented: neither is code.
    code(source) {
      const indented = /^(?: {4}[^\n]*(?:\n|$))+/u.exec(source)?.[0] ?? '';
      return /\p{Script=Han}|<[a-z]/iu.test(indented) ? undefined : false;
    },
  },
});

/** Items and quotes within items and quotes that are read; deeper ones are text of the innermost. */
const NESTED = String.raw`[ \t]{0,4}(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])`;
const TOO_NESTED = new RegExp(`^((?:${NESTED}){10})(?:${NESTED})+`, 'gmu');
/** A paragraph or item that begins with text: a block of its own. */
const BLOCK = /<(?:p|li)>(?:[^\s<]|<(?:strong|em|code|a)\b)/gu;
/** A definition of a link, which holds for the whole text. */
const DEFINITION = /^[ >]{0,9}\[[^\]\n]{1,999}\]:/mu;

/**
 * Markdown (GitHub's flavour, HTML inside it as it is) as HTML. Line ends within a paragraph stay line ends, as
 * Hexo renders them, unless the text is wrapped to a width. Hexo's tags (`{% … %}`) are taken out. Time and
 * memory are linear in a text's length: a long one is read in pieces.
 * @throws {@link TooManyBlocksError} as soon as there are too many: the rest would take its time for nothing
 */
export function markdownToHtml(markdown: string): string {
  const source = markdown
    .replace(/\{%[^%\n]{0,300}%\}/gu, '')
    // Lists and quotes are read recursively, and take quadratic time in their depth.
    .replace(/^([ \t]{40})[ \t]+/gmu, '$1')
    .replace(TOO_NESTED, '$1');
  const options = { ...marked.defaults, breaks: !isHardWrapped(markdown) };
  const pieces = markdownPieces(source);
  const links = pieces.length > 1 && DEFINITION.test(source) ? readDefinitions(pieces, options) : null;
  let blocks = 0;
  return pieces
    .map((piece) => {
      const lexer = new BoundedLexer(options);
      if (links !== null) lexer.tokens.links = links;
      const html = marked.Parser.parse(lexer.lex(piece), options);
      blocks += html.match(BLOCK)?.length ?? 0;
      if (blocks > MAX_BLOCKS) throw new TooManyBlocksError();
      return html;
    })
    .join('');
}

/** Longest run of inline text that is read at once, in UTF-16 code units: the parser's work grows with its square. */
const MAX_INLINE = 2048;
/** Where more signs of markup than this stand in such a run, they are none. */
const MAX_SIGNS = 512;

/** A lexer that takes linear time for a paragraph of any length. Emphasis ends where a run ends. */
class BoundedLexer extends marked.Lexer {
  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    for (const run of inlineRuns(source)) {
      if ((run.match(/[*_~`[\]!<@]/gu)?.length ?? 0) <= MAX_SIGNS) super.inlineTokens(run, tokens);
      else tokens.push({ type: 'text', raw: run, text: run, escaped: false });
    }
    return tokens;
  }
}

/** A paragraph in runs that end with a line, a sentence or a word. */
function* inlineRuns(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > MAX_INLINE) {
    const window = text.slice(start, start + MAX_INLINE);
    const ends = [window.lastIndexOf('\n'), window.lastIndexOf('。'), window.lastIndexOf(' ')];
    const end = ends.find((index) => index >= MAX_INLINE / 2) ?? wholeCharacters(window) - 1;
    yield window.slice(0, end + 1);
    start += end + 1;
  }
  yield text.slice(start);
}

/** The length of a text without half a surrogate pair at its end. */
function wholeCharacters(text: string): number {
  return /\p{Surrogate}$/u.test(text.slice(-2)) ? text.length - 1 : text.length;
}

type Options = typeof marked.defaults;

/** The links that are defined in any of the pieces. */
function readDefinitions(pieces: readonly string[], options: Options): Lexer['tokens']['links'] {
  const links = new marked.Lexer(options).tokens.links;
  for (const piece of pieces) {
    const lexer = new marked.Lexer(options);
    lexer.tokens.links = links;
    lexer.blockTokens(piece);
  }
  return links;
}
