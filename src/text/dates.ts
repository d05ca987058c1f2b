import type { ArticleDate } from '../domain/article.js';
import type { Span } from '../domain/span.js';

/** A time of day as it is written. */
export interface ClockTime {
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  /** 0 where it is not stated. */
  readonly second: number;
  /** Minutes east of Greenwich, `null` where no zone is stated. */
  readonly offsetMinutes: number | null;
}

/**
 * A date found in a text: where it stands and what of it is stated. At least the year, or the month and the
 * day; a day never without its month. What is stated makes a date of the calendar.
 */
export interface TextDate extends Span {
  /** 1000 to 2999. */
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number | null;
  /** 1 to 31. */
  readonly day: number | null;
  /** 0 (Sunday) to 6, where it is written beside the date in Chinese or English. */
  readonly weekday: number | null;
  readonly time: ClockTime | null;
}

/** A {@link TextDate} of which year, month and day are stated. */
export interface FullDate extends TextDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const WEEKDAY = String.raw`(?:\s?[（(,，]?\s?(?:星期|周|週|礼拜)(?<weekday>[一二三四五六日天])[)）]?)?`;
const TIME =
  String.raw`(?:[T\s,，]{0,3}(?<half>上午|下午|晚上|晚间|凌晨)?\s?(?<hour>\d{1,2})[:时點点](?<minute>\d{2})分?` +
  String.raw`(?::(?<second>\d{2}))?(?:\.\d{1,9})?秒?(?:\s?(?<meridiem>[AaPp])\.?[Mm]\b\.?)?` +
  String.raw`(?:\s?(?<zone>Z\b|GMT|UTC?\b|[+-]\d{2}:?\d{2}))?)?`;
const CHINESE_MONTH = String.raw`\d{1,2}|十[一二]?|[一二三四五六七八九]`;
const CHINESE_DAY = String.raw`\d{1,2}|(?:[二三]?十|廿|卅)[一二三四五六七八九]?|[一二三四五六七八九]`;
const CHINESE_MONTH_AND_DAY = `(?<month>${CHINESE_MONTH})\\s?月\\s?(?<day>${CHINESE_DAY})\\s?[日号號]`;
const ENGLISH_MONTH =
  '(?<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|' +
  'Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const ENGLISH_WEEKDAY = String.raw`(?:\b(?<weekdayName>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s)?`;
const ENGLISH_DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;

/** Every form that is read. Each repetition is bounded, so that matching is linear in the text. */
const FORMS: readonly RegExp[] = [
  // 2021-07-13 20:59:04, 2021/7/13, 2021.07.13, 2021-07-13T20:59:04.000Z
  String.raw`(?<!\d)(?<year>\d{4})(?<separator>[-/.])(?<month>\d{1,2})\k<separator>(?<day>\d{1,2})${WEEKDAY}${TIME}(?!\d)`,
  // 20210713
  String.raw`(?<!\d)(?<year>(?:19|20)\d{2})(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?!\d)`,
  // 2024年07月31日 星期三 08:30, 二〇二一年七月, 民國110年7月13日
  String.raw`(?<!\d)(?<year>\d{4}|[〇○零一二三四五六七八九]{4})\s?年(?:\s?${CHINESE_MONTH_AND_DAY}${WEEKDAY}${TIME})?`,
  String.raw`(?<!\d)(?<year>\d{4}|[〇○零一二三四五六七八九]{4})\s?年\s?(?<month>${CHINESE_MONTH})\s?月(?:份|(?=\D|$))`,
  String.raw`民[国國]\s?(?<republic>\d{1,3})\s?年(?:\s?${CHINESE_MONTH_AND_DAY}${WEEKDAY}${TIME})?`,
  // 8月25日
  `(?<![\\d十])${CHINESE_MONTH_AND_DAY}${WEEKDAY}${TIME}`,
  // July 13, 2021; July 13
  String.raw`${ENGLISH_WEEKDAY}\b${ENGLISH_MONTH}\s${ENGLISH_DAY}(?!\d)(?:,?\s(?<year>\d{4})(?!\d)${TIME})?`,
  // Wed, 08 Jun 2022 05:08:00 GMT; 13 July
  String.raw`${ENGLISH_WEEKDAY}(?<!\d)${ENGLISH_DAY}\s${ENGLISH_MONTH}(?:,?\s(?<year>\d{4})(?!\d)${TIME}|\b)`,
  // July 2021
  String.raw`\b${ENGLISH_MONTH}\s(?<year>\d{4})(?!\d)`,
].map((source) => new RegExp(source, 'gu'));

/**
 * The dates in a text, in order and without overlap; where two readings overlap the earlier wins, then the
 * longer. Chinese (digits and numerals), ISO 8601, RFC 2822, eight digits and English are read; what is not a
 * date of the calendar (2021-13-45) is none.
 */
export function findDates(text: string): TextDate[] {
  const narrow = text.replace(/[０-９：]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const found = FORMS.flatMap((form) => [...narrow.matchAll(form)].map(readMatch));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((date) => {
    if (date.start < end) return false;
    end = date.end;
    // What is no date still covers its span: 2月29日 is not to be read out of 2023年2月29日.
    return isCalendarDate(date);
  });
}

/** Whether year, month and day of a date are stated. */
export function isFullDate(date: TextDate): date is FullDate {
  return date.year !== null && date.month !== null && date.day !== null;
}

/**
 * A date of a text as the date of an article. A time without a zone is of `timeZone`, a time with one is
 * converted to it.
 * @param timeZone - IANA name; an unknown one throws `RangeError`
 */
export function toArticleDate(
  date: FullDate,
  { timeZone, source }: { timeZone: string; source: ArticleDate['source'] },
): ArticleDate {
  const { year, month, day, time } = date;
  if (time === null) {
    return { value: `${padded(year, 4)}-${padded(month)}-${padded(day)}`, precision: 'day', source };
  }
  const wall = Date.UTC(year, month - 1, day, time.hour, time.minute, time.second);
  const offset = time.offsetMinutes === null ? offsetOfWallTime(wall, timeZone) : time.offsetMinutes * MINUTE;
  return instantToArticleDate(wall - offset, { timeZone, source });
}

/**
 * A point in time as the date of an article, with precision `time`.
 * @param instant - milliseconds since 1970-01-01T00:00:00Z
 */
export function instantToArticleDate(
  instant: number,
  { timeZone, source }: { timeZone: string; source: ArticleDate['source'] },
): ArticleDate {
  const offset = offsetAt(instant, timeZone);
  const wall = new Date(instant + offset).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
  const minutes = Math.abs(Math.round(offset / MINUTE));
  const sign = offset < 0 ? '-' : '+';
  const value = `${wall}${sign}${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`;
  return { value, precision: 'time', source };
}

/** The named groups of {@link FORMS}. */
type Fields = Readonly<
  Partial<
    Record<
      | 'year'
      | 'republic'
      | 'month'
      | 'name'
      | 'day'
      | 'weekday'
      | 'weekdayName'
      | 'half'
      | 'hour'
      | 'minute'
      | 'second'
      | 'meridiem'
      | 'zone',
      string
    >
  >
>;

function readMatch(match: RegExpExecArray): TextDate {
  const fields: Fields = match.groups ?? {};
  return {
    start: match.index,
    end: match.index + match[0].length,
    year: readYear(fields),
    month: readMonth(fields),
    day: chineseNumber(fields.day),
    weekday: readWeekday(fields),
    time: readTime(fields),
  };
}

function readYear({ year, republic }: Fields): number | null {
  if (republic !== undefined) return 1911 + Number(republic);
  return year === undefined ? null : Number(year.replace(/\D/gu, chineseDigit));
}

const DIGITS = '〇一二三四五六七八九';

function chineseDigit(character: string): string {
  return String(Math.max(0, DIGITS.indexOf(character)));
}

/** 1 to 39, as months and days are written in Arabic or Chinese numerals. */
function chineseNumber(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (/^\d+$/u.test(written)) return Number(written);
  const [tens, units] = written.replace('廿', '二十').replace('卅', '三十').split('十');
  if (units === undefined) return DIGITS.indexOf(written);
  return 10 * (tens === '' ? 1 : DIGITS.indexOf(tens ?? '')) + (units === '' ? 0 : DIGITS.indexOf(units));
}

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function readMonth({ month, name }: Fields): number | null {
  if (name === undefined) return chineseNumber(month);
  return ENGLISH_MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function readWeekday({ weekday, weekdayName }: Fields): number | null {
  if (weekday !== undefined) return '日一二三四五六'.indexOf(weekday.replace('天', '日'));
  if (weekdayName === undefined) return null;
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(weekdayName);
}

function readTime({ hour, minute, second, half, meridiem, zone }: Fields): ClockTime | null {
  if (hour === undefined) return null;
  const afternoon = /下午|晚/u.test(half ?? '') || /p/iu.test(meridiem ?? '');
  const written = Number(hour);
  const midnight = written === 12 && /a/iu.test(meridiem ?? '');
  const time = {
    hour: afternoon && written < 12 ? written + 12 : midnight ? 0 : written,
    minute: Number(minute),
    second: Number(second ?? 0),
    offsetMinutes: zone === undefined ? null : readOffset(zone),
  };
  return time.hour < 24 && time.minute < 60 && time.second < 60 ? time : null;
}

function readOffset(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function isCalendarDate({ year, month, day }: TextDate): boolean {
  if (year !== null && (year < 1000 || year > 2999)) return false;
  if (month === null) return year !== null && day === null;
  if (month < 1 || month > 12) return false;
  if (day === null) return year !== null;
  // Without a year any leap day may be meant.
  return day >= 1 && day <= new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
}

const MINUTE = 60_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which the wall clock of a zone is ahead of UTC at an instant, in whole seconds. */
function offsetAt(instant: number, timeZone: string): number {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  const parts = new Map(formatter.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/** The offset in force when a zone's wall clock shows a time; around a change of the clock either may come. */
function offsetOfWallTime(wall: number, timeZone: string): number {
  return offsetAt(wall - offsetAt(wall, timeZone), timeZone);
}

function padded(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
