import type { ArticleDate } from '../../domain/article.js';
import { answerMessages } from '../../i18n/answers.js';
import type { Locale } from '../../i18n/locale.js';

/** What is known of where a text comes from; an article and a citation both say it. */
export interface Source {
  readonly publisher: string | null;
  readonly author: string | null;
  readonly date: ArticleDate | null;
}

/**
 * Publisher (or, where there is none, author), date and headings, in the order in which they are shown.
 * @param source - where the text comes from
 * @param headingPath - headings above the text, outermost first; empty for a whole article
 * @param locale - language of the words around them
 */
export function sourceNotes(source: Source, headingPath: readonly string[], locale: Locale): string[] {
  const origin = source.publisher ?? source.author;
  return [
    ...(origin === null ? [] : [origin]),
    dateNote(source.date, locale),
    ...(headingPath.length === 0 ? [] : [headingPath.join(' › ')]),
  ];
}

/**
 * The day, marked where it is inferred: `2025-08-25（推断）`.
 * @param date - when an article was published
 * @param locale - language of the mark
 */
export function dateNote(date: ArticleDate | null, locale: Locale): string {
  if (date === null) return answerMessages.undated[locale];
  const day = date.value.slice(0, 'YYYY-MM-DD'.length);
  return date.precision === 'inferred' ? `${day}（${answerMessages.inferred[locale]}）` : day;
}
