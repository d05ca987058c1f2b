import type { Messages } from './locale.js';

/** Sentences about the index: its state, a rebuild's progress and result. */
export const indexingMessages = {
  heading: { 'zh-CN': '索引', 'zh-TW': '索引', en: 'Index' },
  missing: {
    'zh-CN': '还没有建立索引。',
    'zh-TW': '還沒有建立索引。',
    en: 'The index has not been built yet.',
  },
  damaged: {
    'zh-CN': '索引已损坏，请重建。',
    'zh-TW': '索引已損壞，請重建。',
    en: 'The index is damaged and has to be rebuilt.',
  },
  ready: { 'zh-CN': '索引可用。', 'zh-TW': '索引可用。', en: 'The index is in service.' },
  fact: {
    'zh-CN': (label: string, value: string) => `${label}：${value}`,
    'zh-TW': (label: string, value: string) => `${label}：${value}`,
    en: (label: string, value: string) => `${label}: ${value}`,
  },
  articles: { 'zh-CN': '文章', 'zh-TW': '文章', en: 'Articles' },
  passages: { 'zh-CN': '段落', 'zh-TW': '段落', en: 'Passages' },
  model: { 'zh-CN': '模型', 'zh-TW': '模型', en: 'Model' },
  builtAt: { 'zh-CN': '建立于', 'zh-TW': '建立於', en: 'Built' },
  size: { 'zh-CN': '大小', 'zh-TW': '大小', en: 'Size' },
  skipped: {
    'zh-CN': (count: number) => `跳过的文件（${count}）`,
    'zh-TW': (count: number) => `略過的檔案（${count}）`,
    en: (count: number) => `Skipped files (${count})`,
  },
  problems: { 'zh-CN': '问题', 'zh-TW': '問題', en: 'Problems' },
  more: {
    'zh-CN': (count: number) => `……另有 ${count} 个`,
    'zh-TW': (count: number) => `……另有 ${count} 個`,
    en: (count: number) => `… and ${count} more`,
  },
  running: { 'zh-CN': '正在重建。', 'zh-TW': '正在重建。', en: 'A rebuild is running.' },
  runningBy: {
    'zh-CN': (name: string, minutes: number) => `${name} 已在重建（${minutes} 分钟前开始），请等它完成。`,
    'zh-TW': (name: string, minutes: number) => `${name} 已在重建（${minutes} 分鐘前開始），請等它完成。`,
    en: (name: string, minutes: number) =>
      `${name} is already rebuilding it (started ${minutes} min ago); please wait until that is done.`,
  },
  updating: {
    'zh-CN': '文章有变化，正在更新。',
    'zh-TW': '文章有變動，正在更新。',
    en: 'Articles have changed, and the index is being brought up to date.',
  },
  runningForChange: {
    'zh-CN': '文章有变化，索引正在自动更新，请等它完成。',
    'zh-TW': '文章有變動，索引正在自動更新，請等它完成。',
    en: 'Articles have changed and the index is being brought up to date already; please wait until that is done.',
  },
  changes: { 'zh-CN': '文章的变化', 'zh-TW': '文章的變動', en: 'Changed articles' },
  'watch-events': { 'zh-CN': '自动更新', 'zh-TW': '自動更新', en: 'noticed at once' },
  'watch-poll': { 'zh-CN': '每隔几秒查看', 'zh-TW': '每隔幾秒查看', en: 'looked for every few seconds' },
  'watch-off': {
    'zh-CN': '不自动更新，用 /index rebuild',
    'zh-TW': '不自動更新，用 /index rebuild',
    en: 'not noticed; use /index rebuild',
  },
  runningElsewhere: {
    'zh-CN': '已有一次重建在进行（启动时或在终端里开始的），请等它完成。',
    'zh-TW': '已有一次重建在進行（啟動時或在終端機裡開始的），請等它完成。',
    en: 'A rebuild that was begun at start-up or in the terminal is already running; please wait until that is done.',
  },
  rebuilding: { 'zh-CN': '正在重建索引', 'zh-TW': '正在重建索引', en: 'Rebuilding the index' },
  'phase-read': { 'zh-CN': '读取文章', 'zh-TW': '讀取文章', en: 'reading articles' },
  'phase-download': { 'zh-CN': '下载模型', 'zh-TW': '下載模型', en: 'downloading the model' },
  'phase-embed': { 'zh-CN': '计算向量', 'zh-TW': '計算向量', en: 'embedding passages' },
  'phase-index': { 'zh-CN': '编入索引', 'zh-TW': '編入索引', en: 'indexing' },
  'phase-write': { 'zh-CN': '写入磁盘', 'zh-TW': '寫入磁碟', en: 'writing' },
  done: {
    'zh-CN': (articles: number, passages: number, seconds: number) =>
      `重建完成：${articles} 篇文章，${passages} 个段落，用时 ${seconds} 秒。`,
    'zh-TW': (articles: number, passages: number, seconds: number) =>
      `重建完成：${articles} 篇文章，${passages} 個段落，用時 ${seconds} 秒。`,
    en: (articles: number, passages: number, seconds: number) =>
      `Rebuilt: ${articles} articles, ${passages} passages, in ${seconds} s.`,
  },
  unchanged: {
    'zh-CN': '文章没有变化，索引已是最新。',
    'zh-TW': '文章沒有變化，索引已是最新。',
    en: 'No article has changed; the index is up to date.',
  },
  work: {
    'zh-CN': (embedded: number, reused: number, removed: number) =>
      `新计算 ${embedded} 段，沿用 ${reused} 段，移除 ${removed} 篇文章。`,
    'zh-TW': (embedded: number, reused: number, removed: number) =>
      `新計算 ${embedded} 段，沿用 ${reused} 段，移除 ${removed} 篇文章。`,
    en: (embedded: number, reused: number, removed: number) =>
      `${embedded} passages embedded, ${reused} reused, ${removed} articles removed.`,
  },
  stopped: {
    'zh-CN': '机器人正在退出，重建已中止；原来的索引不受影响。',
    'zh-TW': '機器人正在結束，重建已中止；原來的索引不受影響。',
    en: 'The bot is shutting down and has ended the rebuild; the index before it stays in service.',
  },
  /** Label of the button that ends a rebuild. */
  cancel: { 'zh-CN': '取消重建', 'zh-TW': '取消重建', en: 'Cancel the rebuild' },
  cancelling: {
    'zh-CN': '正在取消重建；原来的索引照常使用。',
    'zh-TW': '正在取消重建；原來的索引照常使用。',
    en: 'The rebuild is being ended; the index before it stays in service.',
  },
  cancelledBefore: {
    'zh-CN': '重建已在取消之中。',
    'zh-TW': '重建已在取消之中。',
    en: 'The rebuild is being ended already.',
  },
  ended: {
    'zh-CN': '这次重建已经结束，没有可取消的了。',
    'zh-TW': '這次重建已經結束，沒有可取消的了。',
    en: 'That rebuild has ended already; there is nothing to cancel.',
  },
  /** Of a build that this process has not begun. */
  notHere: {
    'zh-CN': '这次重建不是机器人现在这个进程开始的，或早已结束，无法从这里取消。',
    'zh-TW': '這次重建不是機器人現在這個程序開始的，或早已結束，無法從這裡取消。',
    en: 'That rebuild was not begun by the process that the bot now runs in, or ended long ago; it cannot be cancelled from here.',
  },
  /** Before and after the name of whoever ended it. */
  cancelledBy: { 'zh-CN': '重建已由 ', 'zh-TW': '重建已由 ', en: 'The rebuild was cancelled by ' },
  cancelledEnd: {
    'zh-CN': ' 取消；原来的索引照常使用。',
    'zh-TW': ' 取消；原來的索引照常使用。',
    en: '; the index before it stays in service.',
  },
  wholeList: {
    'zh-CN': '完整的列表见附件，也可随时用 /index status 取得。',
    'zh-TW': '完整的清單見附件，也可隨時用 /index status 取得。',
    en: 'The whole list is attached, and to be had from /index status at any time.',
  },
  /** Where a file has no room for all of them. */
  partOfList: {
    'zh-CN': (count: number) => `附件放得下前 ${count} 个。`,
    'zh-TW': (count: number) => `附件放得下前 ${count} 個。`,
    en: (count: number) => `There is room for the first ${count} in the file.`,
  },
  failures: { 'zh-CN': '最近失败的重建', 'zh-TW': '最近失敗的重建', en: 'Rebuilds that failed' },
  sound: {
    'zh-CN': '索引的每个文件都读过并核对了校验和，没有问题。',
    'zh-TW': '索引的每個檔案都讀過並核對了校驗和，沒有問題。',
    en: 'Every file of the index was read and its checksum compared: nothing is wrong.',
  },
  unsound: {
    'zh-CN': (count: number) => `核对发现 ${count} 个问题，请用 /index rebuild 重建：`,
    'zh-TW': (count: number) => `核對發現 ${count} 個問題，請用 /index rebuild 重建：`,
    en: (count: number) => `The check found ${count} problems; please rebuild with /index rebuild:`,
  },
} as const satisfies Messages;
