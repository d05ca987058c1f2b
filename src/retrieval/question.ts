import type { Span } from '../domain/span.js';
import { findPeriods, type TextPeriod } from '../text/find-periods.js';
import { foldString } from '../text/fold.js';
import { arabicYears } from '../text/numbers.js';
import { analyse } from '../text/analyse.js';
import type { Translation } from './translation.js';

/** What kind of thing a question asks for. */
export type AnswerKind =
  'number' | 'date' | 'person' | 'place' | 'list' | 'definition' | 'reason' | 'manner' | 'yes-no' | 'other';

/** A question as the bot understands it. */
export interface Question {
  /** As asked, without white space around it. */
  readonly text: string;
  /** Folded: NFKC, Simplified, lower case; years in Arabic digits. */
  readonly folded: string;
  /** Terms for the lexical index: those of the question without its interrogative words. */
  readonly terms: readonly string[];
  readonly kind: AnswerKind;
  /**
   * What stands right before and after the interrogative word, folded, at most four characters each: in
   * “与多少个部门对接” `与` and `个部门对`. The answer often stands in the same place. Empty where there is none.
   */
  readonly slot: { readonly before: string; readonly after: string };
  /** Where the interrogative word stands in `folded`, or `null`. */
  readonly interrogative: Span | null;
  /** Two Han characters that name what is asked for: 模式 of 什么模式, 主题 of 主题是什么. Empty where none shows. */
  readonly focus: string;
  /** Phrases in quotation marks, folded. */
  readonly phrases: readonly string[];
  /** Years that the question names, ascending. */
  readonly years: readonly number[];
  /** Periods that the question is about, as they are named: years, months, quarters, ranges, 去年, 上个月. */
  readonly periods: readonly TextPeriod[];
  /**
   * Whether it asks for what holds now or came last. So does 今年: where there is no article of this year, the
   * newest is meant.
   */
  readonly wantsLatest: boolean;
  /** What the question has beside its terms where it was asked in another language than they are in. */
  readonly translation?: Translation;
}

/** In order: the first that matches decides. Written for folded text (Simplified, lower case). */
const KINDS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'date',
    /何时|几时|什么时(?:候|间|期)|哪一?[年天日月]|[是在于]几[年月号日]|\bwhen\b|\b(?:what|which) (?:year|date|day|month)\b/u,
  ],
  [
    'number',
    /多少|百分之几|几成|[有共为约]几|几(?:[个条项名位次家种天岁倍万亿人座所年月]|大|点)|第几|多[大高长久远快重深宽]|\bhow (?:many|much|long|far|fast|large|big|old|often)\b|\bwhat (?:percentage|share|number)\b/u,
  ],
  ['person', /谁|何人|哪一?[位名]|什么人|\bwho(?:se|m)?\b/u],
  [
    'place',
    /哪里|哪儿|何处|在哪|何地|什么地方|哪一?[个座](?:国家|城市|省份?|地区|县|市|区|岛|州|地方)|哪国|\bwhere\b|\bwhich (?:country|city|province|place)\b/u,
  ],
  ['list', /哪些|哪[几两三四五六七八九十]|\bwhich (?:\w+ )?\w+s\b|\blist\b/u],
  ['reason', /为什么|为何|何以|原因|缘故|\bwhy\b/u],
  ['definition', /什么是|何谓|是(?:指)?什么|指的?是?什么|叫做?什么|什么意思|\bwhat (?:is|are|does)\b/u],
  ['manner', /怎么|怎样|如何|\bhow\b/u],
  ['yes-no', /[吗嘛]|是否|能不能|可不可以|有没有|是不是|会不会/u],
];

/** Words that ask, and say nothing of what is asked about. */
const INTERROGATIVE =
  /为什么|什么(?:时候|地方|样的?|是)?|百分之几|多少(?=.)|多少|多久|哪(?:一个|一些|一|些|个|里|儿|几)?|为何|何时|何处|何(?=[年人种])|谁|怎么样?|怎样|如何|是否|能不能|有没有|请问|告诉我|几(?=[个条项名位次家种天岁倍年月日号])|[吗呢]|\b(?:what|which|who|when|where|why|how (?:many|much|long|far|fast)|how|is|are|was|were|do|does|did|the|a|an|of|to|in|on|for|with|and|have|has|had|be|it|its|by|at|from)\b/gu;

const QUOTED = /[“"「『]([^”"」』]{2,40})[”"」』]/gu;
const LATEST =
  /现在|目前|当前|如今|眼下|最新|最近|最后一次|今年|\b(?:now|this year|current(?:ly)?|latest|today|recent(?:ly)?|so far)\b/u;

/** Longest question that is looked at, in UTF-16 code units; what is beyond it is ignored. */
export const MAX_QUESTION_LENGTH = 1000;

/**
 * Reads a question. Any string is accepted; an empty one gives no terms.
 * @param today - `YYYY-MM-DD`; with it, 去年, 上个月 and “last year” are known, and which August 8月 is
 */
export function understandQuestion(text: string, today?: string): Question {
  const trimmed = text.slice(0, MAX_QUESTION_LENGTH).trim();
  const folded = arabicYears(foldString(trimmed));
  const interrogative = findInterrogative(folded);
  const slot = findSlot(folded, interrogative);
  const periods = findPeriods(folded, { reference: today });
  return {
    text: trimmed,
    folded,
    terms: questionTerms(folded),
    kind: KINDS.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other',
    slot,
    interrogative,
    focus: findFocus(slot),
    phrases: Array.from(folded.matchAll(QUOTED), ([, phrase]) => phrase ?? ''),
    years: [...new Set(periods.flatMap(({ years }) => years))].sort((a, b) => a - b),
    periods,
    wantsLatest: LATEST.test(folded),
  };
}

/** A question that is nothing but interrogative words keeps them: better a weak search than none. */
function questionTerms(folded: string): string[] {
  const terms = analyse(folded.replaceAll(INTERROGATIVE, '，'));
  return terms.length > 0 ? terms : analyse(folded);
}

const SLOT_WORD =
  /多少|百分之几|几(?=[个条项名位次家种天岁倍年月日号座所人大])|多[大高长久远快重]|什么(?:时候|地方|样的?)?|哪(?:一个|一些|一|些|个|几|里|儿|年|位|名|座|所)?|谁|何[时处地人]?|为何|怎么样?|怎样|如何/u;
const SLOT_LENGTH = 4;

function findInterrogative(folded: string): Span | null {
  const match = SLOT_WORD.exec(folded);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

function findSlot(folded: string, interrogative: Span | null): Question['slot'] {
  if (interrogative === null) return { before: '', after: '' };
  const before = folded.slice(0, interrogative.start);
  const after = folded.slice(interrogative.end);
  return {
    before: /(?<![\p{L}\p{N}])[\p{L}\p{N}]*$/u.exec(before)?.[0].slice(-SLOT_LENGTH) ?? '',
    after: /^[\p{L}\p{N}]*/u.exec(after)?.[0].slice(0, SLOT_LENGTH) ?? '',
  };
}

/** Measure words and particles around an interrogative. */
const MEASURE = /^(?:样的?|种|个|条|项|次|位|名|家|些|大|点|类|方面)/u;
const COPULA = /(?<![的是指有为了在叫]|叫做)(?:[的是指有为了在]|叫做?)+$/u;

function findFocus({ before, after }: Question['slot']): string {
  const behind = /^\p{Script=Han}{2}/u.exec(after.replace(MEASURE, ''))?.[0];
  return behind ?? /\p{Script=Han}{2}$/u.exec(before.replace(COPULA, ''))?.[0] ?? '';
}
