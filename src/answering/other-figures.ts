import type { Question } from '../retrieval/question.js';
import { findPeriods, type TextPeriod } from '../text/find-periods.js';
import { daysFrom } from '../text/period.js';
import { foldString } from '../text/fold.js';
import { arabicYears, findNumbers, type WrittenNumber } from '../text/numbers.js';
import { slotFit } from './answer-kind.js';
import type { ScoredCandidate } from './ranker.js';
import { RANKER_WEIGHTS } from './ranker-weights.js';
import type { Reading } from './reader.js';
import { coverage, termSet, type WeightedTerms } from './terms.js';
import { saidPeriods } from './time-fit.js';

/** What the other figure is looked for among and compared with. */
export interface FigureSearch {
  readonly reading: Reading;
  /** The sentence that leads the answer. */
  readonly chosen: ScoredCandidate;
  /** The day that “now” means, `YYYY-MM-DD`; articles of a later day have no say. Default: no such day. */
  readonly today?: string | undefined;
}

/** Most that another sentence may score below the chosen one, time left aside: 0.3 as probable. */
const MARGIN = 1.2;
/** Least that another sentence, and the words around its figure, answer the question, over the chosen one. */
const SUPPORT = 0.85;

/**
 * Days after which another figure for a named time may be a revised one. What is told of it within a month of one
 * another is nearly always of different things.
 */
const REVISED_AFTER = 30;

/**
 * The sentence of another article, of another date, that gives another figure for what a question about a
 * number asks; the newest of several, `null` where there is none. What is said of another time than the question
 * names is no other figure: that of last year does not contradict this year's.
 */
export function findOtherFigure({ reading, chosen, today }: FigureSearch): ScoredCandidate | null {
  const { question, terms } = reading;
  const date = dateOf(chosen);
  const figure = question.kind === 'number' && date !== null ? figureOf(chosen, question, terms) : null;
  if (figure === null || date === null) return null;
  const least = timeless(chosen) - MARGIN;
  const others = reading.candidates.filter((candidate) => {
    const otherDate = dateOf(candidate);
    if (otherDate === null || otherDate === date || (today !== undefined && otherDate > today)) return false;
    if (question.periods.length > 0 && Math.abs(daysFrom(date, otherDate)) < REVISED_AFTER) return false;
    if (timeless(candidate) < least || speaksOfAnotherTime(candidate, chosen, question)) {
      return false;
    }
    if ((candidate.features.coverage ?? 0) < SUPPORT * (chosen.features.coverage ?? 0)) return false;
    const other = figureOf(candidate, question, terms);
    return other !== null && answersTheSame(other, figure) && differ(other, figure);
  });
  return others.reduce<ScoredCandidate | null>(
    (newest, candidate) => (newest === null || isNewer(candidate, newest) ? candidate : newest),
    null,
  );
}

/** A number of a sentence that may be what the question asks for. */
interface Figure {
  readonly value: string;
  /** `%`, `‰` or the first letter of what is counted: 个, 吨, of 3亿元 元. Empty where nothing follows. */
  readonly unit: string;
  /** How well the words around it answer the question, 0 to 2. */
  readonly support: number;
}

/** Characters around a number that are read with it. */
const WINDOW = 15;

/** The number of a sentence with the best words around it; the earlier of two equals. */
function figureOf(candidate: ScoredCandidate, question: Question, terms: WeightedTerms): Figure | null {
  const { article, sentence } = candidate;
  const folded = arabicYears(foldString(article.text.slice(sentence.start, sentence.end)));
  const dates = findPeriods(folded, { reference: dateOf(candidate) ?? undefined });
  const figures = findNumbers(folded)
    .filter(({ start, end }) => !dates.some((period) => period.start < end && start < period.end))
    .filter(({ value }) => !question.terms.includes(value))
    .map((number) => readFigure(folded, number, { question, terms }));
  return figures.reduce<Figure | null>(
    (best, figure) => (best === null || figure.support > best.support ? figure : best),
    null,
  );
}

function readFigure(
  folded: string,
  { start, end, value, sign }: WrittenNumber,
  { question, terms }: Pick<Reading, 'question' | 'terms'>,
): Figure {
  const window = folded.slice(Math.max(0, start - WINDOW), end + WINDOW);
  const inPlace = slotFit(folded.slice(Math.max(0, start - WINDOW), end + 6), question);
  const unit = sign !== '' ? sign : (/^[\s多余]*(\p{L})/u.exec(folded.slice(end))?.[1] ?? '');
  return { value, unit, support: coverage(terms, termSet(window)) + inPlace };
}

/** A figure that is more than so many times another is of something else: of one province, or of the world. */
const MAGNITUDE = 10;

/** Whether two figures contradict each other; 3.7万亿 and 36761亿 do not, one is the other rounded. */
function differ(a: Figure, b: Figure): boolean {
  const [less, more] = [Number(a.value), Number(b.value)].sort((x, y) => x - y);
  if (less === undefined || more === undefined || more > MAGNITUDE * less) return false;
  return more - less > ROUNDING * Math.max(lastPlace(a.value), lastPlace(b.value));
}

/** A little less than 1, for what binary fractions lose: 5.3 - 5.2. */
const ROUNDING = 0.99;

/** What the last digit of a number counts; of a large one (3.7万亿) the zeros behind it are rounded. */
function lastPlace(value: string): number {
  const [whole = '', fraction = ''] = value.split('.');
  const zeros = fraction === '' && whole.length > 4 ? (/(?<!0)0*$/u.exec(whole)?.[0].length ?? 0) : 0;
  return fraction === '' ? 10 ** zeros : 10 ** -fraction.length;
}

function answersTheSame(other: Figure, figure: Figure): boolean {
  return other.unit === figure.unit && other.support > 0 && other.support >= SUPPORT * figure.support;
}

/**
 * Only for questions that name a time: asked about now, what held at another time is worth a line. A figure that
 * is said to be of the time that is asked for differs only from another of that very time; one that just stands
 * in an article of that time, from others that just stand there.
 */
function speaksOfAnotherTime(
  other: ScoredCandidate,
  chosen: ScoredCandidate,
  { periods }: Question,
): boolean {
  if (periods.length === 0) return false;
  const said = timesOf(other);
  if (said.length === 0) return timesOf(chosen).length > 0;
  return !said.some((period) => periods.some(({ from, to }) => period.from === from && period.to === to));
}

function timesOf(candidate: ScoredCandidate): TextPeriod[] {
  const { article, sentence } = candidate;
  const text = foldString(article.text.slice(sentence.start, sentence.end));
  return saidPeriods(text, dateOf(candidate)).filter(({ comparison }) => !comparison);
}

/** A candidate's score without what time adds to it. */
function timeless({ score, features }: ScoredCandidate): number {
  const weights = RANKER_WEIGHTS.answer;
  return score - weights.year * (features.year ?? 0) - weights.recency * (features.recency ?? 0);
}

function isNewer(a: ScoredCandidate, b: ScoredCandidate): boolean {
  const [dateA, dateB] = [dateOf(a) ?? '', dateOf(b) ?? ''];
  return dateA > dateB || (dateA === dateB && a.score > b.score);
}

function dateOf({ article }: ScoredCandidate): string | null {
  return article.date?.value.slice(0, 'YYYY-MM-DD'.length) ?? null;
}
