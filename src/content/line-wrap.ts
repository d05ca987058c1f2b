/** Columns that a wrapped line fills at least, and at most. */
const MIN_COLUMNS = 50;
const MAX_COLUMNS = 130;
/** How much shorter than the longest a wrapped line may be: whole words move to the next line, Han never. */
const SLACK_LATIN = 25;
const SLACK_HAN = 6;
/** Share of the lines that another follows that must look wrapped, and how many there must be. */
const MIN_SHARE = 0.6;
const MIN_LINES = 2;
/** How much of a text is looked at, in UTF-16 code units. */
const SAMPLE = 50_000;

/**
 * Whether the lines of a text were broken to a width (as in mail and in hand-wrapped Markdown) rather than at
 * the ends of paragraphs: most lines that another follows are about equally full and end within a sentence.
 */
export function isHardWrapped(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const lines = sample.split('\n');
  const inner = lines.filter((line, i) => line.trim() !== '' && (lines[i + 1] ?? '').trim() !== '');
  const widths = inner.map(displayWidth);
  const longest = widths.reduce((max, width) => Math.max(max, width), 0);
  const slack = /\p{Script=Han}/u.test(sample) ? SLACK_HAN : SLACK_LATIN;
  if (inner.length < MIN_LINES || longest < MIN_COLUMNS || longest > MAX_COLUMNS) return false;
  const wrapped = inner.filter((line, i) => (widths[i] ?? 0) >= longest - slack && !/[。！？”…]\s*$/u.test(line));
  return wrapped.length >= MIN_SHARE * inner.length;
}

/** Columns in a fixed-width font: Han characters and full-width signs take two. */
function displayWidth(line: string): number {
  const wide = line.match(/[\u1100-\u11FF\u2E80-\uA4CF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]/gu);
  return line.trimEnd().length + (wide?.length ?? 0);
}
