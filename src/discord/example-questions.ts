import type { App } from '../app/app.js';
import type { ArticleSummary } from '../domain/article.js';
import { guideMessages } from '../i18n/guide.js';
import type { Locale } from '../i18n/locale.js';
import { oneLine } from './rendering/escape.js';

/** Articles that are looked at; among so many of the newest some speak the member's language. */
const LOOKED_AT = 30;
/** Questions that are tried at most for each one wanted: asking costs some ten milliseconds. */
const TRIES = 3;
/** Longer titles and headings do not make a question that anyone would ask. */
const SUBJECT_MAX = 80;

/** A number or bullet before a heading: `一、`, `（二）`, `3.`. */
const ORDINAL = /^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*/u;
/** What makes a heading a question. */
const INTERROGATIVE =
  /多少|多大|多久|多长|多長|什么|什麼|哪[些里裡个個儿]|怎么|怎麼|怎样|怎樣|如何|为何|為何|是否|[？?]$|^(?:how|what|why|when|where|who|which)\b/iu;
/** Headings that ask about what the title names cannot be understood without it. */
const WITHOUT_SUBJECT =
  /^(?:有|共|还|還|多少|多大|多久|什么|什麼|哪|怎|如何|为何|為何|是否|(?:how|what|why|when|where|who|which)$)/iu;
const CLOSING = /(?<![？?。.！!…\s])[？?。.！!…\s]+$/u;

/**
 * Questions that the articles answer, made by rule: of each of the newest articles a heading that asks something, or
 * else a question about its title. Articles in the member's language come first. Each is asked before it is
 * offered: one that finds nothing would be a poor example.
 * @param app - what is asked
 * @param locale - the member's language
 * @param count - how many are wanted; fewer where there are fewer
 */
export async function exampleQuestions(app: App, locale: Locale, count: number): Promise<string[]> {
  const questions = inLanguageOf(locale, app.findArticles('', LOOKED_AT))
    .map((article) => questionOn(article, locale))
    .filter((question) => question !== null);
  const answered: string[] = [];
  for (const question of [...new Set(questions)].slice(0, count * TRIES)) {
    if (answered.length === count) break;
    if ((await app.ask(question)).status === 'answered') answered.push(question);
  }
  return answered;
}

/** Articles in the member's script, then in their language, then the others; the order within each stays. */
function inLanguageOf(locale: Locale, articles: readonly ArticleSummary[]): ArticleSummary[] {
  const distance = ({ language }: ArticleSummary): number => {
    if (language === SCRIPTS[locale]) return 0;
    return language.slice(0, 2) === locale.slice(0, 2) ? 1 : 2;
  };
  return [...articles].sort((a, b) => distance(a) - distance(b));
}

const SCRIPTS: Readonly<Record<Locale, ArticleSummary['language']>> = {
  'zh-CN': 'zh-Hans',
  'zh-TW': 'zh-Hant',
  en: 'en',
};

function questionOn({ title, headings, language }: ArticleSummary, locale: Locale): string | null {
  const sameLanguage = language.slice(0, 2) === locale.slice(0, 2);
  const subjects = sameLanguage ? headings.map(subjectOf) : [];
  const asking = subjects.filter((heading) => heading !== null).find(asks);
  if (asking !== undefined) {
    return `${asking.replace(CLOSING, '')}${locale === 'en' ? '?' : '？'}`;
  }
  const subject = subjectOf(title);
  return subject === null ? null : guideMessages.aboutTitle[locale](subject);
}

function asks(heading: string): boolean {
  return INTERROGATIVE.test(heading) && !WITHOUT_SUBJECT.test(heading);
}

/** A title or heading on one line without its number, or `null` where it is empty or too long. */
function subjectOf(text: string): string | null {
  if (text.length > 2 * SUBJECT_MAX) return null;
  const subject = oneLine(text).replace(ORDINAL, '');
  return subject === '' || subject.length > SUBJECT_MAX ? null : subject;
}
