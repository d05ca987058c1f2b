import type { Messages } from './locale.js';

/** Sentences about the questions that found nothing. */
export const gapMessages = {
  heading: {
    'zh-CN': '没有找到答案的问题',
    'zh-TW': '沒有找到答案的問題',
    en: 'Questions that found no answer',
  },
  none: {
    'zh-CN': '目前没有记录到找不到答案的问题。',
    'zh-TW': '目前沒有記錄到找不到答案的問題。',
    en: 'No question without an answer has been recorded.',
  },
  off: {
    'zh-CN': '没有记录找不到答案的问题：设置 RECORD_GAPS 已关闭。',
    'zh-TW': '沒有記錄找不到答案的問題：設定 RECORD_GAPS 已關閉。',
    en: 'Questions without an answer are not recorded: the setting RECORD_GAPS is off.',
  },
  entry: {
    'zh-CN': (count: string, question: string, day: string) => `${count} 次 · ${question} · ${day}`,
    'zh-TW': (count: string, question: string, day: string) => `${count} 次 · ${question} · ${day}`,
    en: (count: string, question: string, day: string) => `${count}× · ${question} · ${day}`,
  },
  total: {
    'zh-CN': (different: number, all: number) => `不同的问题 ${different} 个，共问了 ${all} 次`,
    'zh-TW': (different: number, all: number) => `不同的問題 ${different} 個，共問了 ${all} 次`,
    en: (different: number, all: number) => `${different} different questions, asked ${all} times`,
  },
  more: {
    'zh-CN': (count: number) => `……另有 ${count} 个`,
    'zh-TW': (count: number) => `……另有 ${count} 個`,
    en: (count: number) => `… and ${count} more`,
  },
} as const satisfies Messages;
