import type { CheerioAPI } from 'cheerio/slim';
import { load } from 'cheerio/slim';

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
  /** Whether an `h1` is in it. */
  readonly holdsHeading: boolean;
}

/** Whether an `h1` is among children or in them. */
export function holdsHeading(children: MarkupElement['children']): boolean {
  return children.some((child) => typeof child !== 'string' && (child.name === 'h1' || child.holdsHeading));
}

/** What a page declares of itself outside its text, as written. */
export interface PageHead {
  readonly title: string;
  /** Contents of `meta` elements by name, property or itemprop in lower case; the first of each. */
  readonly meta: ReadonlyMap<string, string>;
  readonly jsonLd: readonly string[];
  readonly canonical: string | null;
}

/** A page, parsed. */
export interface HtmlPage {
  readonly root: MarkupElement;
  readonly head: PageHead;
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
/** Longest content of a `meta` element that is kept, and most and longest JSON-LD, in UTF-16 code units. */
const MAX_META = 2000;
const MAX_SCRIPTS = 20;
const MAX_JSON_LD = 200_000;

/**
 * Parses HTML, whole page or piece. htmlparser2 is used rather than parse5: it is linear for any input, where
 * the standard's repair of misnested tags can multiply elements.
 */
export function parseHtml(html: string): HtmlPage {
  // One element around everything: cheerio compares the top elements with each other at every look-up.
  const $ = load(`<${ROOT}>${limitNesting(html, ROOT)}</${ROOT}>`);
  const root: Element = { name: 'body', attributes: {}, children: [], length: 0, linkLength: 0, holdsHeading: false };
  for (const node of $(ROOT).contents().get()) append(root, node, false);
  return { root, head: readHead($), isDocument: /<(?:!doctype\s|html|head|body)[\s>]/iu.test(html) };
}

interface Element extends MarkupElement {
  readonly children: (MarkupElement | string)[];
  length: number;
  linkLength: number;
  holdsHeading: boolean;
}
type DomNode = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number];

function append(parent: Element, node: DomNode, inLink: boolean): void {
  const type: string = node.type;
  if ('attribs' in node) {
    if (TEXTLESS.has(node.name)) return;
    const element: Element = { name: node.name, attributes: node.attribs, children: [], length: 0, linkLength: 0, holdsHeading: false };
    for (const child of node.children) append(element, child, inLink || node.name === 'a');
    parent.children.push(element);
    parent.length += element.length;
    parent.linkLength += element.linkLength;
    parent.holdsHeading ||= element.holdsHeading || element.name === 'h1';
  } else if ('children' in node) {
    for (const child of node.children) append(parent, child, inLink);
  } else if (type === 'text') {
    const length = node.data.replace(/\s+/gu, '').length;
    parent.children.push(node.data);
    parent.length += length;
    if (inLink) parent.linkLength += length;
  }
}

function readHead($: CheerioAPI): PageHead {
  return {
    title: $('title').first().text(),
    meta: readMeta($),
    jsonLd: $('script[type="application/ld+json"]')
      .slice(0, MAX_SCRIPTS)
      .get()
      .map((element) => $(element).text())
      .filter((json) => json.length <= MAX_JSON_LD),
    canonical: $('link[rel=canonical]').attr('href') ?? null,
  };
}

function readMeta($: CheerioAPI): Map<string, string> {
  const meta = new Map<string, string>();
  for (const element of $('meta[content]').get()) {
    const { name, property, itemprop, content } = element.attribs;
    const key = (property ?? name ?? itemprop)?.toLowerCase();
    if (key === undefined || content === undefined || meta.has(key)) continue;
    meta.set(key, content.slice(0, MAX_META));
  }
  return meta;
}
