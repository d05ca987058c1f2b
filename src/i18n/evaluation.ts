import type { Messages } from './locale.js';

/** Names of the figures that an evaluation reports. */
export const evaluationMessages = {
  asking: { 'zh-CN': '提问', 'zh-TW': '提問', en: 'asking' },
  category: { 'zh-CN': '类别', 'zh-TW': '類別', en: 'Category' },
  questions: { 'zh-CN': '问题', 'zh-TW': '問題', en: 'Questions' },
  correct: { 'zh-CN': '正确', 'zh-TW': '正確', en: 'Correct' },
  answered: { 'zh-CN': '作答', 'zh-TW': '作答', en: 'Answered' },
  abstention: {
    'zh-CN': '没有答案的问题中，未作答的比例',
    'zh-TW': '沒有答案的問題中，未作答的比例',
    en: 'unanswerable questions left unanswered',
  },
  answerRate: {
    'zh-CN': '有答案的问题中，作答的比例',
    'zh-TW': '有答案的問題中，作答的比例',
    en: 'answerable questions answered',
  },
  auroc: {
    'zh-CN': '把握程度区分两者的 AUROC',
    'zh-TW': '把握程度區分兩者的 AUROC',
    en: 'AUROC of the confidence',
  },
  paragraphs: { 'zh-CN': '段落（文章）', 'zh-TW': '段落（文章）', en: 'paragraphs (articles)' },
  recall: {
    'zh-CN': (k: number) => `正确段落在前 ${k} 名的比例`,
    'zh-TW': (k: number) => `正確段落在前 ${k} 名的比例`,
    en: (k: number) => `right paragraph among the first ${k}`,
  },
  mrr: { 'zh-CN': '平均倒数排名（MRR）', 'zh-TW': '平均倒數排名（MRR）', en: 'mean reciprocal rank' },
  quoteHolds: {
    'zh-CN': '第一处引文含有答案的比例',
    'zh-TW': '第一處引文含有答案的比例',
    en: 'first quote holds an answer',
  },
  quoteLength: { 'zh-CN': '引文平均字数', 'zh-TW': '引文平均字數', en: 'mean quote length' },
  milliseconds: {
    'zh-CN': '每个问题用时（毫秒，平均 / p95）',
    'zh-TW': '每個問題用時（毫秒，平均 / p95）',
    en: 'milliseconds per question (mean / p95)',
  },
  wrong: { 'zh-CN': '答错的问题：', 'zh-TW': '答錯的問題：', en: 'Questions that went wrong:' },
  shown: { 'zh-CN': '得到', 'zh-TW': '得到', en: 'shown' },
  wanted: { 'zh-CN': '应为', 'zh-TW': '應為', en: 'wanted' },
  nothing: { 'zh-CN': '（无）', 'zh-TW': '（無）', en: '(nothing)' },
} as const satisfies Messages;
