import type { Article, Block } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';
import type { Span } from '../domain/span.js';
import { splitSentences } from '../text/sentences.js';

/** Changes whenever {@link chunkArticle} or {@link passageContext} gives something else for any article. */
export const CHUNKER_VERSION = 1;

/** Lengths of a passage, in UTF-16 code units, that cost nothing. */
const MIN_LENGTH = 200;
const MAX_LENGTH = 300;
/** A longer sentence is split at marks of clauses, and a passage of several sentences is never longer. */
const MAX_SENTENCE = 600;
/**
 * What it costs to end a passage within a paragraph, and to have one more passage. A passage that is 100 code
 * units too long or too short costs 1, with the square of what is too much or too little.
 */
const SPLIT_COST = 0.3;
const PASSAGE_COST = 0.05;

/**
 * The passages of an article, in the order of its text. No passage crosses a heading; within a section the
 * sentences are parted so that passages have about 200 to 300 characters and end with a paragraph where they
 * can. A heading is no sentence of a passage, except where no text follows it before the next heading of its
 * level or above: then it is a passage of its own, so that it can be found.
 */
export function chunkArticle(article: Article): Passage[] {
  const passages: Passage[] = [];
  let headings: Block[] = [];
  let body: Block[] = [];
  const flush = (next?: Block): void => {
    const headingPath = headings.map(({ start, end }) => article.text.slice(start, end));
    const last = headings.at(-1);
    const sentences = body.flatMap((block) => blockSentences(article.text, block));
    // A heading above a lower one is found with what stands under that.
    const isEmptySection = body.length === 0 && last !== undefined && !isBelow(next, last);
    const groups = isEmptySection ? [[{ start: last.start, end: last.end, endsBlock: true }]] : group(sentences);
    for (const sentencesOfOne of groups) {
      passages.push(makePassage(article.id, headingPath, sentencesOfOne));
    }
    body = [];
  };
  for (const block of article.blocks) {
    if (block.kind !== 'heading') {
      body.push(block);
      continue;
    }
    flush(block);
    headings = [...headings.filter((heading) => isBelow(block, heading)), block];
  }
  flush();
  return passages;
}

function isBelow(block: Block | undefined, heading: Block): boolean {
  return block !== undefined && (block.level ?? 1) > (heading.level ?? 1);
}

interface Sentence extends Span {
  /** Whether it is the last of its block. */
  readonly endsBlock: boolean;
}

function makePassage(articleId: string, headingPath: readonly string[], sentences: readonly Sentence[]): Passage {
  return {
    articleId,
    headingPath,
    start: sentences[0]?.start ?? 0,
    end: sentences.at(-1)?.end ?? 0,
    sentences: sentences.map(({ start, end }) => ({ start, end })),
  };
}

/** The sentences of a block; over-long ones are split. A row of a table is one. */
function blockSentences(text: string, block: Block): Sentence[] {
  const whole = { start: block.start, end: block.end };
  const spans = block.kind === 'table-row' ? [whole] : splitSentences(text, whole);
  const bounded = spans.flatMap((span) => splitLong(text, span));
  return bounded.map((span, i) => ({ ...span, endsBlock: i === bounded.length - 1 }));
}

/** Marks at which an over-long sentence is split, best first; failing these, anywhere. */
const CLAUSE_MARKS: readonly RegExp[] = [/[；;]/gu, /[，,：:]/gu, /[、\s]/gu];

function splitLong(text: string, span: Span): Span[] {
  const parts: Span[] = [];
  let { start } = span;
  while (span.end - start > MAX_SENTENCE) {
    const cut = start + cutLength(text.slice(start, start + MAX_LENGTH));
    parts.push({ start, end: trimmedEnd(text, start, cut) });
    start = cut;
    while (start < span.end && /\s/u.test(text[start] ?? '')) start++;
  }
  if (start < span.end) parts.push({ start, end: span.end });
  return parts;
}

function cutLength(text: string): number {
  for (const mark of CLAUSE_MARKS) {
    const last = [...text.matchAll(mark)].findLast(({ index }) => index >= MAX_LENGTH / 2);
    if (last !== undefined) return last.index + 1;
  }
  // Not between the halves of a surrogate pair.
  return /\p{Surrogate}$/u.test(text) ? text.length - 1 : text.length;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start + 1 && /\s/u.test(text[trimmed - 1] ?? '')) trimmed--;
  return trimmed;
}

/** Parts sentences into runs of the least total cost. */
function group(sentences: readonly Sentence[]): Sentence[][] {
  // best[i]: the least cost of sentences 0 to i - 1, and where the last run of them begins.
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= sentences.length; to++) {
    const last = sentences[to - 1];
    if (last === undefined) break;
    let least = { cost: Infinity, from: to - 1 };
    for (let from = to - 1; from >= 0; from--) {
      const length = last.end - (sentences[from]?.start ?? 0);
      if (from < to - 1 && length > MAX_SENTENCE) break;
      const cost = (best[from]?.cost ?? 0) + lengthCost(length) + PASSAGE_COST + (last.endsBlock ? 0 : SPLIT_COST);
      if (cost < least.cost) least = { cost, from };
    }
    best.push(least);
  }
  const groups: Sentence[][] = [];
  for (let to = sentences.length; to > 0; ) {
    const from = best[to]?.from ?? 0;
    groups.push(sentences.slice(from, to));
    to = from;
  }
  return groups.reverse();
}

function lengthCost(length: number): number {
  const excess = length < MIN_LENGTH ? MIN_LENGTH - length : Math.max(0, length - MAX_LENGTH);
  return (excess / 100) ** 2;
}

/**
 * What is embedded and indexed of a passage: the article's title and date, the headings above the passage, and
 * its text. The date is written as the article's language writes it, so that the words of a question meet it.
 */
export function passageContext(article: Article, passage: Passage): string {
  const { title, date, language, text } = article;
  const day = date === null ? '' : writtenDay(date.value, language.startsWith('zh'));
  const lines = [[title, day].filter((part) => part !== '').join(' '), passage.headingPath.join(' > ')];
  return [...lines.filter((line) => line !== ''), text.slice(passage.start, passage.end)].join('\n');
}

function writtenDay(value: string, isChinese: boolean): string {
  const [year, month, day] = value.slice(0, 10).split('-').map(Number);
  return isChinese ? `${year ?? ''}年${month ?? ''}月${day ?? ''}日` : value.slice(0, 10);
}
