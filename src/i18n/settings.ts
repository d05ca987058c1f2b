import type { Messages } from './locale.js';

/** Sentences about what the administrators of a server have chosen. */
export const settingsMessages = {
  heading: {
    'zh-CN': '这个服务器的设置',
    'zh-TW': '這個伺服器的設定',
    en: 'Settings of this server',
  },
  language: { 'zh-CN': '语言：', 'zh-TW': '語言：', en: 'Language: ' },
  languageNote: {
    'zh-CN': '（成员自己的语言优先）',
    'zh-TW': '（成員自己的語言優先）',
    en: ' (a member’s own language comes first)',
  },
  channels: { 'zh-CN': '可以提问的频道：', 'zh-TW': '可以提問的頻道：', en: 'Members may ask in: ' },
  threads: {
    'zh-CN': '为每个问题开讨论串的频道：',
    'zh-TW': '為每個問題開討論串的頻道：',
    en: 'Every question gets a thread in: ',
  },
  everywhere: { 'zh-CN': '所有频道', 'zh-TW': '所有頻道', en: 'every channel' },
  nowhere: { 'zh-CN': '无', 'zh-TW': '無', en: 'no channel' },
  private: {
    'zh-CN': '/ask 的回答默认：',
    'zh-TW': '/ask 的回答預設：',
    en: 'Answers of /ask are by default shown to: ',
  },
  privateOn: { 'zh-CN': '只给提问的人看', 'zh-TW': '只給提問的人看', en: 'the asker alone' },
  privateOff: { 'zh-CN': '频道里的人都能看到', 'zh-TW': '頻道裡的人都能看到', en: 'everyone in the channel' },
  cooldown: { 'zh-CN': '提问频率：', 'zh-TW': '提問頻率：', en: 'Each member may ask: ' },
  cooldownDefault: {
    'zh-CN': '按机器人的设定',
    'zh-TW': '依機器人的設定',
    en: 'as fast as the bot’s own rule allows',
  },
  cooldownNone: { 'zh-CN': '不限', 'zh-TW': '不限', en: 'as fast as they like' },
  cooldownRule: {
    'zh-CN': (questions: number, seconds: number) => `每人 ${seconds} 秒内 ${questions} 个问题`,
    'zh-TW': (questions: number, seconds: number) => `每人 ${seconds} 秒內 ${questions} 個問題`,
    en: (questions: number, seconds: number) => `${questions} questions in ${seconds} s`,
  },
  roles: {
    'zh-CN': '可以管理机器人的：能管理服务器的成员',
    'zh-TW': '可以管理機器人的：能管理伺服器的成員',
    en: 'The bot is run by: members who may manage the server',
  },
  /** Stands above the settings when one of them was changed. */
  changed: { 'zh-CN': '已更改。', 'zh-TW': '已變更。', en: 'Changed.' },
  unchanged: {
    'zh-CN': '本来就是这样，没有改动。',
    'zh-TW': '本來就是這樣，沒有變更。',
    en: 'That is how it was already.',
  },
  tooMany: {
    'zh-CN': (max: number) => `没有更改：最多 ${max} 个。`,
    'zh-TW': (max: number) => `沒有變更：最多 ${max} 個。`,
    en: (max: number) => `Not changed: there can be ${max} at most.`,
  },
  everyoneRole: {
    'zh-CN': '没有更改：@everyone 是所有人，不能让所有人管理机器人。',
    'zh-TW': '沒有變更：@everyone 是所有人，不能讓所有人管理機器人。',
    en: 'Not changed: @everyone is everybody, and not everybody can run the bot.',
  },
  removeFromAll: {
    'zh-CN': '没有更改：现在是所有频道。请先加上要保留的频道，其余的就不算在内了。',
    'zh-TW': '沒有變更：現在是所有頻道。請先加入要保留的頻道，其餘的就不算在內了。',
    en: 'Not changed: it is every channel now. Add those that shall remain, and the others are out.',
  },
  secondsAlone: {
    'zh-CN': '没有更改：请同时填写问题数。',
    'zh-TW': '沒有變更：請同時填寫問題數。',
    en: 'Not changed: please say how many questions, too.',
  },
  /** Said to a member who asks where the server does not want it; the channels follow. */
  /** Behind the channels that are named. */
  moreChannels: {
    'zh-CN': (count: number) => `，以及另外 ${count} 个频道`,
    'zh-TW': (count: number) => `，以及另外 ${count} 個頻道`,
    en: (count: number) => ` and ${count} more`,
  },
  elsewhere: {
    'zh-CN': '这个服务器不让我在这个频道里回答。请到这里提问：',
    'zh-TW': '這個伺服器不讓我在這個頻道裡回答。請到這裡提問：',
    en: 'This server does not want me to answer in this channel. Please ask in: ',
  },
} as const satisfies Messages;
