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
  /** Other wordings of a question, below it. */
  also: {
    'zh-CN': (questions: string) => `也问作：${questions}`,
    'zh-TW': (questions: string) => `也問作：${questions}`,
    en: (questions: string) => `also: ${questions}`,
  },
  /** Behind other wordings that there was no room for. */
  wordings: {
    'zh-CN': (count: number) => `（共 ${count} 种问法，导出可见）`,
    'zh-TW': (count: number) => `（共 ${count} 種問法，匯出可見）`,
    en: (count: number) => ` (${count} wordings, all in the CSV)`,
  },
  page: {
    'zh-CN': (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
    'zh-TW': (page: number, pages: number) => `第 ${page} 頁，共 ${pages} 頁`,
    en: (page: number, pages: number) => `page ${page} of ${pages}`,
  },
  export: { 'zh-CN': '导出 CSV', 'zh-TW': '匯出 CSV', en: 'Export as CSV' },
  exported: {
    'zh-CN': (different: number) => `${different} 个问题，相近的同属一组。`,
    'zh-TW': (different: number) => `${different} 個問題，相近的同屬一組。`,
    en: (different: number) => `${different} questions; those that are alike have the same group.`,
  },
  /** Where a file has no room for all of them. */
  exportedSome: {
    'zh-CN': (shown: number, different: number) => `共 ${different} 个问题，附件放得下前 ${shown} 个。`,
    'zh-TW': (shown: number, different: number) => `共 ${different} 個問題，附件放得下前 ${shown} 個。`,
    en: (shown: number, different: number) =>
      `Of ${different} questions there is room for the first ${shown} in the file.`,
  },
  columnGroup: { 'zh-CN': '组', 'zh-TW': '組', en: 'group' },
  columnGroupCount: { 'zh-CN': '全组次数', 'zh-TW': '全組次數', en: 'asked in group' },
  columnQuestion: { 'zh-CN': '问题', 'zh-TW': '問題', en: 'question' },
  columnCount: { 'zh-CN': '次数', 'zh-TW': '次數', en: 'asked' },
  columnLast: { 'zh-CN': '最近一次', 'zh-TW': '最近一次', en: 'last asked' },
} as const satisfies Messages;
