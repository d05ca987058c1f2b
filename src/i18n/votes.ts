import type { Messages } from './locale.js';

/** The buttons with which members say what they think of an answer, and what is said to a press. */
export const voteMessages = {
  up: { 'zh-CN': '👍', 'zh-TW': '👍', en: '👍' },
  down: { 'zh-CN': '👎', 'zh-TW': '👎', en: '👎' },
  /** `vote` is the button's label. */
  thanks: {
    'zh-CN': (vote: string) => `谢谢，已记下 ${vote}。再按一次可以撤回。`,
    'zh-TW': (vote: string) => `謝謝，已記下 ${vote}。再按一次可以撤回。`,
    en: (vote: string) => `Thank you, ${vote} is noted. Press again to take it back.`,
  },
  takenBack: {
    'zh-CN': '已撤回你的评价。',
    'zh-TW': '已撤回你的評價。',
    en: 'Your vote is taken back.',
  },
} as const satisfies Messages;
