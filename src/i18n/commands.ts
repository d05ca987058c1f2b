import type { Localized } from './locale.js';

/** What a command, subcommand or option is called and said to do, in every language. */
export interface CommandText {
  /** 1 to 32 lower-case letters, digits, `-` or `_` of any script: Discord's rule. */
  readonly name: Localized<string>;
  /** 1 to 100 characters. */
  readonly description: Localized<string>;
}

/**
 * Names of the commands on messages (in a message's menu, under “Apps”): 1 to 32 characters of any kind. They have
 * no description.
 */
export const messageCommandNames = {
  find: { 'zh-CN': '在文章中查找', 'zh-TW': '在文章中查找', en: 'Find in articles' },
} as const satisfies Readonly<Record<string, Localized<string>>>;

/** Texts of the commands, by the command's English name; a subcommand's or option's stands behind a dot. */
export const commandTexts = {
  ask: {
    name: { 'zh-CN': '提问', 'zh-TW': '提問', en: 'ask' },
    description: {
      'zh-CN': '提一个问题，用文章原句回答并注明出处',
      'zh-TW': '提一個問題，用文章原句回答並註明出處',
      en: 'Ask a question; the answer quotes the articles and names its sources',
    },
  },
  'ask.question': {
    name: { 'zh-CN': '问题', 'zh-TW': '問題', en: 'question' },
    description: { 'zh-CN': '想知道什么', 'zh-TW': '想知道什麼', en: 'What you would like to know' },
  },
  'ask.since': {
    name: { 'zh-CN': '起始', 'zh-TW': '起始', en: 'since' },
    description: {
      'zh-CN': '只用这一天以后的文章，如 2024、2024年5月、去年',
      'zh-TW': '只用這一天以後的文章，如 2024、2024年5月、去年',
      en: 'Only articles from then on: 2024, 2024-05, 2024-05-03, last year',
    },
  },
  'ask.until': {
    name: { 'zh-CN': '截止', 'zh-TW': '截止', en: 'until' },
    description: {
      'zh-CN': '只用这一天以前的文章，如 2024、2024年5月、上个月',
      'zh-TW': '只用這一天以前的文章，如 2024、2024年5月、上個月',
      en: 'Only articles up to then: 2024, 2024-05, 2024-05-03, last month',
    },
  },
  'ask.private': {
    name: { 'zh-CN': '仅自己可见', 'zh-TW': '僅自己可見', en: 'private' },
    description: {
      'zh-CN': '回答只给自己看（默认所有人可见）',
      'zh-TW': '回答只給自己看（預設所有人可見）',
      en: 'Show the answer to you alone (default: to everyone here)',
    },
  },
  search: {
    name: { 'zh-CN': '搜索', 'zh-TW': '搜尋', en: 'search' },
    description: {
      'zh-CN': '查找最相关的段落',
      'zh-TW': '尋找最相關的段落',
      en: 'Find the most relevant passages',
    },
  },
  'search.query': {
    name: { 'zh-CN': '关键词', 'zh-TW': '關鍵字', en: 'query' },
    description: { 'zh-CN': '要找的词句', 'zh-TW': '要找的詞句', en: 'Words to look for' },
  },
  'search.since': {
    name: { 'zh-CN': '起始', 'zh-TW': '起始', en: 'since' },
    description: {
      'zh-CN': '只用这一天以后的文章，如 2024、2024年5月、去年',
      'zh-TW': '只用這一天以後的文章，如 2024、2024年5月、去年',
      en: 'Only articles from then on: 2024, 2024-05, 2024-05-03, last year',
    },
  },
  'search.until': {
    name: { 'zh-CN': '截止', 'zh-TW': '截止', en: 'until' },
    description: {
      'zh-CN': '只用这一天以前的文章，如 2024、2024年5月、上个月',
      'zh-TW': '只用這一天以前的文章，如 2024、2024年5月、上個月',
      en: 'Only articles up to then: 2024, 2024-05, 2024-05-03, last month',
    },
  },
  'search.publisher': {
    name: { 'zh-CN': '来源', 'zh-TW': '來源', en: 'publisher' },
    description: {
      'zh-CN': '只用这一来源的文章',
      'zh-TW': '只用這一來源的文章',
      en: 'Only articles of this publisher',
    },
  },
  article: {
    name: { 'zh-CN': '文章', 'zh-TW': '文章', en: 'article' },
    description: {
      'zh-CN': '查看一篇文章的出处、日期和大纲',
      'zh-TW': '查看一篇文章的出處、日期和大綱',
      en: 'Show where an article comes from, its date and its outline',
    },
  },
  'article.name': {
    name: { 'zh-CN': '标题', 'zh-TW': '標題', en: 'name' },
    description: {
      'zh-CN': '文章标题或其中几个字',
      'zh-TW': '文章標題或其中幾個字',
      en: 'The title of the article, or some words of it',
    },
  },
  latest: {
    name: { 'zh-CN': '最新', 'zh-TW': '最新', en: 'latest' },
    description: {
      'zh-CN': '列出最新的文章',
      'zh-TW': '列出最新的文章',
      en: 'List the newest articles',
    },
  },
  'latest.count': {
    name: { 'zh-CN': '篇数', 'zh-TW': '篇數', en: 'count' },
    description: {
      'zh-CN': '列出几篇，1 到 10（默认 5）',
      'zh-TW': '列出幾篇，1 到 10（預設 5）',
      en: 'How many, 1 to 10 (default: 5)',
    },
  },
  help: {
    name: { 'zh-CN': '帮助', 'zh-TW': '說明', en: 'help' },
    description: {
      'zh-CN': '我能做什么，怎样提问，问题举例',
      'zh-TW': '我能做什麼，怎樣提問，問題舉例',
      en: 'What I do, how to ask, and some examples',
    },
  },
  index: {
    name: { 'zh-CN': '索引', 'zh-TW': '索引', en: 'index' },
    description: {
      'zh-CN': '管理文章索引（管理员）',
      'zh-TW': '管理文章索引（管理員）',
      en: 'Look after the index of articles (administrators)',
    },
  },
  'index.status': {
    name: { 'zh-CN': '状态', 'zh-TW': '狀態', en: 'status' },
    description: {
      'zh-CN': '文章数、段落数、模型和跳过的文件',
      'zh-TW': '文章數、段落數、模型和略過的檔案',
      en: 'Articles, passages, model and skipped files',
    },
  },
  'index.rebuild': {
    name: { 'zh-CN': '重建', 'zh-TW': '重建', en: 'rebuild' },
    description: {
      'zh-CN': '重新读取文章并更新索引',
      'zh-TW': '重新讀取文章並更新索引',
      en: 'Read the articles again and bring the index up to date',
    },
  },
  'index.verify': {
    name: { 'zh-CN': '核对', 'zh-TW': '核對', en: 'verify' },
    description: {
      'zh-CN': '读一遍索引的每个文件，核对校验和',
      'zh-TW': '讀一遍索引的每個檔案，核對校驗和',
      en: 'Read every file of the index and compare its checksum',
    },
  },
  gaps: {
    name: { 'zh-CN': '缺口', 'zh-TW': '缺口', en: 'gaps' },
    description: {
      'zh-CN': '哪些问题没有找到答案（管理员）',
      'zh-TW': '哪些問題沒有找到答案（管理員）',
      en: 'Which questions found no answer (administrators)',
    },
  },
  stats: {
    name: { 'zh-CN': '统计', 'zh-TW': '統計', en: 'stats' },
    description: {
      'zh-CN': '提问、回答、用时和评价的统计（管理员）',
      'zh-TW': '提問、回答、用時和評價的統計（管理員）',
      en: 'How many questions, how well and fast they were answered (administrators)',
    },
  },
  'stats.days': {
    name: { 'zh-CN': '天数', 'zh-TW': '天數', en: 'days' },
    description: {
      'zh-CN': '最近几天，1 到 90（默认 30）',
      'zh-TW': '最近幾天，1 到 90（預設 30）',
      en: 'Of how many days, 1 to 90 (default: 30)',
    },
  },
  settings: {
    name: { 'zh-CN': '设置', 'zh-TW': '設定', en: 'settings' },
    description: {
      'zh-CN': '这个服务器里怎样使用机器人（管理员）',
      'zh-TW': '這個伺服器裡怎樣使用機器人（管理員）',
      en: 'How the bot works in this server (administrators)',
    },
  },
  'settings.show': {
    name: { 'zh-CN': '查看', 'zh-TW': '檢視', en: 'show' },
    description: {
      'zh-CN': '看看现在的设置',
      'zh-TW': '看看現在的設定',
      en: 'Show the settings as they are',
    },
  },
  'settings.language': {
    name: { 'zh-CN': '语言', 'zh-TW': '語言', en: 'language' },
    description: {
      'zh-CN': '成员自己的语言不在支持之列时用哪种语言',
      'zh-TW': '成員自己的語言不在支援之列時用哪種語言',
      en: 'Language for members whose own is not spoken here',
    },
  },
  'settings.language.language': {
    name: { 'zh-CN': '语言', 'zh-TW': '語言', en: 'language' },
    description: {
      'zh-CN': '用哪种语言',
      'zh-TW': '用哪種語言',
      en: 'Which language',
    },
  },
  'settings.channels': {
    name: { 'zh-CN': '频道', 'zh-TW': '頻道', en: 'channels' },
    description: {
      'zh-CN': '成员可以在哪些频道里提问',
      'zh-TW': '成員可以在哪些頻道裡提問',
      en: 'Channels in which members may ask',
    },
  },
  'settings.channels.change': {
    name: { 'zh-CN': '改动', 'zh-TW': '變更', en: 'change' },
    description: {
      'zh-CN': '加上、去掉一个频道，或所有频道',
      'zh-TW': '加入、移除一個頻道，或所有頻道',
      en: 'Add or remove a channel, or allow all of them',
    },
  },
  'settings.channels.channel': {
    name: { 'zh-CN': '频道', 'zh-TW': '頻道', en: 'channel' },
    description: {
      'zh-CN': '哪个频道（默认这里）；其中的讨论串随频道',
      'zh-TW': '哪個頻道（預設這裡）；其中的討論串隨頻道',
      en: 'Which channel (default: this one), with its threads',
    },
  },
  'settings.threads': {
    name: { 'zh-CN': '讨论串', 'zh-TW': '討論串', en: 'threads' },
    description: {
      'zh-CN': '在哪些频道里为每个问题开一个讨论串',
      'zh-TW': '在哪些頻道裡為每個問題開一個討論串',
      en: 'Channels in which every question gets a thread of its own',
    },
  },
  'settings.threads.change': {
    name: { 'zh-CN': '改动', 'zh-TW': '變更', en: 'change' },
    description: {
      'zh-CN': '加上、去掉一个频道，所有频道，或都不用',
      'zh-TW': '加入、移除一個頻道，所有頻道，或都不用',
      en: 'Add or remove a channel, all of them, or none',
    },
  },
  'settings.threads.channel': {
    name: { 'zh-CN': '频道', 'zh-TW': '頻道', en: 'channel' },
    description: {
      'zh-CN': '哪个频道（默认这里）',
      'zh-TW': '哪個頻道（預設這裡）',
      en: 'Which channel (default: this one)',
    },
  },
  'settings.private': {
    name: { 'zh-CN': '仅自己可见', 'zh-TW': '僅自己可見', en: 'private' },
    description: {
      'zh-CN': '/ask 的回答默认只给提问的人看',
      'zh-TW': '/ask 的回答預設只給提問的人看',
      en: 'Show answers of /ask to the asker alone by default',
    },
  },
  'settings.private.on': {
    name: { 'zh-CN': '开启', 'zh-TW': '開啟', en: 'on' },
    description: {
      'zh-CN': '是否默认只给提问的人看',
      'zh-TW': '是否預設只給提問的人看',
      en: 'Whether to',
    },
  },
  'settings.cooldown': {
    name: { 'zh-CN': '频率', 'zh-TW': '頻率', en: 'cooldown' },
    description: {
      'zh-CN': '每个成员多久能问几个问题；都不填则按机器人的设定',
      'zh-TW': '每個成員多久能問幾個問題；都不填則依機器人的設定',
      en: 'How fast each member may ask; leave both out for the bot’s own rule',
    },
  },
  'settings.cooldown.questions': {
    name: { 'zh-CN': '问题数', 'zh-TW': '問題數', en: 'questions' },
    description: {
      'zh-CN': '可以连着问几个，0 为不限',
      'zh-TW': '可以連著問幾個，0 為不限',
      en: 'Questions that may follow each other, 0 for any number',
    },
  },
  'settings.cooldown.seconds': {
    name: { 'zh-CN': '秒数', 'zh-TW': '秒數', en: 'seconds' },
    description: {
      'zh-CN': '在几秒之内，1 到 3600（默认 10）',
      'zh-TW': '在幾秒之內，1 到 3600（預設 10）',
      en: 'In how many seconds, 1 to 3600 (default: 10)',
    },
  },
  'settings.roles': {
    name: { 'zh-CN': '身份组', 'zh-TW': '身分組', en: 'roles' },
    description: {
      'zh-CN': '哪些身份组的成员可以管理机器人',
      'zh-TW': '哪些身分組的成員可以管理機器人',
      en: 'Roles whose members may run the bot',
    },
  },
  'settings.roles.change': {
    name: { 'zh-CN': '改动', 'zh-TW': '變更', en: 'change' },
    description: {
      'zh-CN': '加上或去掉',
      'zh-TW': '加入或移除',
      en: 'Add or remove',
    },
  },
  'settings.roles.role': {
    name: { 'zh-CN': '身份组', 'zh-TW': '身分組', en: 'role' },
    description: {
      'zh-CN': '哪个身份组',
      'zh-TW': '哪個身分組',
      en: 'Which role',
    },
  },
  'settings.reset': {
    name: { 'zh-CN': '重置', 'zh-TW': '重設', en: 'reset' },
    description: {
      'zh-CN': '把这个服务器的设置全部恢复为默认',
      'zh-TW': '把這個伺服器的設定全部恢復為預設',
      en: 'Set everything in this server back to the default',
    },
  },
} as const satisfies Readonly<Record<string, CommandText>>;

/** Values that can be chosen for an option, by the option's key and, behind a dot, the value: 1 to 100 characters. */
export const choiceNames = {
  'settings.language.language.zh-CN': { 'zh-CN': '简体中文', 'zh-TW': '簡體中文', en: 'Simplified Chinese' },
  'settings.language.language.zh-TW': { 'zh-CN': '繁体中文', 'zh-TW': '繁體中文', en: 'Traditional Chinese' },
  'settings.language.language.en': { 'zh-CN': '英文', 'zh-TW': '英文', en: 'English' },
  'settings.language.language.server': {
    'zh-CN': '随服务器的首选语言',
    'zh-TW': '隨伺服器的首選語言',
    en: 'The server’s preferred language',
  },
  'settings.channels.change.add': { 'zh-CN': '加上', 'zh-TW': '加入', en: 'add' },
  'settings.channels.change.remove': { 'zh-CN': '去掉', 'zh-TW': '移除', en: 'remove' },
  'settings.channels.change.everywhere': { 'zh-CN': '所有频道', 'zh-TW': '所有頻道', en: 'everywhere' },
  'settings.threads.change.add': { 'zh-CN': '加上', 'zh-TW': '加入', en: 'add' },
  'settings.threads.change.remove': { 'zh-CN': '去掉', 'zh-TW': '移除', en: 'remove' },
  'settings.threads.change.everywhere': { 'zh-CN': '所有频道', 'zh-TW': '所有頻道', en: 'everywhere' },
  'settings.threads.change.nowhere': { 'zh-CN': '都不用', 'zh-TW': '都不用', en: 'nowhere' },
  'settings.roles.change.add': { 'zh-CN': '加上', 'zh-TW': '加入', en: 'add' },
  'settings.roles.change.remove': { 'zh-CN': '去掉', 'zh-TW': '移除', en: 'remove' },
} as const satisfies Readonly<Record<string, Localized<string>>>;
