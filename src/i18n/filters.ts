import type { ArticleFilter } from '../domain/filter.js';
import type { FilterProblem } from '../retrieval/filter-words.js';
import type { Locale, Messages } from './locale.js';

/** Sentences about what a question or a search is restricted to. */
export const filterMessages = {
  only: {
    'zh-CN': (what: string) => `限于：${what}`,
    'zh-TW': (what: string) => `限於：${what}`,
    en: (what: string) => `Only articles ${what}`,
  },
  between: {
    'zh-CN': (since: string, until: string) => `${since} 至 ${until}`,
    'zh-TW': (since: string, until: string) => `${since} 至 ${until}`,
    en: (since: string, until: string) => `from ${since} to ${until}`,
  },
  onDay: {
    'zh-CN': (day: string) => `${day} 当天`,
    'zh-TW': (day: string) => `${day} 當天`,
    en: (day: string) => `of ${day}`,
  },
  since: {
    'zh-CN': (day: string) => `${day} 起`,
    'zh-TW': (day: string) => `${day} 起`,
    en: (day: string) => `from ${day} on`,
  },
  until: {
    'zh-CN': (day: string) => `截至 ${day}`,
    'zh-TW': (day: string) => `截至 ${day}`,
    en: (day: string) => `up to ${day}`,
  },
  publisher: {
    'zh-CN': (name: string) => `来源为 ${name}`,
    'zh-TW': (name: string) => `來源為 ${name}`,
    en: (name: string) => `by ${name}`,
  },
  unreadable: {
    'zh-CN': (value: string) =>
      `“${value}”不像是日期。可以这样写：2024、2024-05、2024年5月3日、5月3日、去年、上个月、今天。`,
    'zh-TW': (value: string) =>
      `「${value}」不像是日期。可以這樣寫：2024、2024-05、2024年5月3日、5月3日、去年、上個月、今天。`,
    en: (value: string) =>
      `“${value}” does not read as a date. Try one such as 2024, 2024-05, 2024-05-03, May 2024, last year, last month or today.`,
  },
  backwards: {
    'zh-CN': (since: string, until: string) => `起始日期 ${since} 在截止日期 ${until} 之后，请对调或改写。`,
    'zh-TW': (since: string, until: string) => `起始日期 ${since} 在截止日期 ${until} 之後，請對調或改寫。`,
    en: (since: string, until: string) =>
      `The first day, ${since}, comes after the last, ${until}; please swap or change them.`,
  },
  thisMonth: { 'zh-CN': '本月', 'zh-TW': '本月', en: 'This month' },
  lastMonth: { 'zh-CN': '上个月', 'zh-TW': '上個月', en: 'Last month' },
  thisYear: { 'zh-CN': '今年', 'zh-TW': '今年', en: 'This year' },
  lastYear: { 'zh-CN': '去年', 'zh-TW': '去年', en: 'Last year' },
  articles: {
    'zh-CN': (count: number) => `${count} 篇`,
    'zh-TW': (count: number) => `${count} 篇`,
    en: (count: number) => (count === 1 ? '1 article' : `${count} articles`),
  },
} as const satisfies Messages;

/** A filter as a line: `限于：2024-05-01 至 2024-05-31，来源为 海岸观察`. Empty where nothing is restricted. */
export function filterLine(filter: ArticleFilter | undefined, locale: Locale): string {
  const { publisher } = filter ?? {};
  const parts = [
    ...periodOf(filter ?? {}, locale),
    ...(publisher === undefined ? [] : [filterMessages.publisher[locale](publisher)]),
  ];
  return parts.length === 0 ? '' : filterMessages.only[locale](parts.join(locale === 'en' ? ', ' : '，'));
}

/** Why words are no filter, and how to write one. */
export function filterProblemSentence(problem: FilterProblem, locale: Locale): string {
  if (problem.kind === 'unreadable') return filterMessages.unreadable[locale](problem.value);
  return filterMessages.backwards[locale](problem.since, problem.until);
}

function periodOf({ since, until }: ArticleFilter, locale: Locale): string[] {
  if (since !== undefined && until !== undefined) {
    const { between, onDay } = filterMessages;
    return [since === until ? onDay[locale](since) : between[locale](since, until)];
  }
  if (since !== undefined) return [filterMessages.since[locale](since)];
  return until === undefined ? [] : [filterMessages.until[locale](until)];
}
