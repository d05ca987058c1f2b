import type { Span } from '../../domain/span.js';
import type { SourceText } from './source-text.js';

const DIGIT = '[\\d一二三四五六七八九十〇零]';
const YEAR = `(?:\\d{4}|[〇零一二三四五六七八九]{4})年度?|[去今前明后当]年|民国${DIGIT}{1,4}年|“?十[一二三四五]五”?(?:时期|期间)?`;
const PART =
  `[上下]半年|第?[一二三四1-4]季度|前${DIGIT}{1,2}(?:个月|个?季度)|${DIGIT}{1,2}月份?(?:${DIGIT}{1,3}[日号])?|` +
  '年[初中底末]|全年|(?:春节|元旦|清明|五一|端午|中秋|国庆|双十一|暑期|寒假|暑假)(?:节|假期|长假|小长假|黄金周)?';
const MOMENT = '[去上前]年同期|现在|目前|当前|如今|眼下|最近|[今昨明]天|[上本这下]个?(?:周|星期|月|季度)';

/** A time in a question: a year with or without a part of it, a part alone, or a moment relative to today. */
const TIME = `(?<moment>${MOMENT})|(?<year>${YEAR})(?<part>${PART})?|(?<lonePart>${PART})`;
const FIRST_TIME = new RegExp(TIME, 'u');
const WHOLE_TIME = new RegExp(`^(?:在|到)?(?:${TIME})(?:的?时候|时|期间|内|里|份|[初底末])?$`, 'u');
const LEADING_TIME = new RegExp(`^在?(?:${TIME})(?:的时候|[,，])?`, 'u');

/** Whether a folded Chinese phrase is a time and nothing else. */
export function isTime(folded: string): boolean {
  return WHOLE_TIME.test(folded);
}

/** Length of the time that opens a folded Chinese text; 0 where none does. */
export function leadingTime(folded: string): number {
  return LEADING_TIME.exec(folded)?.[0].length ?? 0;
}

/** The first time in a folded Chinese text. */
export function findTime(folded: string): Span | null {
  const match = FIRST_TIME.exec(folded);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

/**
 * A question with another time: a year takes the place of the year, a part of a year that of the part, so that
 * the first half of 2024 after “2023年呢” is that of 2023. Without a time in the question, it is opened by it.
 * @param phrase - what {@link isTime} accepts
 */
export function withTime(question: SourceText, phrase: SourceText): string {
  const before = timeParts(question);
  const now = timeParts(phrase);
  const year = now.year === '' ? before.year : now.year;
  const part = now.part === '' ? before.part : now.part;
  const time = now.moment === '' ? year + part : now.moment;
  return question.written(0, before.start) + time + question.written(before.end);
}

/** A time as written; what is missing is empty, and a missing time stands at the start. */
interface TimeParts extends Span {
  readonly year: string;
  readonly part: string;
  readonly moment: string;
}

function timeParts(source: SourceText): TimeParts {
  const match = FIRST_TIME.exec(source.folded);
  if (match === null) return { start: 0, end: 0, year: '', part: '', moment: '' };
  const { year = '', moment = '' } = match.groups ?? {};
  const start = match.index;
  const end = start + match[0].length;
  const yearEnd = moment === '' ? start + year.length : end;
  return {
    start,
    end,
    year: moment === '' ? source.written(start, yearEnd) : '',
    part: source.written(yearEnd, end),
    moment: moment === '' ? '' : source.written(start, end),
  };
}
