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
  unknownCommand: {
    'zh-CN': '这个命令已经没有了，请重新载入 Discord 再试。',
    'zh-TW': '這個指令已經沒有了，請重新載入 Discord 再試。',
    en: 'This command is gone; please reload Discord and try again.',
  },
} as const satisfies Messages;
