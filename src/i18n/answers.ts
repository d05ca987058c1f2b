import type { Messages } from './locale.js';

/** Sentences around a quote, and those that stand where there is none. */
export const answerMessages = {
  /** Marks a date that the text only implies. */
  inferred: { 'zh-CN': '推断', 'zh-TW': '推斷', en: 'inferred' },
  undated: { 'zh-CN': '日期不详', 'zh-TW': '日期不詳', en: 'undated' },
  /** Stands after the last whole sentence of a text that was too long to show; never part of a quote. */
  cut: { 'zh-CN': '……（后文从略）', 'zh-TW': '……（後文從略）', en: ' … (cut here; more in the article)' },
  /** Stands above an answer whose question was completed from the one before it. */
  understood: {
    'zh-CN': (question: string) => `理解为：${question}`,
    'zh-TW': (question: string) => `理解為：${question}`,
    en: (question: string) => `Understood as: ${question}`,
  },
  /** Stands above quotes that may not answer. */
  /** Stands beside the source of an answer that is shown without reserve. */
  strong: { 'zh-CN': '把握大', 'zh-TW': '把握大', en: 'confident' },
  possible: {
    'zh-CN': '可能相关，请对照原文判断：',
    'zh-TW': '可能相關，請對照原文判斷：',
    en: 'Possibly relevant; please judge by the article:',
  },
  /** Opens the line with another figure from an article older than the one that is quoted first. */
  earlierFigure: {
    'zh-CN': (date: string) => `更早的文章（${date}）说法不同：`,
    'zh-TW': (date: string) => `更早的文章（${date}）說法不同：`,
    en: (date: string) => `An earlier article (${date}) says otherwise: `,
  },
  /** The same from a newer one. */
  laterFigure: {
    'zh-CN': (date: string) => `更新的文章（${date}）说法不同：`,
    'zh-TW': (date: string) => `更新的文章（${date}）說法不同：`,
    en: (date: string) => `A later article (${date}) says otherwise: `,
  },
  /** Other articles on the same event; their titles are joined before. */
  alsoReported: {
    'zh-CN': (count: number, titles: string) => `另有 ${count} 篇报道：${titles}`,
    'zh-TW': (count: number, titles: string) => `另有 ${count} 篇報導：${titles}`,
    en: (count: number, titles: string) => `${count} more on this: ${titles}`,
  },
  /** Name of a thread whose question has no text. */
  thread: { 'zh-CN': '问答', 'zh-TW': '問答', en: 'Question and answer' },
  nearest: { 'zh-CN': '题目相近的文章：', 'zh-TW': '題目相近的文章：', en: 'Articles that come nearest:' },
  emptyQuestion: {
    'zh-CN': '还没有问题：请把想知道的事写在提及我的同一条消息里，或使用 /ask。',
    'zh-TW': '還沒有問題：請把想知道的事寫在提及我的同一則訊息裡，或使用 /ask。',
    en: 'There is no question yet: write what you would like to know in the message that mentions me, or use /ask.',
  },
  emptyIndex: {
    'zh-CN': '还没有可以引用的文章，请管理员先建立索引。',
    'zh-TW': '還沒有可以引用的文章，請管理員先建立索引。',
    en: 'There are no articles to quote yet; an administrator has to build the index first.',
  },
  nothingInFilter: {
    'zh-CN': '没有符合所限日期或来源的文章（日期不详的不计在内）。请放宽范围再试。',
    'zh-TW': '沒有符合所限日期或來源的文章（日期不詳的不計在內）。請放寬範圍再試。',
    en: 'No article is of that period or publisher (undated ones do not count). Please try a wider range.',
  },
  nothingRelevant: {
    'zh-CN': '文章里没有找到能回答这个问题的内容。',
    'zh-TW': '文章裡沒有找到能回答這個問題的內容。',
    en: 'Nothing in the articles answers this question.',
  },
  notConfident: {
    'zh-CN': '找到了一些相近的内容，但没有一处足以作答，所以不作引用。',
    'zh-TW': '找到了一些相近的內容，但沒有一處足以作答，所以不作引用。',
    en: 'Some passages come near, but none answers well enough to be quoted.',
  },
} as const satisfies Messages;
