import type { Span } from '../../domain/span.js';
import {
  INTERROGATIVE,
  isEmpty,
  OPENING,
  PARTICLES,
  parseClause,
  tokensOf,
  type Clause,
} from './chinese-clause.js';
import type { Completion } from './completion.js';
import type { SourceText } from './source-text.js';
import { leadingTime } from './time-phrase.js';

const PRONOUN =
  /(?<![其吉维])(?:[它他她]们?(?![山乡人国日杀律])的?|(?:该|此|上述|[这那](?:[个些项座家种款部本位条所艘列辆架台片幅栋场届头]|一[个项座家种]))(?=\p{Script=Han}))|(?<=^|[,，])其(?![他它中实余次间后他])/u;
/** What 该 and 这 stand before without naming it: any topic can be called so. */
const GENERIC =
  /^(?:平台|系统|项目|工程|政策|措施|模式|制度|机制|计划|方案|活动|会议|机构|组织|公司|企业|中心|部门|地区|地方|城市|国家|产品|技术|标准|规定|办法|法规|法律|数字|数据|指标|服务|业务|行动|协定|协议|倡议|博物馆|学校|大学|医院|机场|港口|车站|景点|城区|岛|桥|书|片子|电影|人|船|列车|车|飞机|建筑|楼|路|河|湖|山|树|动物|植物|药|比赛|展览|节目)/u;
const TIME_WORD = /^(?:时候|时|月|年|天|星期|周|季度|阶段|期间|里|次|样|么|边)/u;

/** Completes a question in which a pronoun stands for what the one before was about; `null` for any other. */
export function completeReference(question: SourceText, before: SourceText): Completion | null {
  const match = PRONOUN.exec(question.folded);
  if (match === null || namesSomething(question.folded.slice(0, match.index))) return null;
  const clause = parseClause(before.folded);
  const at = match.index + match[0].length;
  const pronoun = match[0];
  const rest = question.folded.slice(at);
  if (rest.replace(PARTICLES, '').length < 2) return null;
  const refersByName = /^[该此上这那]/u.test(pronoun);
  const reference = refersByName
    ? named(rest, before.folded, clause)
    : { span: /[他她]/u.test(pronoun) ? personIn(before.folded, clause) : clause.topic, skip: 0 };
  if (reference === null || isEmpty(reference.span)) return null;
  const particle = /的$|^其/u.test(pronoun) ? '的' : '';
  const start = match.index === 0 ? 0 : (OPENING.exec(question.folded)?.[0].length ?? 0);
  const text =
    question.written(start, match.index) +
    before.written(reference.span.start, reference.span.end) +
    particle +
    question.written(at + reference.skip);
  return { text, kind: 'reference' };
}

/** What 该平台 refers to: the part of the question before that ends in the noun, or for a general noun its topic. */
function named(rest: string, before: string, clause: Clause): { span: Span; skip: number } | null {
  if (TIME_WORD.test(rest)) return null;
  const [first, second] = tokensOf(rest, 0, rest.length);
  for (const skip of [second?.end, first?.end]) {
    if (skip === undefined) continue;
    const span = endingIn(before, clause, rest.slice(0, skip));
    if (span !== null) return { span, skip };
  }
  const general = GENERIC.exec(rest)?.[0];
  return general === undefined ? null : { span: clause.topic, skip: general.length };
}

const OFFICE = /(?:[长人者员师家]|总统|主席|总理|教授|院士|冠军)$/u;

/** A person by name or office: 李白 of 李白的故乡, but the whole of 学院的院长. */
function personIn(before: string, { subject, topic }: Clause): Span {
  const { start, end } = isEmpty(subject) ? topic : subject;
  if (OFFICE.test(before.slice(start, end))) return { start, end };
  const owned = before.slice(start, end).indexOf('的');
  return { start, end: owned > 0 ? start + owned : end };
}

function endingIn(before: string, { subject, topic }: Clause, noun: string): Span | null {
  for (const { start, end } of [topic, subject]) {
    const at = before.slice(start, end).lastIndexOf(noun);
    if (at >= 0 && noun.length >= 2) return { start, end: start + at + noun.length };
  }
  return null;
}

/** Whether something stands before a pronoun that it may stand for. */
function namesSomething(opening: string): boolean {
  const bare = opening.replace(OPENING, '');
  const rest = bare.slice(leadingTime(bare)).replace(new RegExp(INTERROGATIVE, 'gu'), '');
  return tokensOf(rest, 0, rest.length).some(
    ({ word, tag }) => /^(?:n|eng|j|l|i|vn)/u.test(tag) || /^x\p{Script=Han}/u.test(tag + word),
  );
}
