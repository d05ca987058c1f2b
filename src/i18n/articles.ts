import type { Messages } from './locale.js';

/** Sentences of the look-ups: passages found for a query, an article's card. */
export const articleMessages = {
  found: {
    'zh-CN': (count: number) => `最相关的 ${count} 段：`,
    'zh-TW': (count: number) => `最相關的 ${count} 段：`,
    en: (count: number) =>
      count === 1 ? 'The most relevant passage:' : `The ${count} most relevant passages:`,
  },
  foundPage: {
    'zh-CN': (first: number, last: number, all: number) =>
      `最相关的 ${all} 段，这里是第 ${first}～${last} 段：`,
    'zh-TW': (first: number, last: number, all: number) =>
      `最相關的 ${all} 段，這裡是第 ${first}～${last} 段：`,
    en: (first: number, last: number, all: number) =>
      `The ${all} most relevant passages, ${first} to ${last}:`,
  },
  /** Above a page of an index that is not the one of the page before. */
  indexChanged: {
    'zh-CN': '索引在那之后更新过：这一页按现在的索引排序，可能与先前的页重复或有出入。',
    'zh-TW': '索引在那之後更新過：這一頁按現在的索引排序，可能與先前的頁重複或有出入。',
    en: 'The index has changed since then: this page is of the new one, and may repeat or leave out what stood on others.',
  },
  /** What was searched for is no longer remembered. */
  searchForgotten: {
    'zh-CN': '抱歉，这次查找已经不在记录里了。请重新使用 /search。',
    'zh-TW': '抱歉，這次查找已經不在記錄裡了。請重新使用 /search。',
    en: 'Sorry, this search is no longer remembered. Please use /search again.',
  },
  nothingFound: {
    'zh-CN': '没有找到相关的段落。',
    'zh-TW': '沒有找到相關的段落。',
    en: 'No passage was found.',
  },
  noSuchArticle: {
    'zh-CN': '没有这样的文章。',
    'zh-TW': '沒有這樣的文章。',
    en: 'There is no such article.',
  },
  moreArticles: {
    'zh-CN': (count: number) => `……另有 ${count} 篇`,
    'zh-TW': (count: number) => `……另有 ${count} 篇`,
    en: (count: number) => `… and ${count} more`,
  },
  newestPage: {
    'zh-CN': (first: number, last: number, all: number) =>
      `最新的文章（第 ${first}～${last} 篇，共 ${all} 篇）：`,
    'zh-TW': (first: number, last: number, all: number) =>
      `最新的文章（第 ${first}～${last} 篇，共 ${all} 篇）：`,
    en: (first: number, last: number, all: number) => `The newest articles, ${first} to ${last} of ${all}:`,
  },
  newest: { 'zh-CN': '最新的文章：', 'zh-TW': '最新的文章：', en: 'The newest articles:' },
  alsoMatching: { 'zh-CN': '也许是这些：', 'zh-TW': '也許是這些：', en: 'Perhaps you meant:' },
  outline: { 'zh-CN': '大纲', 'zh-TW': '大綱', en: 'Outline' },
  /** What stands in the menu of an article's sections; at most 100 characters, as what is said of further ones. */
  jump: { 'zh-CN': '跳到某一节……', 'zh-TW': '跳到某一節……', en: 'Go to a section …' },
  furtherSections: {
    'zh-CN': (first: number, last: number) => `第 ${first}～${last} 节……`,
    'zh-TW': (first: number, last: number) => `第 ${first}～${last} 節……`,
    en: (first: number, last: number) => `Sections ${first} to ${last} …`,
  },
  read: { 'zh-CN': '从头阅读 ▶', 'zh-TW': '從頭閱讀 ▶', en: 'Read from the beginning ▶' },
  moreSections: {
    'zh-CN': (count: number) => `……另有 ${count} 节`,
    'zh-TW': (count: number) => `……另有 ${count} 節`,
    en: (count: number) => `… and ${count} more`,
  },
} as const satisfies Messages;
