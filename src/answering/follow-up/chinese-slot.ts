import type { Span } from '../../domain/span.js';
import { parseClause, tokensOf } from './chinese-clause.js';
import type { SourceText } from './source-text.js';

/** A run of words of the question before that the new phrase may take the place of. */
interface Slot extends Span {
  readonly text: string;
  /** How alike slot and phrase are; 0: not at all. */
  readonly likeness: number;
}

const MAX_WORDS = 4;
/** Groups of which one takes the place of another. */
const ALTERNATIVES = [
  '进口 出口 进出口',
  '男性 女性',
  '东部 中部 西部',
  '国内 国外 境外',
  '城镇 农村',
  '线上 线下',
  '增长 下降',
  '上涨 下跌',
].map((group) => group.split(' '));

/**
 * The question before with another thing in it: in place of the words most like it (上海 of 北京, 基隆港 of 高雄港,
 * 9810 of 9710), otherwise of its topic. A place is put before a question that names none. `null` where neither
 * fits.
 */
export function replaceSlot(phrase: SourceText, before: SourceText): string | null {
  const tokens = tokensOf(phrase.folded, 0, phrase.folded.length);
  if (tokens.some(({ tag }) => /^[pcrdy]$/u.test(tag)) && tokens.length < 2) return null;
  const best = slots(before.folded)
    .map((slot) => ({ ...slot, likeness: likeness(phrase.folded, slot.text) }))
    .reduce<Slot | null>((a, b) => (b.likeness > (a?.likeness ?? 0) ? b : a), null);
  const text = phrase.written(0);
  const replaced = ({ start, end }: Span): string => before.written(0, start) + text + before.written(end);
  const { topic } = parseClause(before.folded);
  // One letter in common says little of where the name begins.
  if (best !== null) return replaced(best.likeness < 4 && best.end === topic.end ? topic : best);
  if (isPlace(phrase.folded)) return text + before.written(0);
  return topic.end > topic.start ? replaced(topic) : null;
}

/** Runs of one to four words of the topic's half of the question, in order. */
function slots(folded: string): Slot[] {
  const { interrogative } = parseClause(folded);
  const tokens = [
    ...tokensOf(folded, 0, interrogative.start),
    ...tokensOf(folded, interrogative.end, folded.length),
  ].filter(({ word }) => word.trim() !== '');
  return tokens.flatMap((first, i) =>
    tokens.slice(i, i + MAX_WORDS).flatMap((last, words): Slot[] => {
      const contiguous = last.end - first.start === sum(tokens.slice(i, i + words + 1));
      return contiguous
        ? [{ start: first.start, end: last.end, text: folded.slice(first.start, last.end), likeness: 0 }]
        : [];
    }),
  );
}

function sum(spans: readonly Span[]): number {
  return spans.reduce((total, { start, end }) => total + end - start, 0);
}

/** 0 to 10. Above 0 only for what is of one kind: two places, two codes, alternatives, words with one ending. */
function likeness(phrase: string, slot: string): number {
  if (phrase === slot) return 0;
  if (ALTERNATIVES.some((group) => group.includes(phrase) && group.includes(slot))) return 10;
  if (shape(phrase) !== '' && shape(phrase) === shape(slot)) return 9;
  if (SUPERLATIVE.test(phrase) && SUPERLATIVE.test(slot)) return 8;
  const difference = Math.min(9, Math.abs(phrase.length - slot.length)) / 10;
  const ending = commonEnding(phrase, slot);
  if (ending >= 2) return 6 + Math.min(1, (ending - 2) / 2) - difference;
  if (isPlace(phrase) && isPlace(slot)) return 5 - difference;
  return ending === 1 && phrase.length >= 3 && difference <= 0.1 ? 3 - difference : 0;
}

const SUPERLATIVE = /^最\p{Script=Han}{1,2}$/u;

/** What kind of code a word is; empty for a word. */
function shape(text: string): string {
  if (/^\d+$/u.test(text)) return `digits ${text.length}`;
  return /^[a-z\d.\-+]+$/u.test(text) ? 'latin' : '';
}

function commonEnding(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}

/** Not customs (海关), which the dictionary takes for a place. */
function isPlace(text: string): boolean {
  const tokens = tokensOf(text, 0, text.length);
  return tokens.length === 1 && tokens[0]?.tag === 'ns' && text !== '海关';
}
