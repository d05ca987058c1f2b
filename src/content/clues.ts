import type { ArticleDate } from '../domain/article.js';
import { cleanCharacters } from './clean-characters.js';

/** What one source (front matter, page, text) says of an article. Strings are clean and not empty. */
export interface Clues {
  readonly title: string | null;
  readonly date: ArticleDate | null;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly url: string | null;
  readonly categories: readonly string[];
}

/** A source that says nothing. */
export const NO_CLUES: Clues = {
  title: null,
  date: null,
  publisher: null,
  author: null,
  url: null,
  categories: [],
};

/** Longest value kept, in UTF-16 code units: what is longer is no name. */
const MAX_TITLE = 300;
const MAX_NAME = 80;
const MAX_URL = 2000;

/** For each field what the first source says that says anything. */
export function firstClues(sources: readonly Clues[]): Clues {
  const first = <K extends keyof Clues>(key: K): Clues[K] | undefined =>
    sources.find((source) => source[key] !== null)?.[key];
  return {
    title: first('title') ?? null,
    date: first('date') ?? null,
    publisher: first('publisher') ?? null,
    author: first('author') ?? null,
    url: first('url') ?? null,
    categories: sources.find(({ categories }) => categories.length > 0)?.categories ?? [],
  };
}

/** One line of clean characters, or `null` where nothing is left or there is too much. */
export function toTitle(value: string | null | undefined): string | null {
  return toLine(value, MAX_TITLE);
}

/** The name of a person, as {@link toTitle}; placeholders (`admin`, 佚名) are none. */
export function toAuthor(value: string | null | undefined): string | null {
  const name = toLine(value?.replace(/^\s*(?:by|作者|记者|文)\s*[:：/|｜]?\s+/iu, ''), MAX_NAME);
  return name === null || PLACEHOLDER.test(name) || toUrl(name) !== null ? null : name;
}

/**
 * The name of a publisher, as {@link toTitle}, without the label before it (来源：) and the marks around it;
 * addresses and placeholders (本站, 网络) are none.
 */
export function toPublisher(value: string | null | undefined): string | null {
  const name = toLine(value?.replace(LABEL, '').replace(/[《》“”"]/gu, ''), MAX_NAME);
  return name === null || PLACEHOLDER.test(name) || /https?:|^[@/]|[。；！？]/iu.test(name) ? null : name;
}

/** An absolute `http:` or `https:` address, as written. */
export function toUrl(value: string | null | undefined): string | null {
  const address = value?.trim() ?? '';
  if (address.length > MAX_URL || !/^https?:\/\/[^\s<>"]+$/iu.test(address)) return null;
  return URL.canParse(address) ? cleanCharacters(address) : null;
}

/**
 * Whether a name is that of a newspaper, agency, site or programme rather than of a person: mirrors of feeds
 * put it where the author belongs.
 */
export function isOutletName(name: string): boolean {
  const bare = name.replace(/[（(][^（）()]*[)）]$/u, '').trim();
  return bare.length <= 30 && (CHINESE_OUTLET.test(bare) || ENGLISH_OUTLET.test(bare));
}

const LABEL = /^\s*(?:(?:文章|信息|稿件|内容|本文)?(?:来源|来自|出处)|稿源|source)\s*[:：]\s*/iu;
const PLACEHOLDER =
  /^(?:admin(?:istrator)?|root|null|undefined|none|unknown|anonymous|author|editor|本[站网报刊]|网络|互联网|网友|网上|转载|原创|综合|未知|佚名|匿名|无|编辑|小编|管理员|摄图网|视觉中国|图虫(?:创意)?|东方IC|来源|作者)$/iu;
const CHINESE_OUTLET =
  /(?:[报网社台刊]|财经|新闻|日报|晚报|早报|时报|周刊|杂志|频道|客户端|通讯|传媒|媒体|资讯|在线|头条|快讯|研究院|公众号|论坛|博客|见闻|观察|数据|证券|财富|发布|导报|出版社|编辑部|委员会|总署|海关|政府|人民银行|[部局厅委])$/u;
const ENGLISH_OUTLET =
  /\b(?:news|times|post|daily|journal|agency|reuters|press|herald|tribune|weekly|media|magazine|network|bloomberg|xinhua|guardian|review|blog)$|\.(?:com|cn|net|org)$/iu;

function toLine(value: string | null | undefined, max: number): string | null {
  const line = cleanCharacters(value ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
  return line === '' || line.length > max ? null : line;
}
