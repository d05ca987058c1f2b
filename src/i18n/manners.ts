import type { Messages } from './locale.js';

/** What is said when something cannot be done. */
export const mannersMessages = {
  failed: {
    'zh-CN': (id: string) => `抱歉，出了点问题，没能完成。请稍后再试；若仍不行，请把编号 ${id} 告诉管理员。`,
    'zh-TW': (id: string) => `抱歉，出了點問題，沒能完成。請稍後再試；若仍不行，請把編號 ${id} 告訴管理員。`,
    en: (id: string) =>
      `Sorry, something went wrong. Please try again later; if it happens again, tell an administrator this number: ${id}`,
  },
  administratorsOnly: {
    'zh-CN': '抱歉，这个命令只有管理员（拥有“管理服务器”权限的成员）可以使用。',
    'zh-TW': '抱歉，這個指令只有管理員（擁有「管理伺服器」權限的成員）可以使用。',
    en: 'Sorry, this command is for administrators (members who may manage the server).',
  },
  messageWithoutText: {
    'zh-CN': '这条消息里没有可查的文字。请换一条消息，或使用 /ask。',
    'zh-TW': '這則訊息裡沒有可查的文字。請換一則訊息，或使用 /ask。',
    en: 'There is no text in this message to look for. Please choose another, or use /ask.',
  },
  messageTooLong: {
    'zh-CN': (max: number) => `这条消息太长，最多能查 ${max} 个字。请用 /ask 写下想问的那一句。`,
    'zh-TW': (max: number) => `這則訊息太長，最多能查 ${max} 個字。請用 /ask 寫下想問的那一句。`,
    en: (max: number) =>
      `This message is too long: at most ${max} characters can be looked for. Please use /ask for the part that matters.`,
  },
  /** Stands before how long it is until the member may ask again (“in 3 seconds”). */
  tooFast: {
    'zh-CN': '问得有点快，请稍候。可以再问的时间：',
    'zh-TW': '問得有點快，請稍候。可以再問的時間：',
    en: 'That was a little fast, please wait a moment. You can ask again ',
  },
  /** The same where too many members ask at once. */
  busy: {
    'zh-CN': '同时提问的人太多，这个问题没能受理。可以再试的时间：',
    'zh-TW': '同時提問的人太多，這個問題沒能受理。可以再試的時間：',
    en: 'Too many members are asking at once, so this question was not taken. Please try again ',
  },
  unknownCommand: {
    'zh-CN': '这个命令已经没有了，请重新载入 Discord 再试。',
    'zh-TW': '這個指令已經沒有了，請重新載入 Discord 再試。',
    en: 'This command is gone; please reload Discord and try again.',
  },
} as const satisfies Messages;
