import { cleanCharacters } from './clean-characters.js';
import { classWords } from './class-names.js';
import type { MarkupElement } from './html-tree.js';
import type { RawBlock, RawText } from './raw-block.js';

/** The blocks of a tree in reading order; the captions of pictures apart. */
export function htmlToBlocks(root: MarkupElement): RawText {
  const collector = new Collector();
  collector.children(root);
  collector.flush();
  return { blocks: collector.blocks, captions: [...new Set(collector.captions)] };
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dir div dl dt fieldset figure footer form ' +
    'header hgroup hr html legend li main menu nav ol optgroup p section summary table tbody td tfoot th thead ' +
    'tr ul'
  ).split(' '),
);
/** Longest heading in UTF-16 code units: what is longer was set large for its looks. */
const MAX_HEADING = 120;
/** Longest caption that is kept, and how many. */
const MAX_CAPTION = 300;
const MAX_CAPTIONS = 200;

interface Run {
  readonly text: string;
  readonly isBold: boolean;
  readonly href: string | null;
}

interface Context {
  readonly isBold: boolean;
  readonly href: string | null;
  readonly isListItem: boolean;
}

/** Collects runs of inline text until a block begins or ends. */
class Collector {
  readonly blocks: RawBlock[] = [];
  readonly captions: string[] = [];
  private runs: Run[] = [];
  private context: Context = { isBold: false, href: null, isListItem: false };

  children(element: MarkupElement): void {
    for (const child of element.children) {
      if (typeof child === 'string') this.runs.push({ text: child, ...this.context });
      else this.element(child);
    }
  }

  /** Ends the block that is being collected. */
  flush(heading?: number): void {
    const runs = this.runs;
    this.runs = [];
    const text = inlineText(runs.map((run) => run.text).join(''));
    if (text === '') return;
    const telling = runs.filter((run) => /[\p{L}\p{N}]/u.test(run.text));
    const isBold = telling.length > 0 && telling.every((run) => run.isBold);
    const href = telling.length > 0 && telling.every((run) => run.href !== null) ? telling[0]?.href : null;
    const marks = { ...(isBold ? { isBold } : {}), ...(href == null ? {} : { href }) };
    if (heading !== undefined && text.length <= MAX_HEADING) {
      this.blocks.push({ kind: 'heading', level: heading, text, ...marks });
    } else {
      this.blocks.push({ kind: this.context.isListItem ? 'list-item' : 'paragraph', text, ...marks });
    }
  }

  private element(element: MarkupElement): void {
    const { name } = element;
    const level = /^h([1-6])$/u.exec(name)?.[1];
    if (name === 'br' || name === 'hr') this.flush();
    else if (name === 'img') this.caption(element.attributes.alt ?? '');
    else if (isCaption(element)) this.caption(plainText(element));
    else if (level !== undefined) this.heading(element, Number(level));
    else if (name === 'pre' || name === 'listing' || name === 'xmp') this.code(element);
    else if (name === 'tr' && isDataRow(element)) this.row(element);
    else if (BLOCKS.has(name)) this.block(element);
    else if (!isFootnoteMark(element)) this.within({ ...this.inlineContext(element) }, element);
  }

  private inlineContext({ name, attributes }: MarkupElement): Context {
    const isBold = name === 'b' || name === 'strong' || /font-weight\s*:\s*(?:bold|[6-9]00)/iu.test(attributes.style ?? '');
    return {
      ...this.context,
      isBold: this.context.isBold || isBold,
      href: name === 'a' ? (attributes.href ?? '') : this.context.href,
    };
  }

  private within(context: Context, element: MarkupElement): void {
    const outer = this.context;
    this.context = context;
    this.children(element);
    this.context = outer;
  }

  private block(element: MarkupElement): void {
    this.flush();
    const outer = this.context;
    const isListItem = outer.isListItem || ['li', 'dd', 'dt'].includes(element.name);
    this.context = { ...this.inlineContext(element), isListItem };
    this.children(element);
    this.flush();
    this.context = outer;
  }

  private heading(element: MarkupElement, level: number): void {
    this.flush();
    // A line break inside a heading is made for its looks.
    this.runs.push({ text: plainText(element), ...this.context });
    this.flush(level);
  }

  /** Preformatted text is code, unless it is prose that was pasted so. */
  private code(element: MarkupElement): void {
    this.flush();
    const lines = cleanCharacters(rawText(element, '\n')).split('\n').map((line) => line.trimEnd());
    const first = lines.findIndex((line) => line !== '');
    if (first < 0) return;
    const text = lines.slice(first, lines.findLastIndex((line) => line !== '') + 1).join('\n');
    if (/\p{Script=Han}[。！？]/u.test(text)) {
      for (const line of text.split('\n')) {
        this.runs.push({ text: line, ...this.context });
        this.flush();
      }
    } else this.blocks.push({ kind: 'code', text: text.replace(/\n{2,}/gu, '\n') });
  }

  private row(element: MarkupElement): void {
    this.flush();
    const cells = cellsOf(element).map(plainText);
    const text = cells.filter((cell) => cell !== '').join(' | ');
    if (text === '') return;
    this.blocks.push({ kind: cells.length === 1 ? 'paragraph' : 'table-row', text });
  }

  private caption(text: string): void {
    const caption = inlineText(text);
    const says = /\p{L}{2}/u.test(caption) && !/^(?:图片?|image|img|photo|logo)?\s?\d*$|\.(?:jpe?g|png|gif|webp)$/iu.test(caption);
    if (says && caption.length <= MAX_CAPTION && this.captions.length < MAX_CAPTIONS) this.captions.push(caption);
  }
}

/** One line: white space folded, and gone where a line of Chinese was merely wrapped. */
function inlineText(text: string): string {
  return cleanCharacters(text)
    .replace(/\s+/gu, (space) => (space.includes('\n') ? '\n' : ' '))
    .replace(/(?<=[\p{Script=Han}，。！？；：、）”])\n(?=[\p{Script=Han}，。！？；：、（“])/gu, '')
    .replaceAll('\n', ' ')
    .trim();
}

function rawText(element: MarkupElement, lineBreak: string): string {
  if (element.name === 'br') return lineBreak;
  return element.children
    .map((child) => (typeof child === 'string' ? child : rawText(child, lineBreak)))
    .join('');
}

function plainText(element: MarkupElement): string {
  return inlineText(rawText(element, ' '));
}

const CAPTION_WORDS = new Set(['caption', 'figcaption', 'captions', 'tuzhu', 'tushuo', 'imgdesc', 'picdesc', 'imgtitle']);

/** `figcaption`, and elements whose class says so (`img_descr`, `pic-note`). */
function isCaption(element: MarkupElement): boolean {
  if (element.name === 'figcaption') return true;
  if (element.name === 'caption' || element.length > MAX_CAPTION) return false;
  const words = classWords(element.attributes);
  return (
    words.some((word) => CAPTION_WORDS.has(word)) ||
    (words.some((word) => ['img', 'image', 'pic', 'photo', 'figure'].includes(word)) &&
      words.some((word) => ['desc', 'descr', 'description', 'note', 'info', 'txt', 'text', 'title'].includes(word)))
  );
}

/** Marks such as `[3]` that lead to a note. */
function isFootnoteMark(element: MarkupElement): boolean {
  return element.name === 'sup' && /^\s*\[?\d{1,3}\]?\s*$/u.test(rawText(element, '')) && element.linkLength > 0;
}

function cellsOf(row: MarkupElement): MarkupElement[] {
  return row.children.filter((child) => typeof child !== 'string').filter(({ name }) => name === 'td' || name === 'th');
}

/** Longest cell of a table that holds data; tables with longer ones lay out a page. */
const MAX_CELL = 200;

function isDataRow(row: MarkupElement): boolean {
  const cells = cellsOf(row);
  return cells.length > 0 && cells.every((cell) => cell.length <= MAX_CELL && !holdsBlocks(cell));
}

/** Whether a cell holds more than a paragraph. */
function holdsBlocks(element: MarkupElement): boolean {
  const inner = element.children.filter((child) => typeof child !== 'string');
  const blocks = inner.filter(({ name }) => BLOCKS.has(name) || /^h[1-6]$|^pre$/u.test(name));
  return blocks.some(({ name }) => !['p', 'div'].includes(name)) || blocks.length > 1 || inner.some(holdsBlocks);
}
