/** Elements nested deeper than this are dropped (their text stays): real pages stay below 60. */
const MAX_DEPTH = 200;
/** Tags beyond this number are dropped: each becomes an object of several hundred bytes. */
const MAX_TAGS = 400_000;

/** The name is never given back a character at a time: that would take quadratic time in a long one. */
const TAG = /<(\/?)([a-z!][a-z0-9:-]*)(?![a-z0-9:-])[^<>]*>/giu;

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr !doctype'.split(' '),
);
/** Ends by itself where the next of its kind begins. */
const SELF_ENDING = new Set('p li dt dd td th tr option'.split(' '));

/**
 * HTML in which elements are not nested without bound, so that whatever walks its tree can do so recursively
 * and the parser's search for open elements stays short. Pages within the bounds come back as they are.
 */
export function limitNesting(html: string): string {
  const open: string[] = [];
  const parts: string[] = [];
  let copied = 0;
  let tags = 0;
  for (const match of html.matchAll(TAG)) {
    const name = (match[2] ?? '').toLowerCase();
    const closing = match[1] === '/';
    const kept = ++tags <= MAX_TAGS && (closing ? close(open, name) : push(open, name, match[0]));
    if (kept) continue;
    parts.push(html.slice(copied, match.index), '\n');
    copied = match.index + match[0].length;
  }
  return copied === 0 ? html : parts.join('') + html.slice(copied);
}

/** Whether a start tag may stay. */
function push(open: string[], name: string, tag: string): boolean {
  if (VOID.has(name) || tag.endsWith('/>')) return true;
  if (SELF_ENDING.has(name) && open.at(-1) === name) open.pop();
  if (open.length >= MAX_DEPTH) return false;
  open.push(name);
  return true;
}

/** Whether an end tag may stay: it ends an element that is open. */
function close(open: string[], name: string): boolean {
  const i = open.lastIndexOf(name);
  if (i < 0) return name === 'p' || name === 'br' || open.length < MAX_DEPTH;
  open.length = i;
  return true;
}
