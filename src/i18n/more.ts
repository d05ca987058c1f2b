import type { Messages } from './locale.js';

/** The button that shows further sources, and what is said to a press. */
export const moreMessages = {
  more: { 'zh-CN': '更多出处', 'zh-TW': '更多出處', en: 'More sources' },
  noMore: {
    'zh-CN': '没有更多能回答这个问题的出处了。',
    'zh-TW': '沒有更多能回答這個問題的出處了。',
    en: 'There are no further sources that answer this question.',
  },
  /** The question is no longer remembered. */
  forgotten: {
    'zh-CN': '抱歉，这个问题已经不在记录里了。请重新提问。',
    'zh-TW': '抱歉，這個問題已經不在記錄裡了。請重新提問。',
    en: 'Sorry, this question is no longer remembered. Please ask again.',
  },
} as const satisfies Messages;
