/** A tag of HTML, as htmlparser2 reads it. */
export interface Tag {
  /** Lower case. */
  readonly name: string;
  readonly isEnd: boolean;
  /** Whether it ends in `/>`, which means something within SVG and MathML only. */
  readonly isSelfClosing: boolean;
  /** Where it begins and ends, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Where what follows is read as HTML again: after the content of a script, at `end` for most tags. */
  readonly next: number;
}

/** Elements whose content is text, whatever it holds, up to their end tag. */
const RAW_END = new Map([
  ['script', /<\/script[ \t\n\f\r>]/giu],
  ['style', /<\/style[ \t\n\f\r>]/giu],
  ['title', /<\/title[ \t\n\f\r>]/giu],
  ['textarea', /<\/textarea[ \t\n\f\r>]/giu],
  ['xmp', /<\/xmp[ \t\n\f\r>]/giu],
]);

const NOT_SPACE = /[^ \t\n\f\r]/gu;
const TAG_NAME_END = /[ \t\n\f\r/>]/gu;
const END_TAG_NAME_END = /[ \t\n\f\r>]/gu;
const ATTRIBUTE_NAME_END = /[ \t\n\f\r/>=]/gu;

/**
 * The tags of HTML in the order of the text. They are found exactly where htmlparser2's tokenizer finds them, not
 * in comments, attributes and scripts: whoever counts other tags than the parser opens can be deceived. Takes
 * linear time, and no stack, for any text.
 */
export function* tagsOf(html: string): Generator<Tag> {
  for (let start = html.indexOf('<'); start >= 0; ) {
    const sign = html[start + 1] ?? '';
    let next = start + 1;
    if (sign === '!' || sign === '?') next = declarationEnd(html, start);
    else if (sign === '/') {
      const name = find(html, NOT_SPACE, start + 2);
      const end = after(html, '>', name);
      if (/[a-z]/iu.test(html[name] ?? '')) {
        const written = html.slice(name, find(html, END_TAG_NAME_END, name)).toLowerCase();
        yield { name: written, isEnd: true, isSelfClosing: false, start, end, next: end };
      }
      next = end;
    } else if (/[a-z]/iu.test(sign)) {
      const tag = startTag(html, start);
      if (tag === null) return;
      yield tag;
      ({ next } = tag);
    }
    start = html.indexOf('<', next);
  }
}

/** `null` for a tag that does not end. */
function startTag(html: string, start: number): Tag | null {
  const nameEnd = find(html, TAG_NAME_END, start + 1);
  const name = html.slice(start + 1, nameEnd).toLowerCase();
  const end = startTagEnd(html, nameEnd);
  if (end === null) return null;
  const isSelfClosing = end < 0;
  const at = Math.abs(end);
  const rawEnd = isSelfClosing ? undefined : RAW_END.get(name);
  const next = rawEnd === undefined ? at : find(html, rawEnd, at);
  return { name, isEnd: false, isSelfClosing, start, end: at, next };
}

/** Where a start tag ends whose name ends at `i`: negative where it ends in `/>`, `null` where it does not end. */
function startTagEnd(html: string, i: number): number | null {
  for (;;) {
    i = find(html, NOT_SPACE, i);
    if (i === html.length) return null;
    if (html[i] === '>') return i + 1;
    if (html[i] === '/') {
      i = find(html, NOT_SPACE, i + 1);
      if (html[i] === '>') return -(i + 1);
      continue;
    }
    // Whatever an attribute's name begins with is part of it, also `=`.
    i = find(html, NOT_SPACE, find(html, ATTRIBUTE_NAME_END, i + 1));
    if (html[i] === '=') i = valueEnd(html, find(html, NOT_SPACE, i + 1));
  }
}

function valueEnd(html: string, start: number): number {
  const quote = html[start] ?? '';
  return quote === '"' || quote === "'" ? after(html, quote, start + 1) : find(html, END_TAG_NAME_END, start);
}

/** Where `<!…` or `<?…` ends: a comment, a document type, an instruction, CDATA. */
function declarationEnd(html: string, start: number): number {
  if (html.startsWith('<!--', start)) return after(html, '-->', start + 2);
  if (html.startsWith('<![CDATA[', start)) return after(html, ']]>', start + 9);
  if (html[start + 1] === '?') return after(html, '>', start + 2);
  // The sign after `<!`, and the one after `<!-`, is not looked at.
  return after(html, '>', html[start + 2] === '-' ? start + 4 : start + 3);
}

/** Where a string ends that begins at `from` or later, the text's length if none does. */
function after(html: string, searched: string, from: number): number {
  const at = html.indexOf(searched, from);
  return at < 0 ? html.length : at + searched.length;
}

/** Where a pattern is first found at `from` or later, the text's length if it is not. */
function find(html: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}
