import type { ArticleDate } from '../domain/article.js';
import { findDates, instantToArticleDate, isFullDate, toArticleDate } from '../text/dates.js';
import type { Clues } from './clues.js';
import { isOutletName, NO_CLUES, toAuthor, toPublisher, toTitle, toUrl } from './clues.js';
import type { FrontMatter } from './front-matter.js';

const DATE_KEYS = ['date', 'pubDate', 'pubdate', 'published', 'publishDate', 'publish_date', 'published_at', 'created'];
const URL_KEYS = ['url', 'link', 'permalink', 'original', 'original_url', 'canonical', 'source', 'from'];
const PUBLISHER_KEYS = ['publisher', 'source', 'from', 'media', 'site'];
const MAX_CATEGORIES = 20;

/**
 * What front matter says of its article. Values of any type are taken: numbers and dates as they are written
 * in the YAML (which reads 12:30:45 as a number and drops a date's zone), lists joined, objects by their name.
 */
export function frontMatterClues({ data, raw }: FrontMatter, timeZone: string): Clues {
  if (data === null) return NO_CLUES;
  const values = new Map(Object.entries(data).map(([key, value]) => [key.toLowerCase(), { key, value }]));
  const read = (name: string): string | null => {
    const entry = values.get(name.toLowerCase());
    return entry === undefined ? null : asText(entry.value, writtenScalar(raw, entry.key));
  };
  const firstOf = (names: readonly string[], convert: (text: string | null) => string | null): string | null =>
    names.map((name) => convert(read(name))).find((value) => value !== null) ?? null;
  const author = firstOf(['author', 'authors', 'byline'], toAuthor);
  const categories = asList(values.get('categories')?.value ?? values.get('category')?.value);
  const isOutlet = author !== null && (isOutletName(author) || categories.includes(author));
  return {
    title: toTitle(read('title')),
    date: firstDate(DATE_KEYS.map(read), timeZone),
    publisher: firstOf(PUBLISHER_KEYS, toPublisher) ?? (isOutlet ? author : null),
    author,
    url: firstOf(URL_KEYS, toUrl),
    categories,
  };
}

function firstDate(texts: readonly (string | null)[], timeZone: string): ArticleDate | null {
  for (const text of texts) {
    const date = text === null ? null : readDate(text, timeZone);
    if (date !== null) return date;
  }
  return null;
}

function readDate(text: string, timeZone: string): ArticleDate | null {
  const source = 'front-matter';
  const epoch = /^\s*(\d{10})(\d{3})?\s*$/u.exec(text);
  if (epoch !== null) return instantToArticleDate(Number(epoch[1]) * 1000, { timeZone, source });
  const date = findDates(text.slice(0, 100)).find(isFullDate);
  return date === undefined ? null : toArticleDate(date, { timeZone, source });
}

/** A key's value as it is written, where it is a plain scalar on the key's line. */
function writtenScalar(raw: string, key: string): string | null {
  const line = raw.split('\n').find((candidate) => candidate.startsWith(`${key}:`));
  return line === undefined ? null : line.slice(key.length + 1).replace(/\s#.*$/u, '').trim();
}

function asText(value: unknown, written: string | null): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return written ?? String(value);
  }
  if (value instanceof Date) return written ?? (Number.isNaN(value.getTime()) ? null : value.toISOString());
  if (Array.isArray(value)) return asList(value).join('、');
  if (typeof value !== 'object' || value === null) return null;
  const { name, title } = value as { readonly name?: unknown; readonly title?: unknown };
  return typeof name === 'string' ? name : typeof title === 'string' ? title : null;
}

/** Names of a list that may be nested (as Hexo nests categories), or of a string with commas. */
function asList(value: unknown): string[] {
  const flat = Array.isArray(value) ? value.slice(0, MAX_CATEGORIES).flat(2) : [value];
  const names = flat
    .slice(0, MAX_CATEGORIES)
    .flatMap((entry) => (Array.isArray(entry) ? [] : asText(entry, null)?.split(/[,，]/u) ?? []))
    .map(toTitle);
  return [...new Set(names.filter((name) => name !== null))].slice(0, MAX_CATEGORIES);
}
