import type { Localized, Messages } from './locale.js';

/** What is examined. */
export const doctorChecks = {
  node: { 'zh-CN': 'Node', 'zh-TW': 'Node', en: 'Node' },
  native: { 'zh-CN': '原生模块', 'zh-TW': '原生模組', en: 'Native module' },
  settings: { 'zh-CN': '设置', 'zh-TW': '設定', en: 'Settings' },
  model: { 'zh-CN': '模型', 'zh-TW': '模型', en: 'Model' },
  content: { 'zh-CN': '文章', 'zh-TW': '文章', en: 'Articles' },
  index: { 'zh-CN': '索引', 'zh-TW': '索引', en: 'Index' },
  discord: { 'zh-CN': 'Discord', 'zh-TW': 'Discord', en: 'Discord' },
} as const satisfies Messages;

/** What was found, of a detail (a version, a path, an error) and a count. */
export const doctorFindings = {
  'node-ok': { 'zh-CN': (version) => version, 'zh-TW': (version) => version, en: (version) => version },
  'node-old': {
    'zh-CN': (version) => `${version} 太旧`,
    'zh-TW': (version) => `${version} 太舊`,
    en: (version) => `${version} is too old`,
  },
  'native-ok': { 'zh-CN': (name) => name, 'zh-TW': (name) => name, en: (name) => name },
  'native-broken': {
    'zh-CN': (problem) => `无法加载 ${problem}`,
    'zh-TW': (problem) => `無法載入 ${problem}`,
    en: (problem) => `cannot load ${problem}`,
  },
  'settings-ok': { 'zh-CN': () => '全部有效', 'zh-TW': () => '全部有效', en: () => 'all valid' },
  'settings-warning': { 'zh-CN': (text) => text, 'zh-TW': (text) => text, en: (text) => text },
  'settings-invalid': { 'zh-CN': (text) => text, 'zh-TW': (text) => text, en: (text) => text },
  'model-ok': {
    'zh-CN': (model, dimensions) => `${model} 可用，${dimensions} 维`,
    'zh-TW': (model, dimensions) => `${model} 可用，${dimensions} 維`,
    en: (model, dimensions) => `${model} works, ${dimensions} dimensions`,
  },
  'model-broken': { 'zh-CN': (text) => text, 'zh-TW': (text) => text, en: (text) => text },
  'content-ok': {
    'zh-CN': (folder, files) => `${folder} 里有 ${files} 个文章文件`,
    'zh-TW': (folder, files) => `${folder} 裡有 ${files} 個文章檔案`,
    en: (folder, files) => `${files} article files in ${folder}`,
  },
  'content-empty': {
    'zh-CN': (folder) => `${folder} 里没有文章`,
    'zh-TW': (folder) => `${folder} 裡沒有文章`,
    en: (folder) => `there are no articles in ${folder}`,
  },
  'content-missing': {
    'zh-CN': (folder) => `无法读取 ${folder}`,
    'zh-TW': (folder) => `無法讀取 ${folder}`,
    en: (folder) => `cannot read ${folder}`,
  },
  'watch-events-ok': {
    'zh-CN': () => '机器人运行时，文章的变化会马上收到通知',
    'zh-TW': () => '機器人執行時，文章的變動會馬上收到通知',
    en: () => 'changed articles are noticed at once while the bot runs',
  },
  'watch-poll-ok': {
    'zh-CN': () => '机器人运行时，每隔几秒查看文章有无变化',
    'zh-TW': () => '機器人執行時，每隔幾秒查看文章有無變動',
    en: () => 'changed articles are looked for every few seconds while the bot runs',
  },
  'watch-failing': {
    'zh-CN': () => '机器人运行时，每隔几秒查看文章有无变化',
    'zh-TW': () => '機器人執行時，每隔幾秒查看文章有無變動',
    en: () => 'changed articles are looked for every few seconds while the bot runs',
  },
  'watch-off-ok': {
    'zh-CN': () => '机器人运行时不理会文章的变化（WATCH_CONTENT=no）',
    'zh-TW': () => '機器人執行時不理會文章的變動（WATCH_CONTENT=no）',
    en: () => 'changed articles are not noticed while the bot runs (WATCH_CONTENT=no)',
  },
  'index-ready': {
    'zh-CN': (folder, articles) => `${folder} 完好，${articles} 篇文章`,
    'zh-TW': (folder, articles) => `${folder} 完好，${articles} 篇文章`,
    en: (folder, articles) => `${folder} is whole, ${articles} articles`,
  },
  'index-missing': {
    'zh-CN': (folder) => `${folder} 里还没有索引`,
    'zh-TW': (folder) => `${folder} 裡還沒有索引`,
    en: (folder) => `there is no index in ${folder} yet`,
  },
  'index-damaged': {
    'zh-CN': (text) => `已损坏：${text}`,
    'zh-TW': (text) => `已損壞：${text}`,
    en: (text) => `damaged: ${text}`,
  },
  'index-other-model': {
    'zh-CN': (model) => `用另一个模型（${model}）建立`,
    'zh-TW': (model) => `用另一個模型（${model}）建立`,
    en: (model) => `was built with another model (${model})`,
  },
  'index-unwritable': {
    'zh-CN': (folder) => `不能写入 ${folder}`,
    'zh-TW': (folder) => `不能寫入 ${folder}`,
    en: (folder) => `cannot write to ${folder}`,
  },
  'discord-no-token': {
    'zh-CN': () => '没有设置 DISCORD_TOKEN，只能在终端里使用',
    'zh-TW': () => '沒有設定 DISCORD_TOKEN，只能在終端機裡使用',
    en: () => 'DISCORD_TOKEN is not set; the bot works in the terminal only',
  },
} as const satisfies Readonly<Record<string, Localized<(detail: string, count: number) => string>>>;

/** How to mend what was found, where there is something to mend that the finding itself does not say. */
export const doctorRemedies = {
  'node-old': {
    'zh-CN': '安装 Node 20.19 或更新的版本。',
    'zh-TW': '安裝 Node 20.19 或更新的版本。',
    en: 'Install Node 20.19 or newer.',
  },
  'native-broken': {
    'zh-CN': '确认已安装 python3、make 和 g++，再运行 npm ci（不要加 --ignore-scripts）。',
    'zh-TW': '確認已安裝 python3、make 和 g++，再執行 npm ci（不要加 --ignore-scripts）。',
    en: 'Install python3, make and g++, then run npm ci again (without --ignore-scripts).',
  },
  'content-empty': {
    'zh-CN': '放入 .md、.html 或 .txt 文章，或用 CONTENT_DIR 指定别的文件夹。',
    'zh-TW': '放入 .md、.html 或 .txt 文章，或用 CONTENT_DIR 指定別的資料夾。',
    en: 'Put .md, .html or .txt articles there, or name another folder with CONTENT_DIR.',
  },
  'content-missing': {
    'zh-CN': '建立这个文件夹，或用 CONTENT_DIR 指定别的文件夹。',
    'zh-TW': '建立這個資料夾，或用 CONTENT_DIR 指定別的資料夾。',
    en: 'Make the folder, or name another with CONTENT_DIR.',
  },
  'watch-failing': {
    'zh-CN': '这个文件夹收不到变化的通知；如果不在网络硬盘上，提高 fs.inotify.max_user_watches。',
    'zh-TW': '這個資料夾收不到變動的通知；如果不在網路硬碟上，提高 fs.inotify.max_user_watches。',
    en: 'The folder does not tell of changes; unless it is on a network drive, raise fs.inotify.max_user_watches.',
  },
  'index-missing': {
    'zh-CN': '运行 yinju index；启动时也会自动建立。',
    'zh-TW': '執行 yinju index；啟動時也會自動建立。',
    en: 'Run yinju index; it is also built at the next start.',
  },
  'index-damaged': {
    'zh-CN': '运行 yinju index 重建。',
    'zh-TW': '執行 yinju index 重建。',
    en: 'Run yinju index to build it anew.',
  },
  'index-other-model': {
    'zh-CN': '下次启动时会自动重建，也可以现在运行 yinju index。',
    'zh-TW': '下次啟動時會自動重建，也可以現在執行 yinju index。',
    en: 'It is built anew at the next start, or now with yinju index.',
  },
  'index-unwritable': {
    'zh-CN': '给运行用户写权限，或用 INDEX_DIR 指定别的文件夹。',
    'zh-TW': '給執行使用者寫入權限，或用 INDEX_DIR 指定別的資料夾。',
    en: 'Let this user write there, or name another folder with INDEX_DIR.',
  },
  'discord-no-token': {
    'zh-CN': '在 https://discord.com/developers/applications 取得 token，写入 .env。',
    'zh-TW': '在 https://discord.com/developers/applications 取得 token，寫入 .env。',
    en: 'Get a token at https://discord.com/developers/applications and put it into .env.',
  },
} as const satisfies Messages;

/** The state of a finding, as it opens a line. */
export const doctorStates = {
  ok: { 'zh-CN': '正常', 'zh-TW': '正常', en: 'ok' },
  warn: { 'zh-CN': '注意', 'zh-TW': '注意', en: 'warn' },
  fail: { 'zh-CN': '失败', 'zh-TW': '失敗', en: 'FAIL' },
} as const satisfies Messages;
