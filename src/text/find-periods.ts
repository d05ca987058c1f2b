import type { Span } from '../domain/span.js';
import { months, monthAround, singleDay, yearOf, type Period } from './period.js';

/** A period that a text speaks of, and where. */
export interface TextPeriod extends Period, Span {
  /** Years that its words name: of 2019年至2021年 both, of 去年 the one meant; none of 今年, 8月, “十三五”. */
  readonly years: readonly number[];
  /** Whether it is only what something is compared with: 比去年, 较9月末, 与2019年同期相比. */
  readonly comparison: boolean;
}

/** What relative words are relative to. */
export interface PeriodContext {
  /**
   * The day of the speaker, `YYYY-MM-DD`: today for a question, the article's date for a sentence. Without it
   * only periods that name their year are found.
   */
  readonly reference?: string | undefined;
  /**
   * A month, quarter or half without a year is the last one whose last month has begun so many months after
   * `reference`: 12月 in January is the December before. Default 0.
   */
  readonly ahead?: number;
}

const YEAR = String.raw`(?:19|20)\d{2}`;
const RELATIVE_YEARS: ReadonlyMap<string, number> = new Map([
  ...['今年', '本年', '本年度', 'this year'].map((word) => [word, 0] as const),
  ...['去年', '上年', '上一年', 'last year', 'the previous year'].map((word) => [word, -1] as const),
  ['前年', -2],
  ...['明年', '来年', 'next year'].map((word) => [word, 1] as const),
]);
const CHINESE_RELATIVE = '今年|本年度?|去年|上一?年|(?<!年)前年|明年|来年';
const ENGLISH_RELATIVE = 'this year|last year|the previous year|next year';

/** Follows a number that counts and is no year: 2000多人, 2010万. */
const COUNTED =
  '[\\d.,]?\\d|\\.\\d|[%‰万亿千百余多个人次元辆吨家名条种件公里米平度台套只座艘列架户亩斤克字页倍点分秒岁位]';
const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]';
const TO = '\\s?[-—–~至到]\\s?';
const CHINESE_PART = [
  '(?<half>[上下])半年',
  '[前头](?<quarters>[二两三23])个?季度',
  '第?(?<quarter>[一二三四1-4])季度',
  `(?<first>${MONTH})月?份?${TO}(?<last>${MONTH})月`,
  `[前头首](?<count>${MONTH})个?月`,
  `(?<month>${MONTH})月(?:(?<day>3[01]|[12]\\d|0?[1-9])[日号])?`,
].join('|');
const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ENGLISH_MONTH =
  '(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|' +
  'oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ENGLISH_COUNT = 'two|three|four|five|six|seven|eight|nine|ten|eleven';
const ENGLISH_YEAR = `(?<year>${YEAR})(?!\\d)|(?<relative>${ENGLISH_RELATIVE})`;
const OF_YEAR = `(?:(?:,| of| in)?\\s?(?:${ENGLISH_YEAR}))`;

/** For folded text with years in Arabic digits. Every repetition is bounded. */
const FORMS: readonly RegExp[] = [
  `(?<![\\d.])(?<year>${YEAR})(?<mark>[-/.])(?<month>1[0-2]|0?[1-9])\\k<mark>(?<day>3[01]|[12]\\d|0?[1-9])(?!\\d)`,
  // 2023年上半年, 今年1—9月, 23年第三季度, 前三季度, 8月
  `(?<![\\d.]|[第十百千][一二三四五六七八九]?)(?:(?:(?<year>${YEAR})年?|(?<short>\\d{2})年|(?<relative>${CHINESE_RELATIVE}))[的度\\s]{0,2})?(?:${CHINESE_PART})`,
  // 2023年, 2023, 2019-2021年, 去年, 2023年底
  `(?<![\\d.]|\\d,)(?<year>${YEAR})(?!${COUNTED})年?(?:(?<edge>[底末初])|度)?`,
  `(?:(?<relative>${CHINESE_RELATIVE})|(?<short>\\d{2})年(?=[底末初]))(?<edge>[底末初])?`,
  `(?<plan>十[一二三四五]|1[1-5])五(?=[”"」』]?(?:时期|期间|规划|以来|末|[”"」』]))`,
  `(?:(?<last>上)|(?<next>下)|(?:本|这))个?(?<unit>月|季度)`,
  `\\b(?<which>first|second) half${OF_YEAR}?`,
  `\\bh(?<halfNumber>[12])\\s(?:${ENGLISH_YEAR})`,
  `\\b(?<ordinal>first|second|third|fourth) quarter${OF_YEAR}?`,
  `\\bq(?<quarter>[1-4])(?:${OF_YEAR})?(?![a-z\\d])`,
  `\\bfirst (?<count>${ENGLISH_COUNT}|1[01]|[2-9]) (?<counted>months|quarters)${OF_YEAR}?`,
  `\\b${ENGLISH_MONTH}\\.?\\s(?:(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s)?(?:of\\s)?(?:${ENGLISH_YEAR})`,
  `(?<=\\b(?:in|by|since|of) )${ENGLISH_MONTH}\\b`,
  `\\b(?<relative>${ENGLISH_RELATIVE})\\b`,
  `\\b(?:(?<last>last)|(?<next>next)|this) (?<unit>month|quarter)\\b`,
  `\\b1(?<planNumber>[1-5])th five-year`,
].map((source) => new RegExp(source, 'gu'));

type Fields = Readonly<Partial<Record<string, string>>>;

/** A stretch of months or a day of some year, before the year is known. */
interface Part {
  readonly first: number;
  readonly last: number;
  readonly day?: number;
}

const WHOLE_YEAR: Part = { first: 1, last: 12 };

/**
 * The periods that a text speaks of, in order and without overlap: years, halves, quarters, months, days and
 * ranges of them, relative ones (去年, 上个月, last month), five-year plans, in Chinese and English. A range
 * (2019年至2021年) is one period, and so is what has gone on since (2022年以来): up to `reference`.
 * @param folded - as `foldString` folds, with years in Arabic digits
 */
export function findPeriods(folded: string, context: PeriodContext = {}): TextPeriod[] {
  const found = FORMS.flatMap((form) =>
    Array.from(folded.matchAll(form), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      fields: match.groups ?? {},
    })),
  ).sort((a, b) => a.start - b.start || b.end - a.end);
  const periods: TextPeriod[] = [];
  let end = 0;
  for (const { fields, ...span } of found) {
    if (span.start < end) continue;
    end = span.end;
    const period = resolve(fields, context);
    if (period === null) continue;
    periods.push({ ...span, ...since(folded, span, period, context), comparison: compares(folded, span) });
  }
  return joinRanges(folded, periods);
}

type Resolved = Period & Pick<TextPeriod, 'years'>;

function resolve(fields: Fields, context: PeriodContext): Resolved | null {
  const { reference } = context;
  const plan = fields.plan === undefined ? fields.planNumber : fields.plan.replace(/^[十1]/u, '');
  if (plan !== undefined) return fiveYearPlan(plan);
  if (fields.unit !== undefined) return reference === undefined ? null : around(fields, reference);
  const part = readPart(fields);
  const year = readYear(fields, reference);
  if (year !== null) {
    const period = ofYear(part, year.value);
    return period === null ? null : { ...period, years: year.named ? [year.value] : [] };
  }
  const unresolvable = fields.relative !== undefined || reference === undefined;
  return unresolvable ? null : lastBegun(part, reference, context.ahead ?? 0);
}

function readYear(
  { year, short, relative }: Fields,
  reference: string | undefined,
): { readonly value: number; readonly named: boolean } | null {
  if (year !== undefined) return { value: Number(year), named: true };
  if (short !== undefined) return { value: Number(short) + (Number(short) > 50 ? 1900 : 2000), named: true };
  const offset = relative === undefined ? undefined : RELATIVE_YEARS.get(relative);
  if (offset === undefined || reference === undefined) return null;
  return { value: yearOf(reference) + offset, named: offset !== 0 };
}

function readPart(fields: Fields): Part {
  const { half, which, halfNumber, quarter, ordinal, quarters, first, last, count, month, name, day } =
    fields;
  const secondHalf = half === '下' || which === 'second' || halfNumber === '2';
  if (half !== undefined || which !== undefined || halfNumber !== undefined) {
    return secondHalf ? { first: 7, last: 12 } : { first: 1, last: 6 };
  }
  const quarterNumber = ordinal === undefined ? readNumber(quarter) : ORDINALS.indexOf(ordinal) + 1;
  if (quarterNumber > 0) return { first: 3 * quarterNumber - 2, last: 3 * quarterNumber };
  if (quarters !== undefined) return { first: 1, last: 3 * readNumber(quarters) };
  if (first !== undefined) return { first: readNumber(first), last: readNumber(last) };
  if (count !== undefined) {
    return { first: 1, last: Math.min(12, readNumber(count) * (fields.counted === 'quarters' ? 3 : 1)) };
  }
  const only = name === undefined ? readNumber(month) : MONTH_NAMES.indexOf(name.slice(0, 3)) + 1;
  if (only > 0) return { first: only, last: only, ...(day === undefined ? {} : { day: Number(day) }) };
  if (fields.edge === undefined) return WHOLE_YEAR;
  return fields.edge === '初' ? { first: 1, last: 1 } : { first: 12, last: 12 };
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];
const HAN_NUMBERS = '一二三四五六七八九';
const ENGLISH_NUMBERS = ENGLISH_COUNT.split('|');

/** 1 to 12 in Arabic digits, Han numerals or English; 0 for nothing. */
function readNumber(written: string | undefined): number {
  if (written === undefined) return 0;
  if (/^\d/u.test(written)) return Number(written);
  if (written === '两') return 2;
  if (/^[a-z]/u.test(written)) return ENGLISH_NUMBERS.indexOf(written) + 2;
  return written.startsWith('十')
    ? 10 + HAN_NUMBERS.indexOf(written.slice(1)) + (written === '十' ? 0 : 1)
    : HAN_NUMBERS.indexOf(written) + 1;
}

function ofYear({ first, last, day }: Part, year: number): Period | null {
  if (day !== undefined) return singleDay(year, first, day);
  return first <= last ? months(year, first, last) : null;
}

/** The last one whose last month had begun: 前三季度 in January are those of the year before. */
function lastBegun(part: Part, reference: string, ahead: number): Resolved | null {
  const limit = monthAround(reference, ahead).to;
  const here = yearOf(reference);
  const begun = [here + 1, here, here - 1].find((year) => months(year, part.last, part.last).from <= limit);
  const period = begun === undefined ? null : ofYear(part, begun);
  return period === null ? null : { ...period, years: [] };
}

function around({ unit, last, next }: Fields, reference: string): Resolved {
  const offset = last === undefined ? (next === undefined ? 0 : 1) : -1;
  if (unit === '月' || unit === 'month') return { ...monthAround(reference, offset), years: [] };
  const shifted = monthAround(reference, 3 * offset).from;
  const quarter = Math.floor((Number(shifted.slice(5, 7)) - 1) / 3);
  return { ...months(yearOf(shifted), 3 * quarter + 1, 3 * quarter + 3), years: [] };
}

/** The eleventh plan began in 2006. */
function fiveYearPlan(written: string): Resolved {
  const first = 2001 + 5 * readNumber(written);
  return { from: months(first, 1, 12).from, to: months(first + 4, 1, 12).to, years: [] };
}

/** 2022年以来, since 2022: up to the day of the speaker, where that is later. */
function since(
  folded: string,
  { start, end }: Span,
  period: Resolved,
  { reference }: PeriodContext,
): Resolved {
  const goesOn =
    /^(?:份|末|底|初)?(?:以来|至今|到现在|到目前|起)/u.test(folded.slice(end, end + 5)) ||
    folded.slice(Math.max(0, start - 6), start) === 'since ';
  return goesOn && reference !== undefined && reference > period.from ? { ...period, to: reference } : period;
}

function compares(folded: string, { start, end }: Span): boolean {
  return /[比较]$/u.test(folded.slice(0, start)) || /^[的年]?(?:同期|相比)/u.test(folded.slice(end, end + 3));
}

const RANGE = new RegExp(`^年?(?:${TO}|\\sto\\s|\\sthrough\\s)$`, 'u');

/** Two periods with nothing but 至, 到 or a dash between them are one. */
function joinRanges(folded: string, periods: readonly TextPeriod[]): TextPeriod[] {
  const joined: TextPeriod[] = [];
  for (const period of periods) {
    const before = joined.at(-1);
    if (
      before !== undefined &&
      before.from <= period.to &&
      RANGE.test(folded.slice(before.end, period.start))
    ) {
      const { start, from, years, comparison } = before;
      joined[joined.length - 1] = {
        ...period,
        ...{ start, from, comparison: comparison || period.comparison },
        years: [...new Set([...years, ...period.years])],
      };
    } else {
      joined.push(period);
    }
  }
  return joined;
}
