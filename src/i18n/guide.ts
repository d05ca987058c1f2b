import type { Messages } from './locale.js';

/** Sentences of the help that members are given. */
export const guideMessages = {
  heading: {
    'zh-CN': '我用文章的原句回答问题',
    'zh-TW': '我用文章的原句回答問題',
    en: 'I answer questions with what articles say',
  },
  promise: {
    'zh-CN': '每一处引文都是文章里的原样片段，附标题、来源、日期和链接；文章里没有答案，我就直说没有。',
    'zh-TW': '每一處引文都是文章裡的原樣片段，附標題、來源、日期和連結；文章裡沒有答案，我就直說沒有。',
    en: 'Every quote is an exact span of an article, with its title, publisher, date and link; where the articles do not answer, I say so.',
  },
  ways: {
    'zh-CN': '也可以提及我、私信我，或在一条消息的菜单里选“应用”下的这一项：',
    'zh-TW': '也可以提及我、私訊我，或在一則訊息的選單裡選「應用程式」下的這一項：',
    en: 'You can also mention me, write to me, or choose this from a message’s menu, under “Apps”:',
  },
  command: {
    'zh-CN': (name: string, description: string) => `/${name}：${description}`,
    'zh-TW': (name: string, description: string) => `/${name}：${description}`,
    en: (name: string, description: string) => `/${name}: ${description}`,
  },
  examples: {
    'zh-CN': '可以这样问（取自现有的文章）：',
    'zh-TW': '可以這樣問（取自現有的文章）：',
    en: 'Some questions that the articles answer:',
  },
  /** A question on an article, by its title. */
  aboutTitle: {
    'zh-CN': (title: string) => `关于《${title}》，文章怎么说？`,
    'zh-TW': (title: string) => `關於《${title}》，文章怎麼說？`,
    en: (title: string) => `What do the articles say about “${title}”?`,
  },
} as const satisfies Messages;
