import type { FullDate } from '../text/dates.js';
import { findDates, isFullDate } from '../text/dates.js';
import { isOutletName, toAuthor, toPublisher, toUrl } from './clues.js';
import { isNavigation } from './furniture.js';

/** What a line between the title and the text says of an article: “2024-07-31 08:00 来源：某报 作者：某人”. */
export interface Credit {
  readonly date: FullDate | null;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly url: string | null;
}

/** Longest line that is read, in UTF-16 code units. */
const MAX_LINE = 140;
const NAME = String.raw`[\p{Script=Han}·]{2,4}(?![\p{Script=Han}:：])`;
const SOURCE =
  /(?:(?:文章|信息|稿件|内容|新闻)?来源|稿源|出处|转自|\bSource)\s?[:：]\s?([^\s|｜:：;；,，()（）]{2,40}(?:[（(][^\s()（）]{1,12}[)）])?)/iu;
const LABELLED_AUTHOR = new RegExp(
  String.raw`(?:作者|撰文|撰稿|采写|(?:^|[\s(（])文)\s?[:：/／|｜丨]\s?(?:\S{0,10}记者[:：\s]?\s?)?([\p{L}·]{2,20}(?:[\s、，,]+${NAME}){0,5})`,
  'u',
);
const REPORTER = new RegExp(
  String.raw`^[（(【]?\s?\S{0,14}?(?:记者|通讯员|评论员|特派员|特约撰稿人)\s?[:：|｜丨/]?\s?((?:${NAME})(?:[\s、，,]+${NAME}){0,7})`,
  'u',
);
const ENGLISH_BYLINE = /^By\s+((?:\p{Lu}[\p{L}.'’-]*\s?){1,5}(?:(?:,|and)\s+(?:\p{Lu}[\p{L}.'’-]*\s?){1,5})?)/u;
const PAPER = /《\s?([\p{Script=Han}·\s]{2,20}?)\s?》|^([\p{Script=Han}·]{2,15}(?:报|刊|周刊|时报))(?=[\s（(])/u;
/** Who edited is no author. */
const EDITOR = /\S{0,6}(?:责任编辑|责编|编辑|校对)\s?[:：|｜丨/]?\s?[\p{Script=Han}]{2,4}(?!\p{Script=Han})/gu;
/** Labels, counters and places that fill such lines and name nothing. */
const FILLER =
  /(?:发布|更新|发表|刊发|成文|创建|编辑)?(?:时间|日期)\s?[:：]?|发[布表]于|更新于|(?:阅读|浏览|点击|访问|评论|点赞|分享)(?:[次人]?数|量|次)?\s?[:：]?\s?[\d,.万+]*\s?次?|(?:栏目|分类|标签|频道)\s?[:：]\s?\S{1,12}|第?\s?[A-Z]?\d{1,3}\s?版|星期[一二三四五六日天]|北京时间|字[号体]\s?[:：]?|[大中小]|\S{0,6}(?:摄影)?报道|发自\S{2,4}|Published|Updated|Posted|\bon\b|\bat\b/giu;
/** Words that follow 记者 without being names. */
const NO_NAME = /^(?:手记|观察|调查|述评|提问|视角|来信|从|在|了解|获悉|注意到|发现|采访|报道|表示)/u;

/**
 * Reads a line of credits: nothing in it but a date, the publisher, names and their labels. `null` for any
 * other line.
 */
export function readCredit(line: string): Credit | null {
  if (line.length > MAX_LINE || /[。！？!?；]/u.test(line)) return null;
  const original = /^(?:原文|本文|来源)?(?:链接|地址|网址|URL)\s?[:：]\s?(\S+)$/iu.exec(line);
  if (original !== null) return { date: null, publisher: null, author: null, url: toUrl(original[1]) };
  let rest = line.replace(EDITOR, ' ');
  const take = (pattern: RegExp): string | null => {
    const match = pattern.exec(rest);
    if (match === null) return null;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match[1] ?? match[2] ?? '';
  };
  const reporter = REPORTER.exec(rest)?.[1];
  const author =
    take(LABELLED_AUTHOR) ?? (reporter !== undefined && NO_NAME.test(reporter) ? null : take(REPORTER)) ?? take(ENGLISH_BYLINE);
  const date = findDates(line).find(isFullDate) ?? null;
  if (date !== null) rest = rest.replace(line.slice(date.start, date.end), ' ');
  const publisher = take(SOURCE) ?? take(PAPER);
  rest = rest.replace(FILLER, ' ').trim();
  const credit = { date, publisher: toPublisher(publisher), author: joinNames(author), url: null };
  if (author === null && date === null && publisher === null) return null;
  if (!/[\p{L}\d]/u.test(rest) || isNavigation(rest)) return credit;
  if (date === null) return null;
  const name = rest.replace(/^[\s|｜/·—-]+|[\s|｜/·—-]+$/gu, '');
  if (publisher === null && isOutletName(name)) return { ...credit, publisher: toPublisher(name) };
  return author === null && /^[\p{Script=Han}·]{2,4}$/u.test(name) ? { ...credit, author: toAuthor(name) } : null;
}

function joinNames(names: string | null): string | null {
  const people = names?.replace(/(?:通讯员|记者|实习生|摄影)[\s:：]*/gu, '').trim();
  return toAuthor(people?.replace(/(?<=\p{Script=Han})[\s、，,]+(?=\p{Script=Han})/gu, '、'));
}
