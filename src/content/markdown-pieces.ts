/** Longest piece where it can be helped, in UTF-16 code units. */
const PIECE = 16_384;
/** A piece with no good place to end is cut at this length. */
const MAX_PIECE = 65_536;
/** Longest piece of quotes and lists without an empty line: the parser reads all that follows for each of their lines. */
const DENSE_PIECE = 2048;

/** What HTML keeps open over empty lines. */
const RAW_START = /^ {0,3}<(?:pre|script|style|textarea|!--)/iu;
const RAW_END = /<\/(?:pre|script|style|textarea)>|-->/iu;
const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
/** A quote or an item of a list, which ends a paragraph above it. */
const STARTS_BLOCK = /^ {0,3}(?:>|(?:[-*+]|1[.)])[ \t]{1,4}\S)/u;
const TABLE_RULE = /^ {0,3}\|?[ :|-]{1,2000}$/u;

/**
 * Markdown cut into pieces that are read one after the other, so that a parser whose work grows with the square
 * of its input is linear in a long text. Pieces end before a line that follows an empty one and is not indented,
 * outside code and raw HTML; where there is no such place before a quote or an item, else a line, at last a
 * character. Code and tables that are cut are taken up again by the next piece. What is short is one piece.
 */
export function markdownPieces(markdown: string): string[] {
  if (markdown.length <= MAX_PIECE) return [markdown];
  const pieces: string[] = [];
  const state: Open = { fence: '', table: '', isRaw: false, previous: '' };
  let prefix = '';
  let start = 0;
  let cut: Cut | null = null;
  let dense: Cut | null = null;
  const end = (at: Cut): void => {
    pieces.push(prefix + markdown.slice(start, at.index) + (at.fence === '' ? '' : `\n${at.fence}\n`));
    prefix = at.fence === '' ? at.table : `${at.fence}\n`;
    start = at.index;
    cut = null;
    dense = null;
  };
  for (const line of linesOf(markdown)) {
    const here = { index: line.start, fence: state.fence, table: state.table };
    const isOutside = state.fence === '' && !state.isRaw;
    if (line.end - start > PIECE && cut !== null) end(cut);
    if (line.end - start > DENSE_PIECE && cut === null && dense !== null) end(dense);
    if (line.end - start > MAX_PIECE && line.start > start) end(here);
    if (line.start > start && isOutside) {
      if (state.previous.trim() === '' && /^\S/u.test(line.text)) cut = here;
      if (STARTS_BLOCK.test(line.text) && !state.previous.startsWith('>')) dense = { ...here, table: '' };
    }
    follow(state, line.text);
  }
  end({ index: markdown.length, fence: '', table: '' });
  return pieces;
}

/** Where a piece may end, and what is open there. */
interface Cut {
  readonly index: number;
  /** The line that opened the code, or nothing. */
  readonly fence: string;
  /** The head of the table, or nothing. */
  readonly table: string;
}

interface Open {
  fence: string;
  table: string;
  isRaw: boolean;
  previous: string;
}

/** Keeps account of what a line opens and closes. */
function follow(state: Open, line: string): void {
  const mark = FENCE.exec(line)?.[1] ?? '';
  if (state.fence === '') state.fence = mark;
  else if (mark.startsWith(state.fence) && line.trim() === mark) state.fence = '';
  if (!line.includes('|')) state.table = '';
  else if (state.table === '' && TABLE_RULE.test(line.trimEnd()) && state.previous.includes('|')) {
    state.table = `${state.previous}\n${line.trimEnd()}\n`;
  }
  if (state.isRaw || RAW_START.test(line)) state.isRaw = !RAW_END.test(line);
  state.previous = line.trimEnd();
}

/** Lines with their line ends; one that is longer than a piece in parts. */
function* linesOf(text: string): Generator<{ start: number; end: number; text: string }> {
  for (let start = 0; start < text.length; ) {
    const lineEnd = text.indexOf('\n', start) + 1;
    let end = lineEnd === 0 ? text.length : lineEnd;
    if (end - start > PIECE) {
      end = start + PIECE;
      // Not between the halves of a surrogate pair.
      if ((text.codePointAt(end - 1) ?? 0) > 0xffff) end--;
    }
    yield { start, end, text: text.slice(start, end) };
    start = end;
  }
}
