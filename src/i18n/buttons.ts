import type { Messages } from './locale.js';

/** Labels of buttons, at most 60 characters each, and what is said when one no longer works. */
export const buttonMessages = {
  before: { 'zh-CN': '◀ 前文', 'zh-TW': '◀ 前文', en: '◀ Before' },
  after: { 'zh-CN': '后文 ▶', 'zh-TW': '後文 ▶', en: 'After ▶' },
  card: { 'zh-CN': '全文出处', 'zh-TW': '全文出處', en: 'About the article' },
  /** Turn the pages of a list. */
  previous: { 'zh-CN': '◀ 上一页', 'zh-TW': '◀ 上一頁', en: '◀ Previous' },
  next: { 'zh-CN': '下一页 ▶', 'zh-TW': '下一頁 ▶', en: 'Next ▶' },
  /** A button of an older version of the bot, or one that it never made. */
  outdated: {
    'zh-CN': '抱歉，这个按钮已经失效了。请重新提问，或用 /article 查找文章。',
    'zh-TW': '抱歉，這個按鈕已經失效了。請重新提問，或用 /article 查找文章。',
    en: 'Sorry, this button no longer works. Please ask again, or look the article up with /article.',
  },
  articleGone: {
    'zh-CN': '抱歉，这篇文章已经不在索引里了。',
    'zh-TW': '抱歉，這篇文章已經不在索引裡了。',
    en: 'Sorry, this article is no longer in the index.',
  },
  /** Stands where a passage cannot be shown, since its place was in an earlier text. */
  articleChanged: {
    'zh-CN': '抱歉，这篇文章在那之后更新过，原来的位置已经对不上了。请重新提问，或打开文章卡片。',
    'zh-TW': '抱歉，這篇文章在那之後更新過，原來的位置已經對不上了。請重新提問，或打開文章卡片。',
    en: 'Sorry, this article has changed since then, and the place can no longer be found. Please ask again, or open the article’s card.',
  },
  /** Stands above the card of an article that has changed since the button was shown. */
  cardChanged: {
    'zh-CN': '这篇文章在那之后更新过，下面是现在的内容：',
    'zh-TW': '這篇文章在那之後更新過，下面是現在的內容：',
    en: 'This article has changed since then; this is how it is now:',
  },
  atBeginning: {
    'zh-CN': '这里已经是文章的开头。',
    'zh-TW': '這裡已經是文章的開頭。',
    en: 'This is where the article begins.',
  },
  atEnd: {
    'zh-CN': '这里已经是文章的结尾。',
    'zh-TW': '這裡已經是文章的結尾。',
    en: 'This is where the article ends.',
  },
} as const satisfies Messages;
