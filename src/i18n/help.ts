import type { Messages } from './locale.js';

/** What `yinju --help` and each command's `--help` say. */
export const helpMessages = {
  program: {
    'zh-CN': '引据：只用原文回答问题，并注明出处。',
    'zh-TW': '引據：只用原文回答問題，並註明出處。',
    en: 'Yinju answers questions from a folder of articles, with verbatim quotes and their sources only.',
  },
  usage: { 'zh-CN': '用法：', 'zh-TW': '用法：', en: 'Usage:' },
  options: { 'zh-CN': '选项：', 'zh-TW': '選項：', en: 'Options:' },
  commands: { 'zh-CN': '命令：', 'zh-TW': '指令：', en: 'Commands:' },
  arguments: { 'zh-CN': '参数：', 'zh-TW': '參數：', en: 'Arguments:' },
  help: { 'zh-CN': '显示帮助', 'zh-TW': '顯示說明', en: 'show this help' },
  version: { 'zh-CN': '显示版本', 'zh-TW': '顯示版本', en: 'show the version' },
  exitCodes: {
    'zh-CN': `退出码：
  0  完成；ask 有答案
  1  失败
  2  用法或设置有误
  3  ask：文章里没有答案
  4  index verify：索引缺失或损坏`,
    'zh-TW': `結束代碼：
  0  完成；ask 有答案
  1  失敗
  2  用法或設定有誤
  3  ask：文章裡沒有答案
  4  index verify：索引不存在或損壞`,
    en: `Exit codes:
  0  done; for ask: answered
  1  failed
  2  wrong usage or settings
  3  ask: the articles hold no answer
  4  index verify: the index is missing or damaged`,
  },
  content: {
    'zh-CN': '文章文件夹（默认见 CONTENT_DIR）；单独使用时另建索引，不动原来的',
    'zh-TW': '文章資料夾（預設見 CONTENT_DIR）；單獨使用時另建索引，不動原來的',
    en: 'folder of articles (default: CONTENT_DIR); given alone, it gets an index of its own',
  },
  index: {
    'zh-CN': '索引文件夹（默认见 INDEX_DIR）',
    'zh-TW': '索引資料夾（預設見 INDEX_DIR）',
    en: 'folder of the index (default: INDEX_DIR)',
  },
  json: {
    'zh-CN': '输出 JSON，每行一个对象',
    'zh-TW': '輸出 JSON，每行一個物件',
    en: 'print JSON, one object a line',
  },
  noRefresh: {
    'zh-CN': '直接使用已有的索引，不检查文章有无变化',
    'zh-TW': '直接使用已有的索引，不檢查文章有無變化',
    en: 'use the index as it is, without looking for changed articles',
  },
  today: {
    'zh-CN': '“现在”指哪一天，如 2025-09-01（默认今天）',
    'zh-TW': '「現在」指哪一天，如 2025-09-01（預設今天）',
    en: 'the day that “now” means, such as 2025-09-01 (default: today)',
  },
  since: {
    'zh-CN': '只用这一天以后的文章，如 2024、2024-05、去年；取其第一天，日期不详的不计',
    'zh-TW': '只用這一天以後的文章，如 2024、2024-05、去年；取其第一天，日期不詳的不計',
    en: 'only articles from then on: 2024, 2024-05, "last year" (its first day; undated ones do not count)',
  },
  until: {
    'zh-CN': '只用这一天以前的文章，写法同上；取其最后一天',
    'zh-TW': '只用這一天以前的文章，寫法同上；取其最後一天',
    en: 'only articles up to then, written likewise (its last day)',
  },
  publisher: {
    'zh-CN': '只用这一来源的文章（写全名）',
    'zh-TW': '只用這一來源的文章（寫全名）',
    en: 'only articles of this publisher (its whole name)',
  },
  explain: {
    'zh-CN': '同时说明答案是怎样得出的',
    'zh-TW': '同時說明答案是怎樣得出的',
    en: 'also say how the answer came about',
  },
  limitCitations: { 'zh-CN': '最多几处引文', 'zh-TW': '最多幾處引文', en: 'quotes at most' },
  limitPassages: { 'zh-CN': '最多几个段落', 'zh-TW': '最多幾個段落', en: 'passages at most' },
  limitQuestions: {
    'zh-CN': '只评测前几个问题',
    'zh-TW': '只評測前幾個問題',
    en: 'evaluate the first questions only',
  },
  rebuild: {
    'zh-CN': '全部重新计算，不沿用旧索引',
    'zh-TW': '全部重新計算，不沿用舊索引',
    en: 'embed everything again, reuse nothing',
  },
  squad: {
    'zh-CN': 'SQuAD 格式的问答集，每段文字作为一篇文章',
    'zh-TW': 'SQuAD 格式的問答集，每段文字作為一篇文章',
    en: 'questions in the SQuAD format; each paragraph becomes an article',
  },
  golden: {
    'zh-CN': '针对 --content 的标准问答集（JSONL）',
    'zh-TW': '針對 --content 的標準問答集（JSONL）',
    en: 'golden questions about the articles of --content (JSONL)',
  },
  worst: {
    'zh-CN': '每类最多列出几个答错的问题（默认 10）',
    'zh-TW': '每類最多列出幾個答錯的問題（預設 10）',
    en: 'questions that went wrong to list at most in each category (default: 10)',
  },
  baseline: {
    'zh-CN': '与此前 --json 的输出逐题比较',
    'zh-TW': '與此前 --json 的輸出逐題比較',
    en: 'compare question by question with what an earlier run printed with --json',
  },
  vectorWeight: {
    'zh-CN': '向量在排序中的比重，0 至 1；0 为只用词（默认由模型决定）',
    'zh-TW': '向量在排序中的比重，0 至 1；0 為只用詞（預設由模型決定）',
    en: "share of the vectors in the ranking, 0 to 1; 0: words alone (default: the model's)",
  },
  questionScript: {
    'zh-CN': '先把问题转为简体（simplified）或繁体（traditional）',
    'zh-TW': '先把問題轉為簡體（simplified）或繁體（traditional）',
    en: 'write the questions in this script first',
  },
  question: {
    'zh-CN': '问题；不写则从标准输入读取，每行一个',
    'zh-TW': '問題；不寫則從標準輸入讀取，每行一個',
    en: 'the question; without one, questions are read from standard input, one a line',
  },
  query: { 'zh-CN': '要查找的内容', 'zh-TW': '要查找的內容', en: 'what to look for' },
  reference: {
    'zh-CN': '文章的 ID、路径或完整标题',
    'zh-TW': '文章的 ID、路徑或完整標題',
    en: "an article's id, path or exact title",
  },
  ask: {
    'zh-CN': '提问，得到原文与出处',
    'zh-TW': '提問，得到原文與出處',
    en: 'ask, and get quotes with their sources',
  },
  search: { 'zh-CN': '查找相关段落', 'zh-TW': '查找相關段落', en: 'find passages' },
  articles: { 'zh-CN': '列出全部文章', 'zh-TW': '列出全部文章', en: 'list the articles' },
  show: {
    'zh-CN': '显示一篇文章的正文',
    'zh-TW': '顯示一篇文章的正文',
    en: 'show the clean text of an article',
  },
  chat: { 'zh-CN': '在终端里对话', 'zh-TW': '在終端機裡對話', en: 'a conversation in the terminal' },
  build: {
    'zh-CN': '建立或更新索引；子命令 status、verify 查看与核对',
    'zh-TW': '建立或更新索引；子指令 status、verify 查看與核對',
    en: 'build or refresh the index; see also its status and verify',
  },
  status: { 'zh-CN': '索引的概况', 'zh-TW': '索引的概況', en: 'what is known of the index' },
  verify: {
    'zh-CN': '逐一核对索引文件的校验和',
    'zh-TW': '逐一核對索引檔案的校驗碼',
    en: 'check every file of the index against its checksum',
  },
  eval: {
    'zh-CN': '用问答集评测，并可与此前的结果比较',
    'zh-TW': '用問答集評測，並可與此前的結果比較',
    en: 'measure answers against a set of questions, and compare with an earlier run',
  },
  doctor: {
    'zh-CN': '检查环境、模型、文章、索引、设置和 Discord，并说明如何修复',
    'zh-TW': '檢查環境、模型、文章、索引、設定和 Discord，並說明如何修復',
    en: 'check the set-up, and say how to mend what is wrong',
  },
  start: {
    'zh-CN': '更新索引后上线：有 DISCORD_TOKEN 就登录 Discord，没有就在终端里对话',
    'zh-TW': '更新索引後上線：有 DISCORD_TOKEN 就登入 Discord，沒有就在終端機裡對話',
    en: 'refresh the index and serve: on Discord with DISCORD_TOKEN, in the terminal without',
  },
} as const satisfies Messages;
