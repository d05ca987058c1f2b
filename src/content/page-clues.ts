import type { ArticleDate } from '../domain/article.js';
import { findDates, isFullDate, toArticleDate } from '../text/dates.js';
import type { Clues } from './clues.js';
import { firstClues, NO_CLUES, toAuthor, toPublisher, toTitle, toUrl } from './clues.js';
import { readCredit } from './credits.js';
import type { PageHead } from './html-tree.js';
import type { PageMarks } from './page-marks.js';
import { splitPageTitle } from './title.js';

/** Shortest heading that is taken for a title where the page's `<title>` does not confirm it. */
const MIN_TITLE = 4;
const DATE_META = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_time',
  'weibo: article:create_at',
  'og:release_date',
  'dc.date.issued',
  'dc.date',
  'date',
];

/** What a page says of its article, by where it says so. */
export interface PageClues {
  /** In its elements: `h1`, `<time>`, and those named after time, source and author. */
  readonly marked: Clues;
  /** About itself: in meta elements, then JSON-LD, last its `<title>`. */
  readonly declared: Clues;
}

/** What is said where there is no page. */
export const NO_PAGE: PageClues = { marked: NO_CLUES, declared: NO_CLUES };

/**
 * Reads what a page says of its article.
 * @param timeZone - IANA name
 */
export function pageClues(marks: PageMarks, head: PageHead, timeZone: string): PageClues {
  const { meta } = head;
  const metaOf = (...names: readonly string[]): string | null =>
    names.map((name) => meta.get(name) ?? null).find((value) => value !== null && value !== '') ?? null;
  const jsonLd = head.jsonLd.map(parseJson).flatMap(articlesOf)[0] ?? {};
  const page = splitPageTitle(head.title);
  const social = splitPageTitle(metaOf('og:title', 'twitter:title') ?? '');
  const site = toPublisher(metaOf('og:site_name')) ?? page.site ?? social.site;
  const declaredTimes = [...DATE_META.map((name) => meta.get(name) ?? null), stringOf(jsonLd.datePublished)];
  const first = <T>(texts: readonly string[], read: (text: string) => T | null): T | null =>
    texts.map(read).find((value) => value !== null) ?? null;
  return {
    marked: {
      ...NO_CLUES,
      title: titleHeading(marks.headings, [head.title, social.title], site),
      date: firstDate([...marks.times, ...marks.timeTexts], declaredTimes, timeZone),
      publisher: first(marks.sources, publisherIn),
      author: first(marks.authors, (text) => toAuthor(readCredit(text)?.author ?? text)),
    },
    declared: firstClues([
      {
        title: toTitle(social.title),
        date: firstDate(declaredTimes, [], timeZone),
        publisher: toPublisher(metaOf('source', 'mediaid', 'contentsource')),
        author: toAuthor(metaOf('author', 'article:author', 'dc.creator')),
        url: toUrl(head.canonical) ?? toUrl(metaOf('og:url')),
        categories: [toTitle(metaOf('article:section'))].filter((name) => name !== null),
      },
      {
        ...NO_CLUES,
        title: toTitle(stringOf(jsonLd.headline)),
        publisher: toPublisher(nameOf(jsonLd.publisher)),
        author: toAuthor(nameOf(jsonLd.author)),
        url: toUrl(stringOf(jsonLd.url)) ?? toUrl(stringOf(jsonLd.mainEntityOfPage)),
      },
      { ...NO_CLUES, title: toTitle(page.title), publisher: site },
    ]),
  };
}

/** The `h1` that is the article's: one that the page's title confirms, else the first that is no logo. */
function titleHeading(headings: readonly string[], titles: readonly string[], site: string | null): string | null {
  const proper = headings.filter((heading) => heading !== site && heading.length >= MIN_TITLE);
  const confirmed = proper.filter((heading) => titles.some((title) => title.includes(heading)));
  const longest = confirmed.reduce((best, heading) => (heading.length > best.length ? heading : best), '');
  return toTitle(longest) ?? toTitle(proper[0] ?? headings[0]);
}

/**
 * The first full date of texts; another statement of the same day may add the time.
 * @param others - asked for the time only
 */
function firstDate(
  texts: readonly (string | null)[],
  others: readonly (string | null)[],
  timeZone: string,
): ArticleDate | null {
  const read = (text: string | null): ArticleDate | null => {
    const date = text === null ? undefined : findDates(text).find(isFullDate);
    return date === undefined ? null : toArticleDate(date, { timeZone, source: 'page' });
  };
  const dates = texts.map(read).filter((date) => date !== null);
  const [first] = dates;
  if (first === undefined) return null;
  const same = [...dates, ...others.map(read)].filter((date) => date?.value.startsWith(first.value));
  return same.find((date) => date?.precision === 'time') ?? first;
}

function publisherIn(text: string): string | null {
  const credit = readCredit(text);
  return credit === null ? toPublisher(text) : credit.publisher;
}

type Json = Readonly<Record<string, unknown>>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Broken data about the page is no reason to lose the page.
    return null;
  }
}

/** The articles that JSON-LD describes, at its top or in its `@graph`. */
function articlesOf(data: unknown): Json[] {
  const entries: unknown[] = Array.isArray(data) ? data.slice(0, 20) : [data];
  return entries.flatMap((entry) => {
    if (!isObject(entry)) return [];
    const graph = entry['@graph'];
    const nested = Array.isArray(graph) ? graph.slice(0, 20).filter(isObject) : [];
    return [entry, ...nested].filter((candidate) => /Article|Posting|Report/u.test(String(stringOf(candidate['@type']))));
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringOf(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : null;
}

/** A name, also as the `name` of an object and as the first of a list. */
function nameOf(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(first) ? stringOf(first.name) : stringOf(first);
}
