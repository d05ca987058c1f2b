import { classWords } from './class-names.js';
import { holdsHeading, type MarkupElement } from './html-tree.js';

/**
 * A tree without what stands around its text: hidden parts, menus, headers and footers, and what its class
 * names as a share bar, QR code, breadcrumb, related list, advert or notice. A rule that would take most of
 * the text away is not followed: a class such as `article-share-news` may well name the article itself.
 */
export function withoutBoilerplate(root: MarkupElement): MarkupElement {
  const shown = prune(root, isHidden);
  if (shown.length === 0) return root;
  const proper = ownLength(shown);
  const rules: ((element: MarkupElement) => boolean)[] = [
    (element) => isFurniture(element) || isNamedFurniture(element, proper),
    isFurniture,
  ];
  const cleared = rules
    .map((rule) => prune(shown, rule))
    .find((candidate) => ownLength(candidate) >= MIN_KEPT * proper && candidate.length > 0);
  return cleared ?? shown;
}

/** Share of the text outside links that must be left for a rule to be followed. */
const MIN_KEPT = 0.5;
/** A part that its class calls furniture is text all the same where it holds this share of the whole. */
const MAX_NAMED = 0.3;

/** Characters outside links. */
function ownLength(element: MarkupElement): number {
  return element.length - element.linkLength;
}

function prune(element: MarkupElement, drop: (element: MarkupElement) => boolean): MarkupElement {
  const children: (MarkupElement | string)[] = [];
  let { length, linkLength } = element;
  for (const child of element.children) {
    if (typeof child === 'string') {
      children.push(child);
      continue;
    }
    const kept = drop(child) ? null : prune(child, drop);
    if (kept !== null) children.push(kept);
    length -= child.length - (kept?.length ?? 0);
    linkLength -= child.linkLength - (kept?.linkLength ?? 0);
  }
  return { ...element, children, length, linkLength, holdsHeading: holdsHeading(children) };
}

const HIDDEN_CLASSES = /(?:^|\s)(?:hidden|hide|d-none|sr-only|visually-hidden|screen-reader-text|invisible)(?:\s|$)/u;

function isHidden({ attributes }: MarkupElement): boolean {
  return (
    ('hidden' in attributes && attributes.hidden !== 'until-found') ||
    attributes['aria-hidden'] === 'true' ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(attributes.style ?? '') ||
    HIDDEN_CLASSES.test(attributes.class ?? '')
  );
}

const FURNITURE_TAGS = new Set(['nav', 'footer', 'aside', 'menu']);
const FURNITURE_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search', 'menu']);

function isFurniture(element: MarkupElement): boolean {
  if (FURNITURE_TAGS.has(element.name) || FURNITURE_ROLES.has(element.attributes.role ?? '')) return true;
  // The header of an article holds its title and date, that of a page its logo and menus.
  return element.name === 'header' && !element.holdsHeading;
}

/** Words of classes and ids that name furniture, in English and pinyin. */
const FURNITURE_WORDS = new Set(
  (
    'qr qrcode qrcodes ewm erweima share shares sharebar sharebox sharing bdshare bdsharebuttonbox social sns ' +
    'breadcrumb breadcrumbs crumb crumbs mbx related relate recommend recommends recommended recommendation ' +
    'copyright navbar nav navigation menu sidebar footer advert adverts advertisement adsense ads ad toolbar ' +
    'pagination pager subscribe newsletter cookie cookies comment comments disclaimer gotop backtop popup modal ' +
    'login prevnext tagcloud banner hotnews ranklist adlist'
  ).split(' '),
);

function isNamedFurniture(element: MarkupElement, total: number): boolean {
  return (
    classWords(element.attributes).some((word) => FURNITURE_WORDS.has(word)) &&
    !element.holdsHeading &&
    ownLength(element) <= MAX_NAMED * total
  );
}

/** Elements by which pages mark their text, most telling first. */
const MAIN_MARKS: readonly ((element: MarkupElement) => boolean)[] = [
  ({ attributes }) => attributes.itemprop === 'articleBody',
  ({ name }) => name === 'article',
  ({ name, attributes }) => name === 'main' || attributes.role === 'main',
];
const CONTAINERS = new Set(['div', 'section', 'main', 'article', 'body', 'html', 'table', 'tbody', 'tr', 'td', 'form', 'center']);
/** A marked part is the main one where it holds this share of the prose; an unmarked one must hold more. */
const MIN_MARKED = 0.5;
const MIN_UNMARKED = 0.9;

/** The part of a whole page that holds its text: marked as such, or the innermost that holds nearly all prose. */
export function mainPart(root: MarkupElement): MarkupElement {
  const known = new Map<MarkupElement, number>();
  const proseOf = (element: MarkupElement): number => proseLength(element, known);
  const total = proseOf(root);
  if (total === 0) return root;
  for (const isMarked of MAIN_MARKS) {
    const marked = findAll(root, isMarked).find((element) => proseOf(element) >= MIN_MARKED * total);
    if (marked !== undefined) return marked;
  }
  let part = root;
  for (;;) {
    const inner = part.children
      .filter((child) => typeof child !== 'string')
      .find((child) => CONTAINERS.has(child.name) && proseOf(child) >= MIN_UNMARKED * total);
    if (inner === undefined) return part;
    part = inner;
  }
}

function findAll(element: MarkupElement, accept: (element: MarkupElement) => boolean): MarkupElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return accept(child) ? [child] : findAll(child, accept);
  });
}

/** Shortest run of text that counts as prose, and how much of it may be links. */
const MIN_PROSE = 20;
const MAX_LINKS = 0.3;

/**
 * Characters of the element's prose: runs of text with a sentence's punctuation that are no lists of links.
 * @param known - lengths found before: an element is asked for by each that holds it
 */
function proseLength(element: MarkupElement, known: Map<MarkupElement, number>): number {
  const before = known.get(element);
  if (before !== undefined) return before;
  const inline = element.children.filter((child) => typeof child === 'string' || !isBlock(child));
  const own = inline.map((child) => (typeof child === 'string' ? child : flatText(child))).join('');
  const ownLinks = inline.reduce((sum, child) => sum + (typeof child === 'string' ? 0 : child.linkLength), 0);
  const isProse =
    own.length >= MIN_PROSE && /[，。！？；,.!?;]/u.test(own) && ownLinks <= MAX_LINKS * own.length;
  const length = element.children.reduce(
    (sum, child) => sum + (typeof child !== 'string' && isBlock(child) ? proseLength(child, known) : 0),
    isProse ? own.replace(/\s+/gu, '').length : 0,
  );
  known.set(element, length);
  return length;
}

const INLINE = new Set('a b i u em strong span font small big sub sup mark code abbr cite q time label s del ins kbd'.split(' '));

function isBlock(element: MarkupElement): boolean {
  return !INLINE.has(element.name);
}

function flatText(element: MarkupElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : flatText(child))).join('');
}
