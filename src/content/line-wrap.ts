/** Columns that a wrapped line fills at least; a line that ends earlier was ended by its writer. */
const MIN_COLUMNS = 50;
const MAX_COLUMNS = 130;
/** Share of a text's line ends that must look wrapped. */
const MIN_SHARE = 0.6;
/** How much of a text is looked at, in UTF-16 code units. */
const SAMPLE = 50_000;

/**
 * Whether the lines of a text were broken to a width (as in mail and in hand-wrapped Markdown) rather than at
 * the ends of paragraphs: most lines that another follows are nearly full and end in the middle of a sentence.
 */
export function isHardWrapped(text: string): boolean {
  const lines = text.slice(0, SAMPLE).split('\n');
  const inner = lines.filter((line, i) => line.trim() !== '' && (lines[i + 1] ?? '').trim() !== '');
  const wrapped = inner.filter((line) => {
    const columns = displayWidth(line);
    return columns >= MIN_COLUMNS && columns <= MAX_COLUMNS && !/[。！？”…]\s*$/u.test(line);
  });
  return inner.length >= 3 && wrapped.length >= MIN_SHARE * inner.length;
}

/** Columns in a fixed-width font: Han characters and full-width signs take two. */
function displayWidth(line: string): number {
  return line.length + (line.match(/[\u1100-\u11FF\u2E80-\uA4CF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]/gu)?.length ?? 0);
}
