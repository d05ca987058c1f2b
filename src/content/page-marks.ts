import { classWords } from './class-names.js';
import type { MarkupElement } from './html-tree.js';

/** What the elements of a page mark as its title, date, source and author, as written, in reading order. */
export interface PageMarks {
  /** Texts of `h1`. */
  readonly headings: readonly string[];
  /** Dates of `time` and of elements that microdata calls the date of publication. */
  readonly times: readonly string[];
  /** Texts of elements whose class or id says time or date. */
  readonly timeTexts: readonly string[];
  /** Texts of elements whose class or id says source. */
  readonly sources: readonly string[];
  /** Texts of elements whose class, id, `rel` or microdata says author. */
  readonly authors: readonly string[];
}

type Mark = keyof PageMarks;

/** How many elements are kept of a kind, and how long one may be in UTF-16 code units. */
const MAX_FOUND = 20;
const MAX_LENGTH = 200;

/** Words of classes and ids. */
const WORDS: Readonly<Record<string, Mark>> = {
  time: 'timeTexts',
  date: 'timeTexts',
  datetime: 'timeTexts',
  pubtime: 'timeTexts',
  pubdate: 'timeTexts',
  timestamp: 'timeTexts',
  source: 'sources',
  laiyuan: 'sources',
  author: 'authors',
  byline: 'authors',
};

/** Elements and words of classes that stand around an article and mark what is not of it. */
const ELSEWHERE = new Set('nav footer aside related comment comments recommend sidebar copyright'.split(' '));

/** Finds the marks of a page: those outside its menus, lists and comments where there are such. */
export function findMarks(root: MarkupElement): PageMarks {
  const proper = emptyMarks();
  const elsewhere = emptyMarks();
  collect(root, { here: proper, elsewhere, texts: new Map() });
  const pick = (mark: Mark): string[] => (proper[mark].length > 0 ? proper[mark] : elsewhere[mark]);
  return {
    headings: pick('headings'),
    times: pick('times'),
    timeTexts: pick('timeTexts'),
    sources: pick('sources'),
    authors: pick('authors'),
  };
}

function emptyMarks(): Record<Mark, string[]> {
  return { headings: [], times: [], timeTexts: [], sources: [], authors: [] };
}

/** Where marks are put, and the texts of elements that have been asked for: each is put together once. */
interface Found {
  readonly here: Record<Mark, string[]>;
  readonly elsewhere: Record<Mark, string[]>;
  readonly texts: Map<MarkupElement, string>;
}

function collect(element: MarkupElement, found: Found): void {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const words = classWords(child.attributes);
    for (const [mark, written] of marksOf(child, words)) {
      if (found.here[mark].length >= MAX_FOUND) continue;
      const text = written ?? shortText(child, found.texts).trim();
      if (text !== '' && text.length <= MAX_LENGTH) found.here[mark].push(text);
    }
    const isElsewhere = ELSEWHERE.has(child.name) || (child.name !== 'body' && words.some((word) => ELSEWHERE.has(word)));
    collect(child, isElsewhere ? { ...found, here: found.elsewhere } : found);
  }
}

/** The marks of an element, each with what an attribute says; `null` where its text says it. */
function marksOf({ name, attributes }: MarkupElement, words: readonly string[]): [Mark, string | null][] {
  const marks: [Mark, string | null][] = [];
  if (name === 'h1') marks.push(['headings', null]);
  if (name === 'time' || attributes.itemprop === 'datePublished') {
    marks.push(['times', attributes.datetime ?? attributes.content ?? null]);
  }
  if (attributes.rel === 'author' || attributes.itemprop === 'author') marks.push(['authors', null]);
  const named = words.map((word) => (Object.hasOwn(WORDS, word) ? WORDS[word] : undefined));
  for (const mark of new Set(named)) if (mark !== undefined) marks.push([mark, null]);
  return marks;
}

/** An element's text with white space folded, empty where it is too long for a mark. */
function shortText(element: MarkupElement, texts: Map<MarkupElement, string>): string {
  if (element.length > MAX_LENGTH) return '';
  const known = texts.get(element);
  if (known !== undefined) return known;
  const parts = element.children.map((child) => (typeof child === 'string' ? child : shortText(child, texts)));
  const text = parts.join('').replace(/\s+/gu, ' ');
  texts.set(element, text);
  return text;
}
