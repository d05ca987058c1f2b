import type { Span } from '../../domain/span.js';
import { tagWords, type TaggedWord } from '../../text/words.js';
import { findTime, leadingTime } from './time-phrase.js';

/** A Chinese question taken apart; spans of its folded text, in this order, the empty ones between their neighbours. */
export interface Clause {
  /** A time that opens it. */
  readonly time: Span;
  /** Whom or what it is about: what stands before the verb. Empty where the interrogative opens the question. */
  readonly subject: Span;
  /** Verb, with its adverbs before and complements behind, right before the interrogative. */
  readonly verb: Span;
  /** With its measure word: 多少个, 哪些. Empty, at the end, where there is none. */
  readonly interrogative: Span;
  /** What follows the interrogative. */
  readonly tail: Span;
  /** Its topic, which a pronoun stands for: the subject without what is asked of it, otherwise the object. */
  readonly topic: Span;
}

const MEASURE =
  '(?:[万亿]?(?:元|美元|人次|公里|平方米|吨)|[个条项名位次家种天岁倍座所间艘列台件块本篇门户人只辆架米年月日号点度级届届股支])?';

/** What asks, as a source for regular expressions over folded text. */
export const INTERROGATIVE =
  '为什么|为何|为啥|什么时候|什么地方|何时|何处|何地|怎么样|怎样|怎么|如何|是否|百分之几|几成|多久|' +
  `多[大高长远快重深宽](?![度型小家])|哪[些里儿]|(?:多少|哪一|哪几|几|哪)${MEASURE}|谁|什么`;

/** Words that open a follow-up and say only that it is one. */
export const OPENING = /^(?:那么|那|而|至于|换成|如果是|要是|然后|所以|但是?|再说|请问)?[,，]?(?:请问)?/u;

/** Particles that end a question and say nothing. */
export const PARTICLES = /(?<![呢呀啊吧嘛])[呢呀啊吧嘛]+$/u;

/** Whether a span holds nothing. */
export function isEmpty({ start, end }: Span): boolean {
  return end <= start;
}

const FIRST_INTERROGATIVE = new RegExp(`${INTERROGATIVE}|(?:吗|没有|与否)$`, 'u');
const COMPLEMENT = /^(?:了|过|到|至|成|为|于|达|达到|出|上|起)$/u;
const LINK = /^(?:是|有|在|与|和|由|从|叫|叫做|位于|对|向|被|给|用|以|按|靠)$/u;
const ADVERB =
  /^(?:共|一共|总共|累计|已|已经|可以|可|能|能够|会|将|要|应|应该|应当|需|需要|必须|都|还|也|主要|分别|究竟|到底|大约|约|具体|平均|最终|最后|首次|又|曾|曾经|均|就|才|最早|最多|至少)$/u;
const PREPOSITION = /^(?:把|将|被|让|由|通过|向|对|从|在|按照|根据)$/u;
/** What is asked of a topic, and is not the topic: the size, the name, the theme of it. */
const ATTRIBUTE =
  /的?(?:总?(?:投资额?|规模|产量|产值|销量|销售额|数量|人数|长|长度|面积|人口|金额|费用|成本|价格|票价|收入|吞吐量|客流量|运量|高度|深度|重量|数|量|额)|占地面积|全长|号码|电话|地址|主题|名称|名字|全称|简称|英文名|目的|目标|意义|作用|特点|要求|流程|条件|原因|时间|地点|内容|期限|定义|意思|情况|总部|吉祥物)$/u;

interface Token extends TaggedWord, Span {}

/** Takes a folded Chinese question apart, by its first interrogative and the part of speech of its words. */
export function parseClause(folded: string): Clause {
  const match = FIRST_INTERROGATIVE.exec(folded);
  const asked = match === null ? folded.length : match.index;
  const tail = asked + (match?.[0].length ?? 0);
  const clauseStart = Math.max(
    0,
    ...Array.from(folded.slice(0, asked).matchAll(/[,;:，；：]/gu), ({ index }) => index + 1),
  );
  const timeEnd = clauseStart + leadingTime(folded.slice(clauseStart, asked));
  // 春节是哪天 is about the time itself.
  const start = /^(?:是|有|$)/u.test(folded.slice(timeEnd, asked)) ? clauseStart : timeEnd;
  const tokens = tokensOf(folded, start, asked);
  const verb = match === null ? firstVerb(tokens, asked) : verbBefore(tokens, asked);
  const subject = { start, end: nounEnd(folded, tokens, verb) };
  const clause = {
    time: { start: clauseStart, end: start },
    subject,
    verb: { start: verb, end: asked },
    interrogative: { start: asked, end: tail },
    tail: { start: tail, end: folded.length },
  };
  const topic = subject.end > subject.start ? withoutAttribute(folded, subject) : objectOf(folded, tail);
  return { ...clause, topic };
}

/** The words of a part of a text, with their offsets in the whole. */
export function tokensOf(folded: string, start: number, end: number): Token[] {
  let at = start;
  return tagWords(folded.slice(start, end)).map((token) => {
    const from = at;
    at += token.word.length;
    return { word: token.word, tag: token.tag, start: from, end: at };
  });
}

/** Where the verb begins that stands right before the interrogative, or `end`. */
function verbBefore(tokens: readonly Token[], end: number): number {
  let i = tokens.length;
  const word = (): string => tokens[i - 1]?.word ?? '';
  while (i > 1 && COMPLEMENT.test(word())) i--;
  if (
    i > 0 &&
    (LINK.test(word()) || tokens[i - 1]?.tag.startsWith('v') === true) &&
    !isNominal(tokens, i - 1)
  )
    i--;
  while (i > 0 && ADVERB.test(word())) i--;
  return tokens[i]?.start ?? end;
}

/** 总投资, 年销售: a verb that something of a noun stands before is a noun. */
function isNominal(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.tag === 'vn' && /^(?:总|年|月|日|净|的)$/u.test(tokens[index - 1]?.word ?? '');
}

/** Where the first verb after a noun begins, for questions without an interrogative. */
function firstVerb(tokens: readonly Token[], end: number): number {
  const index = tokens.findIndex(
    ({ word, tag }, i) => i > 0 && (tag === 'v' || LINK.test(word) || ADVERB.test(word)),
  );
  return tokens[index]?.start ?? end;
}

/** Where the subject ends: before a preposition or a time that stands between it and the verb. */
function nounEnd(folded: string, tokens: readonly Token[], verb: number): number {
  const start = tokens[0]?.start ?? verb;
  const preposition = tokens.find(({ word }, i) => i > 0 && PREPOSITION.test(word));
  const end = Math.min(verb, preposition?.start ?? verb);
  return start + (findTime(folded.slice(start, end))?.start ?? end - start);
}

function withoutAttribute(folded: string, { start, end }: Span): Span {
  const subject = folded.slice(start, end);
  const length = subject.replace(ATTRIBUTE, '').length;
  return { start, end: length >= 2 ? start + length : end };
}

/** What follows the verb after an interrogative that opens the question: 这座桥 of 谁设计了这座桥. */
function objectOf(folded: string, from: number): Span {
  const tokens = tokensOf(folded, from, folded.length);
  let verb = tokens.findIndex(({ word, tag }) => (tag === 'v' || word === '是') && !ADVERB.test(word));
  if (verb >= 0) while (COMPLEMENT.test(tokens[verb + 1]?.word ?? '')) verb++;
  const start = tokens[verb + 1]?.start ?? (verb < 0 ? from : folded.length);
  const object = folded.slice(start).replace(/(?<![的吗呢了])[的吗呢了]+$/u, '');
  return { start, end: start + object.length };
}
