import type { Question } from '../retrieval/question.js';

/** What a question asks to measure, and how an answer in numbers is then counted. In order: the first decides. */
const MEASURES: readonly (readonly [asks: RegExp, answers: RegExp])[] = [
  [
    /百分之几|几成|百分点|[\p{L}]率|占比|比例|比重|幅度|增幅|降幅|\bpercentage\b|\brate\b/u,
    /%|‰|百分|[一二三四五六七八九两\d]成|倍|基点/u,
  ],
  [/号码|电话|\bphone\b/u, /\d{5}/u],
  [/多少岁|几岁|年龄|年纪|多大岁数|\bhow old\b/u, /岁|周年|\byears?\b/u],
  [
    /多少钱|多少[\p{L}]{0,2}元|价格|票价|房价|工资|薪水|费用|资金|投资|总值|总额|货值|金额|收入|成本|造价|市值|交多少[\p{L}]{0,3}[税费]|\bhow much\b|\bcost\b|\bprice\b/u,
    /元|美金|镑|法郎|卢布|卢比|[万亿千百\d]块|[$€£¥￥]|免费|\b(?:usd|rmb|cny|dollars?|yuan|euros?|pounds?)\b/u,
  ],
  [
    /多久|多长时间|多少(?:年|天|日|小时|分钟|个?月|周|秒)|几(?:年|天|小时|分钟|个月|周|秒)|\bhow long\b/u,
    /年|月|日|天|时|分|秒|周|星期|\b(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b/u,
  ],
  [
    /多远|多长|多高|多深|多宽|海拔|长度|高度|\bhow (?:far|high|deep|tall|wide)\b/u,
    /米|里|尺|寸|丈|km|英寻|\bm\b|\b(?:miles?|feet|met(?:er|re)s?)\b/u,
  ],
  [/多重|重量|\bhow heavy\b/u, /吨|克|斤|磅|kg|\b(?:tons?|tonnes?)\b/u],
  [/温度|气温|多少度/u, /度|℃|°/u],
  [/面积/u, /平方|公顷|亩|km|㎡/u],
];

/**
 * Whether folded text has a number in the unit that a question asks for: 1 where it has, 0 where it has not,
 * `null` where the question does not tell its unit.
 */
export function unitEvidence(folded: string, question: Question): 0 | 1 | null {
  if (question.kind !== 'number') return null;
  const measure = MEASURES.find(([asks]) => asks.test(question.folded));
  if (measure === undefined) return null;
  return NUMBER.test(folded) && measure[1].test(folded) ? 1 : 0;
}

const NUMBER = /[\d〇零一二三四五六七八九十百千万亿两半]/u;
