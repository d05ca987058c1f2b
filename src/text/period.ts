/** A stretch of the calendar, both ends included: `YYYY-MM-DD`, `from <= to`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Days of an average month. */
export const MONTH_DAYS = 30.4;

const MILLISECONDS_A_DAY = 86_400_000;

/**
 * Whole months of a year.
 * @param year - 1000 to 2999
 * @param first - 1 to 12
 * @param last - `first` to 12
 */
export function months(year: number, first: number, last: number): Period {
  return { from: isoDay(year, first, 1), to: isoDay(year, last, daysInMonth(year, last)) };
}

/**
 * A day, or `null` where the calendar has none.
 * @param year - 1000 to 2999
 */
export function singleDay(year: number, month: number, day: number): Period | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const date = isoDay(year, month, day);
  return { from: date, to: date };
}

/**
 * The month that lies `offset` months after that of a day.
 * @param day - `YYYY-MM-DD`
 */
export function monthAround(day: string, offset: number): Period {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + offset;
  return months(Math.floor(count / 12), (count % 12) + 1, (count % 12) + 1);
}

/**
 * The day that lies `offset` days after another.
 * @param day - `YYYY-MM-DD`
 */
export function dayAround(day: string, offset: number): string {
  return new Date(epoch(day) + offset * MILLISECONDS_A_DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/**
 * Days from one day to another, negative where the second is earlier.
 * @param from - ISO 8601, at least `YYYY-MM-DD`; what follows is ignored
 */
export function daysFrom(from: string, to: string): number {
  return Math.round((epoch(to) - epoch(from)) / MILLISECONDS_A_DAY);
}

/** Number of days that two periods share. */
export function sharedDays(a: Period, b: Period): number {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from > to ? 0 : daysFrom(from, to) + 1;
}

/** Whether every day of `inner` is one of `outer`. */
export function contains(outer: Period, inner: Period): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** The year of an ISO 8601 date. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function epoch(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
