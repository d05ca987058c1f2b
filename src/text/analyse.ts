import type { Span } from '../domain/span.js';
import { foldString } from './fold.js';
import { latinTerms } from './latin.js';
import { arabicYears, findNumbers } from './numbers.js';
import { cutWords } from './words.js';

/** Changes whenever {@link analyse} gives other terms for any text: an index of another version is rebuilt. */
export const ANALYSER_VERSION = 2;

/**
 * A run of Han characters, or of other letters and digits with the signs that numbers, names and codes carry
 * inside. A comma joins only the thousands of a number: folding makes the Chinese comma one, too.
 */
const RUN =
  /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+(?:(?:[._'’\-]|(?<=\d),(?=\d{3}(?!\d)))[[\p{L}\p{N}]--\p{Script=Han}]+)*%?/gv;
const HAN = /^\p{Script=Han}/u;
/** What dictionary words are cut from. */
const HAN_RUN = /\p{Script=Han}{3,}/gu;
/** Words of one and two characters are the unigrams and bigrams themselves. */
const MIN_WORD = 3;
/** A longer run of Latin letters and digits is a hash, an address or data, and no word. */
const MAX_LATIN = 64;

/**
 * The terms of a text for the lexical index, with repetition. Of Han characters: every character, every
 * bigram, and every dictionary word of three characters or more. Of other scripts: every word and number, as
 * `latinTerms` writes them. Everything is folded as `foldString` folds, so that scripts, widths and cases
 * meet. Numbers meet whatever they are written in ({@link findNumbers}): each also gives its plain digits,
 * alone and with the character after it (3.5万吨: 35000, 35000吨); of a single Arabic digit the bigram that
 * the Han digit would give (3个: 三个); of a date in digits what `2021年7月13日` gives.
 *
 * Measured on DRCD-dev and CMRC-dev: characters and bigrams together find the right paragraph first for 0.4
 * points more of the questions than bigrams alone; numbers with the character after them 0.1 to 0.2 points more.
 */
export function analyse(text: string): string[] {
  const terms: string[] = [];
  const folded = arabicYears(foldString(text));
  emitTerms(folded, (term) => terms.push(term));
  // One call for all runs: each costs as much as some dozen characters. No word has a line break in it.
  const runs = Array.from(folded.matchAll(HAN_RUN), ([run]) => run).join('\n');
  for (const word of cutWords(runs)) if (word.length >= MIN_WORD) terms.push(word);
  return terms;
}

/**
 * Those of `wanted` that are among the terms which {@link analyse} gives of a text.
 * @param folded - of `fold` or `foldString`
 */
export function findTerms(folded: string, wanted: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const text = arabicYears(folded);
  const add = (term: string): void => {
    if (wanted.has(term)) found.add(term);
  };
  emitTerms(text, add);
  // Cutting words is most of the work, and a word can only be found where it stands.
  const words = [...wanted].filter(
    (term) => term.length >= MIN_WORD && HAN.test(term) && text.includes(term),
  );
  if (words.length === 0) return found;
  for (const [run] of text.matchAll(HAN_RUN)) {
    if (words.some((word) => run.includes(word))) cutWords(run).forEach(add);
  }
  return found;
}

/** A term with where it stands. */
export interface LocatedTerm extends Span {
  readonly term: string;
}

/**
 * The terms of {@link analyse} with where they stand, without the dictionary words: the bigrams cover those.
 * @param folded - of `fold` or `foldString`; the offsets count in it
 */
export function locateTerms(folded: string): LocatedTerm[] {
  const located: LocatedTerm[] = [];
  emitTerms(arabicYears(folded), (term, start, end) => located.push({ term, start, end }));
  return located;
}

type Emit = (term: string, start: number, end: number) => void;

function emitTerms(folded: string, emit: Emit): void {
  for (const { 0: run, index } of folded.matchAll(RUN)) {
    if (HAN.test(run)) emitHan(run, index, emit);
    else if (run.length <= MAX_LATIN)
      for (const term of latinTerms(run)) emit(term, index, index + run.length);
  }
  emitNumbers(folded, emit);
  emitDigits(folded, emit);
  emitDates(folded, emit);
}

function emitHan(run: string, at: number, emit: Emit): void {
  let i = 0;
  for (const character of run) {
    emit(character, at + i, at + i + character.length);
    i += character.length;
  }
  for (i = 0; i + 2 <= run.length; i++) emit(run.slice(i, i + 2), at + i, at + i + 2);
}

/** What is counted; some put a space before it. */
const NEXT = /^ ?(\p{Script=Han})/u;

function emitNumbers(folded: string, emit: Emit): void {
  for (const { start, end, value, sign } of findNumbers(folded)) {
    const [written = '', next = ''] = NEXT.exec(folded.slice(end, end + 2)) ?? [];
    if (next !== '' && sign === '' && value.length > 1) emit(value + next, start, end + written.length);
    if (/^[\d.,]+%?$/u.test(folded.slice(start, end))) continue;
    emit(value, start, end);
    if (sign !== '') emit(value + sign, start, end);
  }
}

/** A single digit before a Han character, also with a leading zero (07月), and 第 before it. */
const DIGIT = /(?<![a-z\d_]|\d[.,\-/:])(?:(第) ?)?0?([1-9])( ?)(?=(\p{Script=Han}))/gu;
const HAN_DIGITS = '〇一二三四五六七八九';
/** Before these 2 is read 二: months, floors, ranks; before what is counted it is read 两. */
const ORDINAL = /[月日号级等线手维期季届代战者胎楼十]/u;

function emitDigits(folded: string, emit: Emit): void {
  for (const match of folded.matchAll(DIGIT)) {
    const [written, ordinal = '', digit = '', space = '', next = ''] = match;
    const two = digit === '2' && ordinal === '' && !ORDINAL.test(next);
    const han = two ? '两' : HAN_DIGITS.charAt(Number(digit));
    const end = match.index + written.length;
    if (ordinal !== '') emit(ordinal + han, match.index, end - space.length);
    emit(han + next, match.index + ordinal.length, end + next.length);
  }
}

/** 2021-07-13, 2021/7/13, 2021.7.13 */
const DATE = /(?<![\d\-/.])(\d{4})([\-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d|[\-/.]\d)/gu;

function emitDates(folded: string, emit: Emit): void {
  for (const { 0: written, 1: year = '', 3: month = '', 4: day = '', index } of folded.matchAll(DATE)) {
    const spoken = `${year}年${Number(month)}月${Number(day)}日`;
    emitTerms(spoken, (term) => {
      emit(term, index, index + written.length);
    });
  }
}
