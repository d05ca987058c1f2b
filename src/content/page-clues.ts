import type { ArticleDate } from '../domain/article.js';
import { findDates, isFullDate, toArticleDate } from '../text/dates.js';
import type { Clues } from './clues.js';
import { firstClues, NO_CLUES, toAuthor, toPublisher, toTitle, toUrl } from './clues.js';
import { readCredit } from './credits.js';
import type { PageFacts } from './html-tree.js';
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

/**
 * What a page says of its article: its `h1`, `<time>` and elements named after time, source and author; then
 * meta elements; then JSON-LD; last its `<title>`.
 */
export function pageClues(facts: PageFacts, timeZone: string): Clues {
  const { meta } = facts;
  const metaOf = (...names: readonly string[]): string | null =>
    names.map((name) => meta.get(name) ?? null).find((value) => value !== null && value !== '') ?? null;
  const jsonLd = facts.jsonLd.map(parseJson).flatMap(articlesOf)[0] ?? {};
  const page = splitPageTitle(facts.title ?? '');
  const site = toPublisher(metaOf('og:site_name')) ?? page.site;
  const times = [...facts.times, ...facts.timeTexts, ...DATE_META.map((name) => meta.get(name) ?? '')];
  return firstClues([
    {
      ...NO_CLUES,
      title: titleHeading(facts.headings, [facts.title ?? '', metaOf('og:title') ?? ''], site),
      date: firstDate([...times, stringOf(jsonLd.datePublished)], timeZone),
      publisher: facts.sources.map(publisherIn).find((name) => name !== null) ?? null,
      author: facts.authors.map((text) => toAuthor(readCredit(text)?.author ?? text)).find((name) => name !== null) ?? null,
      url: toUrl(facts.canonical),
    },
    {
      ...NO_CLUES,
      title: toTitle(metaOf('og:title', 'twitter:title')),
      publisher: toPublisher(metaOf('source', 'mediaid', 'contentsource')),
      author: toAuthor(metaOf('author', 'article:author', 'dc.creator')),
      url: toUrl(metaOf('og:url')),
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
  ]);
}

/** The `h1` that is the article's: one that the page's title confirms, else the first that is no logo. */
function titleHeading(headings: readonly string[], titles: readonly string[], site: string | null): string | null {
  const proper = headings.filter((heading) => heading !== site && heading.length >= MIN_TITLE);
  const confirmed = proper.filter((heading) => titles.some((title) => title.includes(heading)));
  const longest = confirmed.reduce((best, heading) => (heading.length > best.length ? heading : best), '');
  return toTitle(longest) ?? toTitle(proper[0] ?? headings[0]);
}

/** The first full date; another statement of the same day may add the time. */
function firstDate(texts: readonly (string | null)[], timeZone: string): ArticleDate | null {
  const dates = texts
    .map((text) => (text === null ? undefined : findDates(text).find(isFullDate)))
    .filter((date) => date !== undefined)
    .map((date) => toArticleDate(date, { timeZone, source: 'page' }));
  const [first] = dates;
  if (first === undefined) return null;
  return dates.find(({ value, precision }) => precision === 'time' && value.startsWith(first.value)) ?? first;
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
