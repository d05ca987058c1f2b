import { findDates, type TextDate } from './dates.js';
import { findPeriods } from './find-periods.js';
import { foldString } from './fold.js';
import { arabicYears } from './numbers.js';
import { dayAround, months, singleDay, yearOf, type Period } from './period.js';

/** Longest text that is looked at, in UTF-16 code units: nobody writes a date at greater length. */
const MAX_LENGTH = 100;

/** 2024, 2024-05, 2024/5/3, 2024.05.03; of the folded text. */
const NUMERIC = /^(?<year>[12]\d{3})(?:(?<mark>[-/.])(?<month>\d{1,2})(?:\k<mark>(?<day>\d{1,2}))?)?$/u;

/** Days by what they are called, as days from today; folded. */
const NAMED_DAYS: ReadonlyMap<string, number> = new Map([
  ['今天', 0],
  ['今日', 0],
  ['today', 0],
  ['now', 0],
  ['现在', 0],
  ['昨天', -1],
  ['昨日', -1],
  ['yesterday', -1],
  ['前天', -2],
  ['明天', 1],
  ['tomorrow', 1],
]);

/** Weeks by what they are called, as weeks from this one; folded. A week begins on Monday (ISO 8601). */
const NAMED_WEEKS: ReadonlyMap<string, number> = new Map([
  ...['本周', '这周', '这个星期', '本星期', 'this week'].map((name) => [name, 0] as const),
  ...['上周', '上个星期', '上星期', 'last week'].map((name) => [name, -1] as const),
]);

/** What may stand behind a period without changing its first or its last day. */
const TAIL = /^(?:份|起|以来|至今|期间)?$/u;

/**
 * The period that a text as a whole names, as people write dates: `2024`, `2024-05`, `2024/5/3`, `2024年5月`,
 * `5月3日`, `去年`, `上个月`, `last year`, `May 2024`, `今天`, `2019年至2021年`, in any script and width. A month
 * or a day without its year is the last one whose month has begun.
 * @param text - what was written; anything
 * @param today - `YYYY-MM-DD`
 * @returns `null` where the text is no period, or more than one
 */
export function readPeriod(text: string, today: string): Period | null {
  const folded = arabicYears(foldString(text.slice(0, MAX_LENGTH + 1)).trim());
  if (folded === '' || text.length > MAX_LENGTH) return null;
  return (
    readNumeric(folded) ?? readNamed(folded, today) ?? readWhole(folded, today) ?? readDate(folded, today)
  );
}

function readNumeric(folded: string): Period | null {
  const { year, month, day } = NUMERIC.exec(folded)?.groups ?? {};
  if (year === undefined) return null;
  if (month === undefined) return months(Number(year), 1, 12);
  if (day !== undefined) return singleDay(Number(year), Number(month), Number(day));
  return Number(month) >= 1 && Number(month) <= 12
    ? months(Number(year), Number(month), Number(month))
    : null;
}

const DAYS_A_WEEK = 7;

function readNamed(folded: string, today: string): Period | null {
  const days = NAMED_DAYS.get(folded);
  if (days !== undefined) return { from: dayAround(today, days), to: dayAround(today, days) };
  const weeks = NAMED_WEEKS.get(folded);
  if (weeks === undefined) return null;
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + DAYS_A_WEEK - 1) % DAYS_A_WEEK;
  const from = dayAround(today, DAYS_A_WEEK * weeks - sinceMonday);
  return { from, to: dayAround(from, DAYS_A_WEEK - 1) };
}

/** An English month alone is one only behind a word such as this: May may be something else. */
const LEAD = 'in ';

function readWhole(folded: string, today: string): Period | null {
  const sentence = LEAD + folded;
  const [period, ...others] = findPeriods(sentence, { reference: today });
  if (period === undefined || others.length > 0) return null;
  if (period.start !== LEAD.length || !TAIL.test(sentence.slice(period.end))) return null;
  return { from: period.from, to: period.to };
}

/** Days in further forms: 五月三日, 3 May 2024, 20240503, 民国113年5月3日. */
function readDate(folded: string, today: string): Period | null {
  // Names of months are written with a capital in the forms that are read there.
  const written = folded.replace(/\b[a-z]/gu, (letter) => letter.toUpperCase());
  const [date] = findDates(written);
  if (date?.start !== 0 || date.end !== written.length) return null;
  const { year, month, day } = date;
  if (month === null) return year === null ? null : months(year, 1, 12);
  if (day === null) return year === null ? null : months(year, month, month);
  return singleDay(year ?? lastYearOf(date, today), month, day);
}

function lastYearOf({ month }: TextDate, today: string): number {
  const begun = Number(today.slice(5, 7)) >= (month ?? 1);
  return yearOf(today) - (begun ? 0 : 1);
}
