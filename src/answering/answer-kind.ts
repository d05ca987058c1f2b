import type { AnswerKind, Question } from '../retrieval/question.js';
import type { Span } from '../domain/span.js';
import { tagWords } from '../text/words.js';

/** A number in folded text, with the unit or counted thing right after it; not the 一 of 统一, 单一, 之一. */
const NUMBER =
  /(?:[第约近超]?(?:\d[\d,]*(?:\.\d+)?|(?<![统单唯同之专])[〇零一二三四五六七八九十百千万亿两半]+)(?:余|多|几)?)(?:%|‰|[\p{L}]{0,4})/gu;
/** Han digits that are part of a word and no count: 一些, 一样, 统一, 十分. */
const NO_NUMBER =
  /^(?:一(?:些|样|般|致|直|定|起|切|同|度|旦|方面|系列|下|边|面|体|带)|十分|万一|百姓|千万别|半岛)/u;

/** What shows, in folded text, that a sentence holds an answer of a kind. `null`: nothing to look for. */
const EVIDENCE: Readonly<Record<AnswerKind, RegExp | null>> = {
  number: null,
  date: /\d{3,4}\s*年|\d{1,2}\s*月|\d{1,2}\s*日|世纪|[〇零一二三四五六七八九]{4}年|时期|年间|朝|年代|星期|周[一二三四五六日]|\b(?:19|20)\d{2}\b/u,
  person:
    /先生|女士|教授|博士|总统|主席|司长|署长|部长|局长|主任|院士|记者|导演|将军|皇帝|国王|[\p{L}]·[\p{L}]|\b[a-z]+ [a-z]+\b/u,
  place: /[省市县区州国岛镇乡村港湾山河湖海洋路街]|位于|地处|坐落|\bin [a-z]+/u,
  list: /、.*、|[一首]是.*二是|包括|分别|以及|其中|;|,[^,\n]*,.* and /u,
  definition: /是指|指的是|是一[种个项类]|称为|称作|叫做?|即|又名|简称|概括|所谓|也就是|意[为指思]|是/u,
  reason: /因为|由于|因此|因而|原因|为了|所以|导致|使得|造成|以便|为.{1,12},|because|due to/u,
  manner: /通过|采用|利用|实行|推[行进]|以.{1,10}方式|用.{1,8}[来进]|先[^先\n]*[再后]|方式|by /u,
  'yes-no': null,
  other: null,
};

/** A number found in folded text. */
export interface FoundNumber extends Span {
  readonly text: string;
}

/** Numbers of folded text that could answer: not those that the question itself names. */
export function answeringNumbers(folded: string, question: Question): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of folded.matchAll(NUMBER)) {
    const text = match[0];
    if (NO_NUMBER.test(text)) continue;
    const digits = /[\d.,]+/u.exec(text)?.[0];
    if (digits !== undefined && question.terms.includes(digits)) continue;
    found.push({ start: match.index, end: match.index + text.length, text });
  }
  return found;
}

/** 1 where folded text shows an answer of the kind that is asked for, 0 where it does not or nothing shows. */
export function kindEvidence(folded: string, question: Question): number {
  if (question.kind === 'number') return answeringNumbers(folded, question).length > 0 ? 1 : 0;
  return EVIDENCE[question.kind]?.test(folded) === true ? 1 : 0;
}

/** Signs of measure between a number and what it counts, and particles around a question's slot. */
const FILLER = /^(?:余|多|个|了)/u;
const PARTICLES = /(?<![了是为达到有共约在与的])[了是为达到有共约在与的]+$/u;

/**
 * How well a number in folded text stands where the question's interrogative stands, 0 to 1: “多少个部门”
 * looks for a number before 个部门, “增长多少” for one after 增长. 0 for questions that ask no number.
 */
export function slotFit(folded: string, question: Question): number {
  if (question.kind !== 'number' && question.kind !== 'date') return 0;
  const numbers = answeringNumbers(folded, question);
  if (numbers.length === 0) return 0;
  const after = question.slot.after.replace(FILLER, '');
  const before = question.slot.before.replace(PARTICLES, '').slice(-2);
  return Math.max(
    ...numbers.map((number) => Math.max(fitAfter(folded, number, after), fitBefore(folded, number, before))),
  );
}

function fitAfter(folded: string, number: FoundNumber, after: string): number {
  if (after.length === 0) return 0;
  const tail = folded.slice(number.start, number.end + 6);
  if (after.length >= 2 && tail.includes(after.slice(0, 2))) return 1;
  return tail.includes(after.slice(0, 1)) ? 0.5 : 0;
}

function fitBefore(folded: string, number: FoundNumber, before: string): number {
  if (before.length < 2) return 0;
  const at = folded.slice(Math.max(0, number.start - 8), number.start).lastIndexOf(before);
  return at >= 0 ? 1 : 0;
}

const ASKS_YEAR = /哪一?年|什么年|何年|\b(?:what|which) year\b/u;

/** 1 where folded text names a year and the question asks for one. */
export function yearEvidence(folded: string, question: Question): number {
  return ASKS_YEAR.test(question.folded) && /\d{3,4}年/u.test(folded) ? 1 : 0;
}

/** Whether folded text names a person, or a place, that the question does not, where it asks for one. */
export function namedAnswer(
  folded: string,
  question: Question,
): { readonly 'name.person'?: 1; readonly 'name.place'?: 1 } {
  if (question.kind !== 'person' && question.kind !== 'place') return {};
  const isAsked = (tag: string): boolean =>
    question.kind === 'person' ? tag.startsWith('nr') : tag === 'ns';
  const found = tagWords(folded).some(
    ({ word, tag }) => word.length > 1 && isAsked(tag) && !question.folded.includes(word),
  );
  return found ? { [`name.${question.kind}`]: 1 } : {};
}
