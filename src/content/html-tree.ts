import type { CheerioAPI } from 'cheerio/slim';
import { load } from 'cheerio/slim';

import { classWords } from './class-names.js';
import { limitNesting } from './html-nesting.js';

/** An element of a page. Comments and elements that never hold text are not part of the tree. */
export interface MarkupElement {
  /** Lower case. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (MarkupElement | string)[];
  /** Characters other than white space in the element, and how many of them are in links. */
  readonly length: number;
  readonly linkLength: number;
}

/** What a page says of itself outside its text, as written. */
export interface PageFacts {
  readonly headings: readonly string[];
  readonly title: string | null;
  /** Contents of `meta` elements by name, property or itemprop in lower case; the first of each. */
  readonly meta: ReadonlyMap<string, string>;
  readonly jsonLd: readonly string[];
  /** Dates of `time` elements and of elements that are marked as the date of publication. */
  readonly times: readonly string[];
  /** Texts of elements whose class or id says time or date. */
  readonly timeTexts: readonly string[];
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  readonly canonical: string | null;
}

/** A page, parsed. */
export interface HtmlPage {
  readonly root: MarkupElement;
  readonly facts: PageFacts;
  /** Whether it is a whole page rather than a piece of one. */
  readonly isDocument: boolean;
}

const ROOT = 'yinju-root';
/** Never holds text of an article. */
const TEXTLESS = new Set(
  (
    'script style noscript template iframe frame object embed applet svg canvas audio video map head title ' +
    'input select textarea button datalist progress meter rp rt dialog'
  ).split(' '),
);
/** Around an article, never about it. */
const ELSEWHERE =
  'nav,footer,aside,[class*=related],[class*=comment],[class*=recommend],[class*=sidebar],[class*=copyright]';
/** How many elements are read for one fact, and how long one may be in UTF-16 code units. */
const MAX_FOUND = 20;
const MAX_FACT = 200;
const MAX_JSON_LD = 200_000;

/**
 * Parses HTML, whole page or piece. htmlparser2 is used rather than parse5: it is linear for any input, where
 * the standard's repair of misnested tags can multiply elements.
 */
export function parseHtml(html: string): HtmlPage {
  // One element around everything: cheerio compares the top elements with each other at every look-up.
  const $ = load(`<${ROOT}>${limitNesting(html)}</${ROOT}>`);
  const root: Element = { name: 'body', attributes: {}, children: [], length: 0, linkLength: 0 };
  for (const node of $(ROOT).contents().get()) append(root, node, false);
  return { root, facts: readFacts($), isDocument: /<(?:!doctype\s|html|head|body)[\s>]/iu.test(html) };
}

interface Element extends MarkupElement {
  readonly children: (MarkupElement | string)[];
  length: number;
  linkLength: number;
}
type DomNode = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number];

function append(parent: Element, node: DomNode, inLink: boolean): void {
  const type: string = node.type;
  if ('attribs' in node) {
    if (TEXTLESS.has(node.name)) return;
    const element: Element = { name: node.name, attributes: node.attribs, children: [], length: 0, linkLength: 0 };
    for (const child of node.children) append(element, child, inLink || node.name === 'a');
    parent.children.push(element);
    parent.length += element.length;
    parent.linkLength += element.linkLength;
  } else if ('children' in node) {
    for (const child of node.children) append(parent, child, inLink);
  } else if (type === 'text') {
    const length = node.data.replace(/\s+/gu, '').length;
    parent.children.push(node.data);
    parent.length += length;
    if (inLink) parent.linkLength += length;
  }
}

function readFacts($: CheerioAPI): PageFacts {
  /** Elements that a selector finds, those outside the page's furniture where there are such. */
  const find = (selector: string): ReturnType<typeof $> => {
    const all = $(selector).slice(0, MAX_FOUND * 10);
    const proper = all.filter((_, element) => $(element).closest(ELSEWHERE).length === 0);
    return (proper.length === 0 ? all : proper).slice(0, MAX_FOUND);
  };
  const texts = (found: ReturnType<typeof $>): string[] =>
    found
      .get()
      .map((element) => $(element).text().replace(/\s+/gu, ' ').trim())
      .filter((text) => text !== '' && text.length <= MAX_FACT);
  const named = (...words: readonly string[]): string[] => {
    const selector = words.map((word) => `[class*=${word} i],[id*=${word} i]`).join(',');
    const says = (attributes: Readonly<Record<string, string>>): boolean =>
      classWords(attributes).some((word) => words.includes(word));
    return texts(find(selector).filter((_, element) => 'attribs' in element && says(element.attribs)));
  };
  const dates = find('[itemprop=datePublished],time').get();
  return {
    headings: texts(find('h1')),
    title: texts($('title').first())[0] ?? null,
    meta: readMeta($),
    jsonLd: $('script[type="application/ld+json"]')
      .slice(0, MAX_FOUND)
      .get()
      .map((element) => $(element).text())
      .filter((json) => json.length <= MAX_JSON_LD),
    times: dates.map((element) =>
      ($(element).attr('datetime') ?? $(element).attr('content') ?? $(element).text()).slice(0, MAX_FACT),
    ),
    timeTexts: named('time', 'date', 'pubtime', 'pubdate', 'datetime', 'timestamp'),
    sources: named('source', 'laiyuan'),
    authors: [...texts(find('[rel=author],[itemprop=author]')), ...named('author', 'byline')],
    canonical: $('link[rel=canonical]').attr('href') ?? null,
  };
}

function readMeta($: CheerioAPI): Map<string, string> {
  const meta = new Map<string, string>();
  for (const element of $('meta[content]').get()) {
    const { name, property, itemprop, content } = element.attribs;
    const key = (property ?? name ?? itemprop)?.toLowerCase();
    if (key === undefined || content === undefined || meta.has(key)) continue;
    meta.set(key, content.slice(0, MAX_FACT * 10));
  }
  return meta;
}
