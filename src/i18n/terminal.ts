import type { Messages } from './locale.js';

/** What is said when every shard has logged in. */
export interface ShardsStarted {
  /** Name of the bot's account. */
  readonly user: string;
  readonly shards: number;
  readonly articles: number;
}

/** Sentences that only the terminal shows: the conversation, the index's reports, the start of the bot. */
export const terminalMessages = {
  prompt: { 'zh-CN': '问> ', 'zh-TW': '問> ', en: '> ' },
  asked: {
    'zh-CN': (question: string) => `问：${question}`,
    'zh-TW': (question: string) => `問：${question}`,
    en: (question: string) => `Q: ${question}`,
  },
  welcome: {
    'zh-CN': (articles: number) => `已读入 ${articles} 篇文章。请提问；输入 exit 或按 Ctrl-D 结束。`,
    'zh-TW': (articles: number) => `已讀入 ${articles} 篇文章。請提問；輸入 exit 或按 Ctrl-D 結束。`,
    en: (articles: number) => `${articles} articles are ready. Ask away; exit or Ctrl-D ends.`,
  },
  noToken: {
    'zh-CN':
      '没有设置 DISCORD_TOKEN，先在终端里对话。要接入 Discord：在 https://discord.com/developers/applications 建立应用，于 Bot 页取得 token，写入 .env。',
    'zh-TW':
      '沒有設定 DISCORD_TOKEN，先在終端機裡對話。要接入 Discord：在 https://discord.com/developers/applications 建立應用程式，於 Bot 頁取得 token，寫入 .env。',
    en: 'DISCORD_TOKEN is not set, so we talk here. For Discord: make an application at https://discord.com/developers/applications, copy the token from its Bot page, and put it into .env.',
  },
  loggedIn: {
    'zh-CN': (user: string, articles: number) => `已以 ${user} 登录 Discord，${articles} 篇文章可供查询。`,
    'zh-TW': (user: string, articles: number) => `已以 ${user} 登入 Discord，${articles} 篇文章可供查詢。`,
    en: (user: string, articles: number) => `Logged in to Discord as ${user}, with ${articles} articles.`,
  },
  shardsLoggedIn: {
    'zh-CN': ({ user, shards, articles }: ShardsStarted) =>
      `已以 ${user} 登录 Discord，共 ${shards} 个分片，${articles} 篇文章可供查询。`,
    'zh-TW': ({ user, shards, articles }: ShardsStarted) =>
      `已以 ${user} 登入 Discord，共 ${shards} 個分片，${articles} 篇文章可供查詢。`,
    en: ({ user, shards, articles }: ShardsStarted) =>
      `Logged in to Discord as ${user} in ${shards} shards, with ${articles} articles.`,
  },
  invite: {
    'zh-CN': (url: string) => `邀请机器人进入服务器：${url}`,
    'zh-TW': (url: string) => `邀請機器人進入伺服器：${url}`,
    en: (url: string) => `Invite the bot to a server: ${url}`,
  },
  stopping: {
    'zh-CN': '正在退出：先答完进行中的问题。',
    'zh-TW': '正在結束：先答完進行中的問題。',
    en: 'Stopping: answers that are under way are finished first.',
  },
  waitingForBuild: {
    'zh-CN': '等那一次完成后再继续。',
    'zh-TW': '等那一次完成後再繼續。',
    en: 'Waiting until that build has ended.',
  },
  oldIndexServed: {
    'zh-CN': '更新索引失败，先用原来的索引：',
    'zh-TW': '更新索引失敗，先用原來的索引：',
    en: 'The index could not be refreshed and the one before it is served:',
  },
  skippedFile: {
    'zh-CN': (path: string, reason: string) => `跳过 ${path}：${reason}`,
    'zh-TW': (path: string, reason: string) => `略過 ${path}：${reason}`,
    en: (path: string, reason: string) => `Skipped ${path}: ${reason}`,
  },
  nearDuplicate: {
    'zh-CN': (path: string, of: string, percent: number) => `${path} 与 ${of} 内容近似（${percent}%）`,
    'zh-TW': (path: string, of: string, percent: number) => `${path} 與 ${of} 內容近似（${percent}%）`,
    en: (path: string, of: string, percent: number) => `${path} says nearly the same as ${of} (${percent} %)`,
  },
  'full-requested': {
    'zh-CN': '全部重建：按要求。',
    'zh-TW': '全部重建：依要求。',
    en: 'Full build: as requested.',
  },
  'full-no-index': {
    'zh-CN': '第一次建立索引。',
    'zh-TW': '第一次建立索引。',
    en: 'There was no index before.',
  },
  'full-index-damaged': {
    'zh-CN': '全部重建：原来的索引已损坏。',
    'zh-TW': '全部重建：原來的索引已損壞。',
    en: 'Full build: the index before was damaged.',
  },
  'full-format-changed': {
    'zh-CN': '全部重建：索引格式已更新。',
    'zh-TW': '全部重建：索引格式已更新。',
    en: 'Full build: the format of the index has changed.',
  },
  'full-model-changed': {
    'zh-CN': '全部重建：模型或其设置已更换。',
    'zh-TW': '全部重建：模型或其設定已更換。',
    en: 'Full build: the model or its settings have changed.',
  },
  'full-reader-changed': {
    'zh-CN': '全部重建：文章的读取方式已更新。',
    'zh-TW': '全部重建：文章的讀取方式已更新。',
    en: 'Full build: articles are read in another way now.',
  },
  'full-chunker-changed': {
    'zh-CN': '全部重建：分段方式已更新。',
    'zh-TW': '全部重建：分段方式已更新。',
    en: 'Full build: articles are cut into passages in another way now.',
  },
  'full-analyser-changed': {
    'zh-CN': '全部重建：分词方式已更新。',
    'zh-TW': '全部重建：分詞方式已更新。',
    en: 'Full build: words are told apart in another way now.',
  },
  verified: {
    'zh-CN': (files: number) => `${files} 个文件与校验和一致。`,
    'zh-TW': (files: number) => `${files} 個檔案與校驗碼一致。`,
    en: (files: number) => `${files} files agree with their checksums.`,
  },
  columnId: { 'zh-CN': 'ID', 'zh-TW': 'ID', en: 'ID' },
  columnDate: { 'zh-CN': '日期', 'zh-TW': '日期', en: 'Date' },
  columnTitle: { 'zh-CN': '标题', 'zh-TW': '標題', en: 'Title' },
  columnPublisher: { 'zh-CN': '来源', 'zh-TW': '來源', en: 'Publisher' },
  columnCharacters: { 'zh-CN': '字数', 'zh-TW': '字數', en: 'Characters' },
  columnPath: { 'zh-CN': '路径', 'zh-TW': '路徑', en: 'Path' },
} as const satisfies Messages;
