import type { Article } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';
import type { Question } from '../retrieval/question.js';
import { foldFor } from '../retrieval/translation.js';
import { findTerms } from '../text/analyse.js';
import { splitWords } from '../text/words.js';
import { answeringNumbers, kindEvidence, namedAnswer, slotFit, yearEvidence } from './answer-kind.js';
import { contentWords } from './content-words.js';
import { compareLetters } from './overlap.js';
import { matchSlot, readSlot, type SlotContext } from './slot-context.js';
import { coverage, onlyTerms, type WeightedTerms } from './terms.js';
import { timeFit } from './time-fit.js';
import { unitEvidence } from './units.js';

/**
 * What the sentence ranker looks at, each about 0 to 1 unless it says otherwise:
 *
 * - `coverage`: share of the question's term weight in the sentence
 * - `characters`: share of the weight of its single Han characters: words that share one are often related
 * - `words`: share of the weight of its words; one that is only part of another (出口 of 进出口) counts half
 * - `contrast`: share of the term weight with terms weighed by how few sentences of the passage have them
 * - `context`: share that the sentence before, title and headings add to the sentence's
 * - `next`: share that the sentence after adds
 * - `heading`: share in title and headings
 * - `passage`: share in the whole passage, title and headings
 * - `retrieval`: the passage's retrieval score over the best passage's
 * - `meaning`: cosine of the sentence's vector with the question's over the best of all sentences, at least 0
 * - `alignment`: longest common subsequence of question and sentence, over the question's length
 * - `longestRun`, `secondRun`: longest runs of the question that stand in the sentence, over its length
 * - `phrases`: share of the question's quoted phrases that stand in the sentence
 * - `nearSlot`: share of the weight of the terms near the interrogative, the nearest counting most
 * - `afterSlot`, `besideSlot`: the sentence goes on where the question asks ({@link matchSlot})
 * - `focus`: last character of what is asked for (市 of 哪个城市) stands in the sentence
 * - `kind.*`: an answer of the kind that is asked for shows in the sentence; `kind.year` where a year is asked
 * - `name.*`: a person, or a place, that the question does not name is named, where one is asked for
 * - `slot`: a number stands where the question's interrogative stands
 * - `unit`: a number in the unit that is asked for (元 for 多少钱, % for a 率) stands in the sentence
 * - `window`: best share of term weight within 15 characters around a number, for number questions
 * - `novelty`: share of the sentence's letters that the question does not have
 * - `year`, `recency`: the sentence's or article's time agrees with the question's ({@link timeFit})
 * - `isQuestion`: the sentence asks something itself
 */
export const FEATURE_NAMES = [
  'coverage',
  'characters',
  'words',
  'contrast',
  'context',
  'next',
  'heading',
  'passage',
  'retrieval',
  'meaning',
  'alignment',
  'longestRun',
  'secondRun',
  'phrases',
  'nearSlot',
  'afterSlot',
  'besideSlot',
  'focus',
  'kind.number',
  'kind.date',
  'kind.year',
  'kind.person',
  'kind.place',
  'kind.list',
  'kind.definition',
  'kind.reason',
  'kind.manner',
  'name.person',
  'name.place',
  'slot',
  'unit',
  'window',
  'novelty',
  'year',
  'recency',
  'isQuestion',
] as const;

/** Name of a feature. */
export type FeatureName = (typeof FEATURE_NAMES)[number];

/** Values of a sentence's features; absent ones are 0. */
export type Features = Readonly<Partial<Record<FeatureName, number>>>;

/** A question, prepared once for all sentences it is compared with. */
export interface PreparedQuestion {
  readonly question: Question;
  readonly terms: WeightedTerms;
  /** What is looked for in texts: the terms without their weights. */
  readonly wanted: ReadonlySet<string>;
  readonly characters: WeightedTerms;
  readonly words: WeightedTerms;
  readonly letters: ReadonlySet<string>;
  readonly slot: SlotContext;
}

/** Prepares a question. */
export function prepareQuestion(question: Question, terms: WeightedTerms): PreparedQuestion {
  const words = new Set(contentWords(question).map(({ word }) => word));
  return {
    question,
    terms,
    wanted: new Set(terms.weights.keys()),
    characters: onlyTerms(terms, (term) => /^\p{Script=Han}$/u.test(term)),
    words: onlyTerms(terms, (term) => words.has(term)),
    letters: new Set(question.folded),
    slot: readSlot(question, terms),
  };
}

/** A passage as the features of its sentences see it. */
export interface PassageContext {
  readonly article: Article;
  readonly passage: Passage;
  /** Retrieval score of the passage over that of the best passage, 0 to 1. */
  readonly retrieval: number;
  /** Cosine of each sentence with the question over the best of all, 0 to 1. Default: they were not compared. */
  readonly meanings?: readonly number[];
  /** The newest date among the candidates' articles, ISO 8601, or `null`. */
  readonly newest: string | null;
}

/** A text with what every feature needs of it. */
interface ReadText {
  readonly folded: string;
  /** The question's terms that stand in it. */
  readonly terms: ReadonlySet<string>;
}

/** Features of every sentence of a passage for one question, in the order of `passage.sentences`. */
export function passageFeatures(prepared: PreparedQuestion, context: PassageContext): Features[] {
  const { question, terms } = prepared;
  const { article, passage, newest, retrieval, meanings = [] } = context;
  const read = (text: string): ReadText => {
    const folded = foldFor(question, text);
    return { folded, terms: findTerms(folded, prepared.wanted) };
  };
  const sentences = passage.sentences.map(({ start, end }) => read(article.text.slice(start, end)));
  const heading = read([article.title, ...passage.headingPath].join('\n'));
  const sets = sentences.map((sentence) => sentence.terms);
  const shared = {
    heading: coverage(terms, heading.terms),
    passage: coverage(terms, heading.terms, ...sets),
    retrieval,
  };
  const contrasting = contrastTerms(terms, sets);
  return sentences.map((sentence, i) => {
    const inSentence = coverage(terms, sentence.terms);
    return {
      ...shared,
      meaning: meanings[i] ?? 0,
      coverage: inSentence,
      characters: coverage(prepared.characters, sentence.terms),
      words: wordShare(prepared.words, sentence.folded),
      contrast: coverage(contrasting, sentence.terms),
      context: coverage(terms, sentence.terms, sets[i - 1] ?? NOTHING, heading.terms) - inSentence,
      next: coverage(terms, sentence.terms, sets[i + 1] ?? NOTHING) - inSentence,
      ...letterFeatures(prepared, sentence),
      ...kindFeatures(prepared, sentence.folded),
      ...timeFit(question, { article, sentence: sentence.folded, newest, ...before(sentences[i - 1]) }),
      isQuestion: /[?？]["'”’」』)）]*$/u.test(sentence.folded) ? 1 : 0,
    };
  });
}

/** What a word counts that stands within another. */
const WITHIN = 0.5;

function wordShare({ weights, total }: WeightedTerms, folded: string): number {
  const present = [...weights].filter(([word]) => folded.includes(word));
  if (present.length === 0) return 0;
  const split = new Set(splitWords(folded));
  const weigh = (sum: number, [word, weight]: [string, number]): number =>
    sum + weight * (split.has(word) ? 1 : WITHIN);
  return present.reduce(weigh, 0) / total;
}

function before(sentence: ReadText | undefined): { readonly before?: string } {
  return sentence === undefined ? {} : { before: sentence.folded };
}

const NOTHING: ReadonlySet<string> = new Set();

/** Weighs terms once more by how few of a passage's sentences have them: what all have tells none apart. */
function contrastTerms({ weights }: WeightedTerms, sentences: readonly ReadonlySet<string>[]): WeightedTerms {
  const contrasting = new Map<string, number>();
  let total = 0;
  for (const [term, weight] of weights) {
    const frequency = sentences.filter((sentence) => sentence.has(term)).length;
    const idf = Math.log(1 + (sentences.length - frequency + 0.5) / (frequency + 0.5));
    contrasting.set(term, weight * idf);
    total += weight * idf;
  }
  return { weights: contrasting, total };
}

/** A question of fewer letters is compared as if it had so many. */
const MIN_LETTERS = 4;
/** Keeps the few letters of a short sentence from being all new. */
const SHORT = 5;

function letterFeatures(
  { question, letters, slot }: PreparedQuestion,
  { folded, terms }: ReadText,
): Features {
  const length = Math.max(MIN_LETTERS, question.folded.length);
  const { alignment, runs } = compareLetters(question.folded, folded);
  const { after, beside } = matchSlot(folded, slot, letters);
  const { phrases, focus } = question;
  return {
    alignment: alignment / length,
    longestRun: runs[0] / length,
    secondRun: runs[1] / length,
    phrases:
      phrases.length === 0 ? 0 : phrases.filter((phrase) => folded.includes(phrase)).length / phrases.length,
    nearSlot: coverage(slot.near, terms),
    afterSlot: after,
    besideSlot: beside,
    focus: focus !== '' && folded.includes(focus.slice(-1)) ? 1 : 0,
    novelty: countNew(folded, letters) / (folded.length + SHORT),
  };
}

function countNew(folded: string, known: ReadonlySet<string>): number {
  let count = 0;
  for (const letter of folded) if (!known.has(letter) && /[\p{L}\p{N}]/u.test(letter)) count++;
  return count;
}

function kindFeatures(prepared: PreparedQuestion, folded: string): Features {
  const { question } = prepared;
  const kind = `kind.${question.kind}`;
  return {
    ...(isFeatureName(kind) ? { [kind]: kindEvidence(folded, question) } : {}),
    'kind.year': yearEvidence(folded, question),
    ...namedAnswer(folded, question),
    slot: slotFit(folded, question),
    unit: unitEvidence(folded, question) ?? 0,
    window: question.kind === 'number' ? numberWindow(folded, prepared) : 0,
  };
}

function isFeatureName(name: string): name is FeatureName {
  return (FEATURE_NAMES as readonly string[]).includes(name);
}

const WINDOW = 15;

function numberWindow(folded: string, { question, terms, wanted }: PreparedQuestion): number {
  const shares = answeringNumbers(folded, question).map(({ start, end }) =>
    coverage(terms, findTerms(folded.slice(Math.max(0, start - WINDOW), end + WINDOW), wanted)),
  );
  return Math.max(0, ...shares);
}
