import { type Tag, tagsOf } from './html-tags.js';

/** Elements nested deeper than this are dropped (their text stays): real pages stay below 60. */
const MAX_DEPTH = 200;
/** Tags beyond this number are dropped: each becomes an object of several hundred bytes. */
const MAX_TAGS = 400_000;

/**
 * HTML in which elements are not nested without bound, so that whatever walks its tree can do so recursively
 * and the parser's search for open elements stays short. Pages within the bounds come back as they are.
 * @param reserved - name of an element that is put around the page, whose end tag the page must not hold
 */
export function limitNesting(html: string, reserved: string): string {
  const open = new OpenElements();
  const parts: string[] = [];
  let copied = 0;
  let tags = 0;
  for (const tag of tagsOf(html)) {
    if (++tags <= MAX_TAGS && tag.name !== reserved && (tag.isEnd || !open.isFullFor(tag))) {
      open.follow(tag);
      continue;
    }
    parts.push(html.slice(copied, tag.start), '\n');
    copied = tag.next;
  }
  return copied === 0 ? html : parts.join('') + html.slice(copied);
}

const words = (list: string): readonly string[] => list.split(' ');

/** Elements that hold nothing, as htmlparser2 knows them. */
const VOID = new Set(
  words('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'),
);
/** Within these `/>` ends an element, and within the others no more. */
const FOREIGN = new Set(['math', 'svg']);
const INTEGRATION = new Set(words('mi mo mn ms mtext annotation-xml foreignobject desc title'));

/** Start tags, and the innermost open elements that they end, as htmlparser2 knows them. */
const ENDED_BY = new Map(
  (
    [
      [
        'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form ' +
          'header hr main nav ol pre section table ul',
        'p',
      ],
      ['select input output button datalist textarea', 'input option optgroup select button datalist textarea'],
      ['tr', 'tr th td'],
      ['th', 'th'],
      ['td', 'thead th td'],
      ['body', 'head link script'],
      ['li', 'li'],
      ['option', 'option'],
      ['optgroup', 'optgroup option'],
      ['dd dt', 'dd dt'],
      ['rt rp', 'rt rp'],
      ['tbody tfoot', 'thead tbody'],
    ] as const
  ).flatMap(([starts, ended]) => words(starts).map((name) => [name, new Set(words(ended))] as const)),
);

/** The elements that htmlparser2 holds open, step by step. */
class OpenElements {
  private readonly names: string[] = [];
  /** Whether `/>` ends an element, innermost last. */
  private readonly foreign: boolean[] = [];

  /** Whether a start tag would nest too deep. */
  isFullFor({ name }: Tag): boolean {
    return this.names.length >= MAX_DEPTH && !VOID.has(name) && ENDED_BY.get(name)?.has(this.names.at(-1) ?? '') !== true;
  }

  follow(tag: Tag): void {
    if (tag.isEnd) this.end(tag.name);
    else this.start(tag);
  }

  private start({ name, isSelfClosing }: Tag): void {
    const ended = ENDED_BY.get(name);
    while (ended?.has(this.names.at(-1) ?? '') === true) this.names.pop();
    if (VOID.has(name)) return;
    this.names.push(name);
    if (FOREIGN.has(name)) this.foreign.push(true);
    else if (INTEGRATION.has(name)) this.foreign.push(false);
    if (isSelfClosing && this.foreign.at(-1) === true) this.names.pop();
  }

  private end(name: string): void {
    if (FOREIGN.has(name) || INTEGRATION.has(name)) this.foreign.pop();
    const at = VOID.has(name) ? -1 : this.names.lastIndexOf(name);
    if (at >= 0) this.names.length = at;
  }
}
