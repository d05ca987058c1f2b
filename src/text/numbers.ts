import type { Span } from '../domain/span.js';
import { evaluateNumeral, shiftDecimal } from './numerals.js';

const HAN_DIGITS = '〇一二三四五六七八九';

/**
 * Writes years in Han digits (二〇二一年, 二零二一年) in Arabic ones. The length of the text stays the same.
 * @param text - folded: Simplified
 */
export function arabicYears(text: string): string {
  return text.replaceAll(/[〇○零一二三四五六七八九]{4}(?=年)/gu, (digits) =>
    Array.from(digits, (digit) => Math.max(0, HAN_DIGITS.indexOf(digit))).join(''),
  );
}

/** A number in a text, whatever it is written in. */
export interface WrittenNumber extends Span {
  /** In plain decimal digits: `35000` for 3.5万, 3万5千 and 三万五千; `30` for 30%, 百分之三十 and 三成. */
  readonly value: string;
  /** What it is parts of: a hundred (30%, 百分之三十, 三成), a thousand, or nothing. */
  readonly sign: '' | '%' | '‰';
}

const ARABIC = String.raw`(?:\d{1,3}(?:,\d{3}){1,8}(?!,?\d)|\d+)(?:\.\d+)?`;
const DIGIT = '[〇○零一二两三四五六七八九]';
/** In “20 多万” a space and 多 stand between the number and what it is counted in. */
const UNIT = String.raw`(?:(?<=\d) )?(?:[多余] ?)?[万亿]|[多余]?[十百千]`;
/** The decimals of 三点五; in 三点五十分 and 三点五分 it is a time. */
const DECIMALS = `点(?:${DIGIT}){1,8}(?!${DIGIT}|[十百千分刻])`;
/**
 * Not inside a word, a version or a code. Bounded: what is longer is a list of digits. Nothing has to follow
 * the numeral, so that matching never goes back.
 */
const NUMBER = new RegExp(
  String.raw`(?<![a-z\d_]\.?)(?<share>[百千]分之)?(?<numeral>(?=\d|${DIGIT}|[十百千万])(?:${ARABIC}|${DIGIT}|${UNIT}|${DECIMALS}){1,32})` +
    String.raw`(?<after>[%‰]| ?(?:thousand|(?:m|b|tr)illion)\b)?`,
  'gu',
);
const ENGLISH_PLACES: Readonly<Record<string, number>> = {
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
};
const SHARE_SIGNS: Readonly<Record<string, WrittenNumber['sign']>> = {
  百分之: '%',
  千分之: '‰',
  '%': '%',
  '‰': '‰',
};
/** Tenths, where what stands around leaves no other reading: not in 分成三成员组, 一成不变, 刚一成立. */
const TENTHS =
  /(?<=[约近超过达占到有降增高低的]|^|[^\p{L}\p{N}])([一二三四五六七八九])成([一二三四五六七八九]|半)?(?=[的多以左上]|[^\p{L}\p{N}]|$)/gu;

/**
 * The numbers in a text, in order and without overlap: Arabic ones, with thousands separators and decimals,
 * Chinese numerals (三万五千, 二〇二一, 三点五), both mixed (3.5万, 3万5千, 20 多万亿), with English powers
 * (1.2 million), and shares (30%, 百分之三十, 三成). A single Han digit, or 百, 千, 万, 亿 alone, is no
 * number: it is more often part of a word (统一, 三明治, 万一); 十 is one where it counts something. What is
 * not one number (三四十, 万千) is none.
 * @param text - folded: half width, Simplified, lower case
 */
export function findNumbers(text: string): WrittenNumber[] {
  const found: WrittenNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const number = readNumber(match, text);
    if (number !== null) found.push(number);
  }
  for (const match of text.matchAll(TENTHS)) {
    const tenths = HAN_DIGITS.indexOf(match[1] ?? '');
    const hundredths = match[2] === '半' ? 5 : Math.max(0, HAN_DIGITS.indexOf(match[2] ?? ''));
    const span = { start: match.index, end: match.index + match[0].length };
    found.push({ ...span, value: String(10 * tenths + hundredths), sign: '%' });
  }
  return found.sort((a, b) => a.start - b.start);
}

function readNumber(match: RegExpExecArray, text: string): WrittenNumber | null {
  const { share = '', numeral = '', after = '' } = match.groups ?? {};
  const start = match.index;
  const numeralEnd = start + share.length + numeral.length;
  const span = { start, end: numeralEnd + after.length };
  const sign = SHARE_SIGNS[after] ?? SHARE_SIGNS[share] ?? '';
  if (/^[\d.,]+$/u.test(numeral)) {
    const [digits = '', fraction = ''] = numeral.replaceAll(',', '').split('.');
    const places = ENGLISH_PLACES[after.trim()];
    if (places !== undefined) return { ...span, value: shiftDecimal(digits, fraction, places), sign };
    return { ...span, value: fraction === '' ? digits : `${digits}.${fraction}`, sign };
  }
  const following = text.slice(numeralEnd, numeralEnd + 2);
  if (share === '' && numeral === '十' && !countsTen(text.slice(start - 1, start), following)) return null;
  const alone = share === '' ? undefined : SHARES[numeral];
  if (alone !== undefined) return { ...span, value: alone, sign };
  const excess = SHORT_END.test(numeral) && !ENDS_SHORT.test(following) ? 1 : 0;
  const value = evaluateNumeral(numeral.slice(0, numeral.length - excess), following.startsWith('年'));
  return value === null ? null : { ...span, end: span.end - excess, value, sign };
}

/** A numeral of one character that is a number after 百分之. */
const SHARES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from(HAN_DIGITS, (digit, value) => [digit, String(value)])),
  百: '100',
};

/** A digit after a unit that counts in the next lower one: 三万五. */
const SHORT_END = /[百千万亿][一二三四五六七八九\d]$/u;
/** What may follow it: in 三万一个 the digit belongs to what comes. */
const ENDS_SHORT = /^(?:[的多左元块以]|[^\p{L}\p{N}]|$)/u;
/** What ten of are counted, or what is counted to ten: in 十分, 十足, 十字 it is part of a word. */
const COUNTED =
  /^(?:[个月日号年次位名家种条项座天周岁倍人元多余几大届辆艘架枚所只头件台米吨亩公里国省市县级章集场期道支]|分钟)/u;

function countsTen(before: string, following: string): boolean {
  return before === '第' || COUNTED.test(following);
}
