import type { Messages } from './locale.js';

/** The button that shows a private answer to everybody, and what is said to a press. */
export const sharingMessages = {
  share: { 'zh-CN': '分享到频道', 'zh-TW': '分享到頻道', en: 'Share in channel' },
  /** Stands above an answer that a member has shared. */
  sharedBy: {
    'zh-CN': (name: string) => `${name} 分享了一个回答：`,
    'zh-TW': (name: string) => `${name} 分享了一個回答：`,
    en: (name: string) => `${name} shared an answer:`,
  },
  alreadyShared: {
    'zh-CN': '这个回答已经分享过了。',
    'zh-TW': '這個回答已經分享過了。',
    en: 'This answer has been shared already.',
  },
  mayNotSend: {
    'zh-CN': '抱歉，你在这个频道没有发送消息的权限，不能分享。',
    'zh-TW': '抱歉，你在這個頻道沒有傳送訊息的權限，不能分享。',
    en: 'Sorry, you may not send messages in this channel, so you cannot share here.',
  },
  nothingToShare: {
    'zh-CN': '只有仅自己可见的回答可以分享到频道。',
    'zh-TW': '只有僅自己可見的回答可以分享到頻道。',
    en: 'Only an answer that you alone can see can be shared in a channel.',
  },
} as const satisfies Messages;
