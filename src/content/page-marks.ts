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
  collect(root, proper, elsewhere);
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

function collect(element: MarkupElement, here: Record<Mark, string[]>, elsewhere: Record<Mark, string[]>): void {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const words = classWords(child.attributes);
    for (const [mark, text] of marksOf(child, words)) {
      if (text !== '' && text.length <= MAX_LENGTH && here[mark].length < MAX_FOUND) here[mark].push(text);
    }
    const isElsewhere = ELSEWHERE.has(child.name) || (child.name !== 'body' && words.some((word) => ELSEWHERE.has(word)));
    collect(child, isElsewhere ? elsewhere : here, elsewhere);
  }
}

function marksOf(element: MarkupElement, words: readonly string[]): [Mark, string][] {
  const { name, attributes, length } = element;
  const text = length > MAX_LENGTH ? '' : flatText(element);
  const marks: [Mark, string][] = [];
  if (name === 'h1') marks.push(['headings', text]);
  if (name === 'time' || attributes.itemprop === 'datePublished') {
    marks.push(['times', attributes.datetime ?? attributes.content ?? text]);
  }
  if (attributes.rel === 'author' || attributes.itemprop === 'author') marks.push(['authors', text]);
  const named = words.map((word) => (Object.hasOwn(WORDS, word) ? WORDS[word] : undefined));
  for (const mark of new Set(named)) if (mark !== undefined) marks.push([mark, text]);
  return marks;
}

function flatText(element: MarkupElement): string {
  const parts = (inner: MarkupElement): string =>
    inner.children.map((child) => (typeof child === 'string' ? child : parts(child))).join('');
  return parts(element).replace(/\s+/gu, ' ').trim();
}
