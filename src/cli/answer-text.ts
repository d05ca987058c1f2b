import type { Answer, Answered, Citation, UnansweredReason } from '../domain/answer.js';
import type { ArticleDate } from '../domain/article.js';
import { answerMessages } from '../i18n/answers.js';
import type { Locale } from '../i18n/locale.js';
import { type Painter, printable, printableLine } from './terminal-text.js';

const REASONS = {
  'empty-question': 'emptyQuestion',
  'empty-index': 'emptyIndex',
  'nothing-in-filter': 'nothingInFilter',
  'nothing-relevant': 'nothingRelevant',
  'not-confident': 'notConfident',
} as const satisfies Record<UnansweredReason, keyof typeof answerMessages>;

const INDENT = '   ';

/**
 * An answer as a person reads it in a terminal; without a line break at its end. A question that was completed
 * is told first.
 */
export function renderAnswer(answer: Answer, locale: Locale, paint: Painter): string {
  const body = renderBody(answer, locale, paint);
  if (answer.completedQuestion === answer.question) return body;
  return `${paint.faint(answerMessages.understood[locale](printableLine(answer.completedQuestion)))}\n${body}`;
}

function renderBody(answer: Answer, locale: Locale, paint: Painter): string {
  if (answer.status === 'answered') {
    const reserve = answer.level === 'possible' ? [paint.warning(answerMessages.possible[locale])] : [];
    const citations = answer.citations
      .map((citation, index) => renderCitation(citation, index + 1, { locale, paint }))
      .join('\n\n');
    return [...reserve, citations, ...otherFigure(answer, locale, paint)].join('\n');
  }
  const reason = paint.warning(answerMessages[REASONS[answer.reason]][locale]);
  if (answer.nearest.length === 0) return reason;
  const titles = answer.nearest.map(
    ({ title, path }) => `${INDENT}${printableLine(title)}  ${paint.faint(printableLine(path))}`,
  );
  return [reason, answerMessages.nearest[locale], ...titles].join('\n');
}

/** A line of its own below the citations; none where no article gives another figure. */
function otherFigure({ citations, otherwise }: Answered, locale: Locale, paint: Painter): string[] {
  if (otherwise === null) return [];
  const { date, title } = otherwise;
  const label = isEarlier(otherwise, citations[0]) ? 'earlierFigure' : 'laterFigure';
  const said = `${answerMessages[label][locale](dateText(date, locale))}${highlighted(otherwise, paint)}`;
  const source = `${quotedTitle(printableLine(title), locale)}  ${paint.faint(printableLine(otherwise.path))}`;
  return [`\n${said.replaceAll('\n', ' ')} —— ${source}`];
}

function isEarlier({ date }: Citation, than: Citation | undefined): boolean {
  return (date?.value ?? '') < (than?.date?.value ?? '');
}

/** The titles of other articles on the same event, with their dates. */
function alsoReportedLine({ alsoReported }: Citation, locale: Locale): string {
  if (alsoReported.length === 0) return '';
  const titles = alsoReported.map(({ title, date }) => {
    const named = quotedTitle(printableLine(title), locale);
    return locale === 'en' ? `${named} (${dateText(date, locale)})` : `${named}（${dateText(date, locale)}）`;
  });
  const joined = titles.join(locale === 'en' ? ', ' : '、');
  return INDENT + answerMessages.alsoReported[locale](titles.length, joined);
}

function renderCitation(
  citation: Citation,
  rank: number,
  { locale, paint }: { readonly locale: Locale; readonly paint: Painter },
): string {
  const { headingPath, url, path } = citation;
  return [
    `${rank}. ${highlighted(citation, paint).replaceAll('\n', `\n${INDENT}`)}`,
    `${INDENT}—— ${sourceLine(citation, locale)}`,
    headingPath.length === 0 ? '' : INDENT + headingPath.map(printableLine).join(' › '),
    INDENT + paint.faint(printableLine(url === null ? path : `${url}  ${path}`)),
    alsoReportedLine(citation, locale),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The quote with what matched set off; neutralised first, which moves no offset. */
function highlighted({ quote }: Citation, paint: Painter): string {
  const text = printable(quote.text);
  let shown = '';
  let from = 0;
  for (const { start, end } of quote.highlights) {
    shown += text.slice(from, start) + paint.strong(text.slice(start, end));
    from = end;
  }
  return shown + text.slice(from);
}

/** A title that has title marks of its own is not given a second pair. */
function quotedTitle(title: string, locale: Locale): string {
  if (locale === 'en') return `“${title}”`;
  return title.includes('《') ? title : `《${title}》`;
}

/** Title, publisher and date on one line. */
export function sourceLine(
  { title, publisher, date }: Pick<Citation, 'title' | 'publisher' | 'date'>,
  locale: Locale,
): string {
  const named = quotedTitle(printableLine(title), locale);
  const from = publisher === null ? [] : [printableLine(publisher)];
  return [named, ...from, dateText(date, locale)].join(' · ');
}

/** `2021-07-13 20:59`, `2024-07-31`, `2025-08-25（推断）`, or that the date is not known. */
export function dateText(date: ArticleDate | null, locale: Locale): string {
  if (date === null) return answerMessages.undated[locale];
  if (date.precision === 'time') return date.value.slice(0, 16).replace('T', ' ');
  if (date.precision === 'day') return date.value;
  const inferred = answerMessages.inferred[locale];
  return locale === 'en' ? `${date.value} (${inferred})` : `${date.value}（${inferred}）`;
}
