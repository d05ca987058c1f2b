import type { Messages } from './locale.js';

/** Sentences about how the bot is used. */
export const statsMessages = {
  heading: {
    'zh-CN': (days: number) => `最近 ${days} 天的使用情况`,
    'zh-TW': (days: number) => `最近 ${days} 天的使用情況`,
    en: (days: number) => (days === 1 ? 'The last 24 hours' : `The last ${days} days`),
  },
  off: {
    'zh-CN': '没有记录使用情况：设置 RECORD_USAGE 已关闭。',
    'zh-TW': '沒有記錄使用情況：設定 RECORD_USAGE 已關閉。',
    en: 'Usage is not recorded: the setting RECORD_USAGE is off.',
  },
  none: {
    'zh-CN': (days: number) => `最近 ${days} 天没有记录到提问。`,
    'zh-TW': (days: number) => `最近 ${days} 天沒有記錄到提問。`,
    en: (days: number) => `No question has been recorded in the last ${days} days.`,
  },
  asked: {
    'zh-CN': (count: number) => `提问：${count}`,
    'zh-TW': (count: number) => `提問：${count}`,
    en: (count: number) => `Questions: ${count}`,
  },
  /** Counts with their shares, such as `6 (60%)`. */
  answered: {
    'zh-CN': (strong: string, possible: string, none: string) =>
      `有把握的回答 ${strong} · 可能相关 ${possible} · 没有答案 ${none}`,
    'zh-TW': (strong: string, possible: string, none: string) =>
      `有把握的回答 ${strong} · 可能相關 ${possible} · 沒有答案 ${none}`,
    en: (strong: string, possible: string, none: string) =>
      `Answered ${strong} · possibly relevant ${possible} · no answer ${none}`,
  },
  /** Seconds. */
  latency: {
    'zh-CN': (median: string, most: string) => `回答用时：一半在 ${median} 秒内，95% 在 ${most} 秒内`,
    'zh-TW': (median: string, most: string) => `回答用時：一半在 ${median} 秒內，95% 在 ${most} 秒內`,
    en: (median: string, most: string) => `Time to an answer: half within ${median} s, 95% within ${most} s`,
  },
  /** Counts, and the share of 👍. */
  votes: {
    'zh-CN': (up: number, down: number, share: string) => `评价：👍 ${up} · 👎 ${down}（👍 占 ${share}）`,
    'zh-TW': (up: number, down: number, share: string) => `評價：👍 ${up} · 👎 ${down}（👍 佔 ${share}）`,
    en: (up: number, down: number, share: string) => `Votes: 👍 ${up} · 👎 ${down} (👍 ${share})`,
  },
  noVotes: { 'zh-CN': '还没有评价。', 'zh-TW': '還沒有評價。', en: 'No votes yet.' },
  quoted: { 'zh-CN': '引用最多的文章', 'zh-TW': '引用最多的文章', en: 'Most quoted articles' },
  quotedEntry: {
    'zh-CN': (title: string, count: number) => `${title}（${count} 次）`,
    'zh-TW': (title: string, count: number) => `${title}（${count} 次）`,
    en: (title: string, count: number) => `${title} (${count}×)`,
  },
  /** In place of the title of an article that is no longer in the index. */
  gone: {
    'zh-CN': '已不在索引里的文章',
    'zh-TW': '已不在索引裡的文章',
    en: 'An article that is no longer in the index',
  },
} as const satisfies Messages;
