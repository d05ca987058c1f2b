import { mean, quantile, sampledAuroc } from './metrics.js';
import { categoriesOf, isAnswerable } from './report.js';
import type { QuestionResult } from './result.js';
import { bootstrapInterval, bootstrapMean, type Interval, mcnemarExact } from './statistics.js';

/** What can be compared question by question. */
export type ComparedFigure =
  'correct' | 'answered' | 'right-paragraph-first' | 'reciprocal-rank' | 'quote-length' | 'brier' | 'auroc';

/** One figure before and now, over the questions that have it on both sides. */
export interface FigureDifference {
  readonly figure: ComparedFigure;
  /** The category that it is of, or `null` for all questions. */
  readonly category: string | null;
  readonly questions: number;
  /** Shares and scores are 0 to 1, the length is in UTF-16 code units. */
  readonly before: number;
  readonly now: number;
  /** Now less before. */
  readonly difference: number;
  /** Of the difference: the 95 % interval of a paired bootstrap. */
  readonly interval: Interval;
}

/** A question that came out right on one side only. */
export interface ChangedQuestion {
  readonly id: string;
  readonly category: string;
  readonly question: string;
  readonly wanted: readonly string[];
  /** The first quotes; `null` where nothing was answered. */
  readonly before: string | null;
  readonly now: string | null;
  /** Of the new answer, 0 to 1. */
  readonly confidence: number;
}

/** Two runs over the same questions. */
export interface Comparison {
  readonly figures: readonly FigureDifference[];
  /** Right before, wrong now; the most confident first. */
  readonly turnedWrong: readonly ChangedQuestion[];
  /** Wrong before, right now; the most confident first. */
  readonly turnedRight: readonly ChangedQuestion[];
  /** Of McNemar's exact test on what turned wrong and right, two-sided. */
  readonly pValue: number;
  /** Time now over time before, of the medians and of the 95 % quantiles; `null` where before was 0. */
  readonly latencyRatio: { readonly p50: number | null; readonly p95: number | null };
}

/** One question on both sides. */
interface Pair {
  readonly before: QuestionResult;
  readonly now: QuestionResult;
}

/** A question's share in a figure, or `null` where it has none. */
type Measure = (result: QuestionResult) => number | null;

/** The figures that are means over the questions. */
const MEASURES: Readonly<Record<Exclude<ComparedFigure, 'auroc'>, Measure>> = {
  correct: ({ correct }) => Number(correct),
  answered: ({ answered }) => Number(answered),
  'right-paragraph-first': (result) => ofParagraph(result, (rank) => Number(rank === 1)),
  'reciprocal-rank': (result) => ofParagraph(result, (rank) => (rank === null ? 0 : 1 / rank)),
  'quote-length': ({ quote }) => quote?.length ?? null,
  brier: ({ answered, confidence, correct }) => (answered ? (confidence - Number(correct)) ** 2 : null),
};

const OTHER_MEANS = [
  'answered',
  'right-paragraph-first',
  'reciprocal-rank',
  'quote-length',
  'brier',
] as const;

function ofParagraph(result: QuestionResult, measure: (rank: number | null) => number): number | null {
  return result.rank === undefined || !isAnswerable(result) ? null : measure(result.rank);
}

/**
 * Compares two runs question by question. Deterministic.
 * @param before - of the same questions as `now`, in the same order
 */
export function compareResults(
  before: readonly QuestionResult[],
  now: readonly QuestionResult[],
): Comparison {
  const pairs = now.flatMap((result, i): Pair[] => {
    const other = before[i];
    return other === undefined ? [] : [{ before: other, now: result }];
  });
  const turnedWrong = changes(pairs, ({ before: old, now: current }) => old.correct && !current.correct);
  const turnedRight = changes(pairs, ({ before: old, now: current }) => !old.correct && current.correct);
  return {
    figures: compareFigures(pairs),
    turnedWrong,
    turnedRight,
    pValue: mcnemarExact(turnedWrong.length, turnedRight.length),
    latencyRatio: { p50: ratioOfTimes(pairs, 0.5), p95: ratioOfTimes(pairs, 0.95) },
  };
}

function compareFigures(pairs: readonly Pair[]): FigureDifference[] {
  const categories = categoriesOf(pairs.map(({ now }) => now));
  const ofCategories = (categories.length > 1 ? categories : []).map((category) => {
    const held = pairs.filter(({ now }) => now.category === category);
    return compareMeans('correct', held, category);
  });
  return [
    compareMeans('correct', pairs),
    ...ofCategories,
    ...OTHER_MEANS.map((figure) => compareMeans(figure, pairs)),
    ...compareAurocs(pairs),
  ].filter(({ questions }) => questions > 0);
}

function compareMeans(
  figure: keyof typeof MEASURES,
  pairs: readonly Pair[],
  category: string | null = null,
): FigureDifference {
  const measure = MEASURES[figure];
  const measured = pairs.flatMap((pair) => {
    const [before, now] = [measure(pair.before), measure(pair.now)];
    return before === null || now === null ? [] : [{ before, now }];
  });
  const differences = measured.map(({ before, now }) => now - before);
  return {
    figure,
    category,
    questions: measured.length,
    before: mean(measured.map(({ before }) => before)),
    now: mean(measured.map(({ now }) => now)),
    difference: mean(differences),
    interval: bootstrapMean(differences),
  };
}

/** Nothing where all questions, or none, have an answer. */
function compareAurocs(pairs: readonly Pair[]): FigureDifference[] {
  const answerable = pairs.filter(({ now }) => isAnswerable(now)).length;
  if (answerable === 0 || answerable === pairs.length) return [];
  const auroc = (side: keyof Pair) =>
    sampledAuroc(pairs.map((pair) => ({ score: pair[side].confidence, positive: isAnswerable(pair.now) })));
  const [aurocBefore, aurocNow] = [auroc('before'), auroc('now')];
  const once = new Uint32Array(pairs.length).fill(1);
  const [before, now] = [aurocBefore(once), aurocNow(once)];
  return [
    {
      figure: 'auroc',
      category: null,
      questions: pairs.length,
      before,
      now,
      difference: now - before,
      interval: bootstrapInterval(pairs.length, (counts) => aurocNow(counts) - aurocBefore(counts)),
    },
  ];
}

function changes(pairs: readonly Pair[], changed: (pair: Pair) => boolean): ChangedQuestion[] {
  return pairs
    .filter(changed)
    .toSorted((a, b) => b.now.confidence - a.now.confidence)
    .map(({ before, now: { id, category, question, wanted, quote, confidence } }) => ({
      id,
      category,
      question,
      wanted,
      before: before.quote,
      now: quote,
      confidence,
    }));
}

function ratioOfTimes(pairs: readonly Pair[], q: number): number | null {
  const time = (side: keyof Pair): number =>
    quantile(
      pairs.map((pair) => pair[side].milliseconds),
      q,
    );
  return time('before') === 0 ? null : time('now') / time('before');
}
