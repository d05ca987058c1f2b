import type { Article } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';
import type { Question } from '../retrieval/question.js';
import { foldString } from '../text/fold.js';
import { answeringNumbers, kindEvidence, slotFit } from './answer-kind.js';
import { coverage, termSet, type WeightedTerms } from './terms.js';
import { timeFit } from './time-fit.js';

/**
 * What the sentence ranker looks at, each about 0 to 1 unless it says otherwise:
 *
 * - `coverage`: share of the question's term weight in the sentence
 * - `neighbours`: share that the sentences before and after add to it
 * - `passage`: share that the rest of the passage adds
 * - `heading`: share that title and headings add
 * - `retrieval`: the passage's retrieval score over the best passage's
 * - `longestRun`: longest run of the question's characters that stands in the sentence, over the question's length
 * - `phrases`: share of the question's quoted phrases that stand in the sentence
 * - `phrasesNear`: the same for its neighbours, title and headings
 * - `focus`: the noun beside the question's interrogative (什么模式, 主题是什么) stands in the sentence
 * - `kind.*`: an answer of the kind that is asked for shows in the sentence
 * - `slot`: a number stands where the question's interrogative stands
 * - `window`: best share of term weight within 15 characters around a number, for number questions
 * - `novelty`: characters of the sentence that the question does not have, over 40, at most 1
 * - `year`, `recency`: the sentence's or article's time agrees with the question's ({@link timeFit})
 * - `isQuestion`: the sentence asks something itself
 */
export const FEATURE_NAMES = [
  'coverage',
  'neighbours',
  'passage',
  'heading',
  'retrieval',
  'longestRun',
  'phrases',
  'phrasesNear',
  'focus',
  'kind.number',
  'kind.date',
  'kind.person',
  'kind.place',
  'kind.list',
  'kind.definition',
  'kind.reason',
  'kind.manner',
  'slot',
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

/** A passage as the features of its sentences see it. */
export interface PassageContext {
  readonly article: Article;
  readonly passage: Passage;
  /** Retrieval score of the passage over that of the best passage, 0 to 1. */
  readonly retrieval: number;
  /** The newest date among the candidates' articles, ISO 8601, or `null`. */
  readonly newest: string | null;
}

/** Features of every sentence of a passage for one question, in the order of `passage.sentences`. */
export function passageFeatures(
  question: Question,
  terms: WeightedTerms,
  context: PassageContext,
): Features[] {
  const { article, passage } = context;
  const sentences = passage.sentences.map(({ start, end }) => readText(article.text.slice(start, end)));
  const heading = readText([article.title, ...passage.headingPath].join('\n'));
  const whole = sentences.map(({ terms: set }) => set);
  return sentences.map((sentence, i) => {
    const around = [sentences[i - 1], sentences[i + 1]].filter((neighbour) => neighbour !== undefined);
    const aroundSets = around.map(({ terms: set }) => set);
    const inSentence = coverage(terms, sentence.terms);
    const withNeighbours = coverage(terms, sentence.terms, ...aroundSets);
    const withPassage = coverage(terms, ...whole);
    const near = [...around, heading].map(({ folded }) => folded).join('\n');
    return {
      coverage: inSentence,
      neighbours: withNeighbours - inSentence,
      passage: withPassage - withNeighbours,
      heading: coverage(terms, ...whole, heading.terms) - withPassage,
      retrieval: context.retrieval,
      longestRun: longestSharedRun(question.folded, sentence.folded) / Math.max(4, question.folded.length),
      phrases: phraseShare(question, sentence.folded),
      phrasesNear: phraseShare(question, near),
      ...questionFeatures(question, terms, sentence.folded),
      novelty: Math.min(1, novelCharacters(sentence.folded, question.folded) / 40),
      ...timeFit(question, { article, sentence: sentence.folded, newest: context.newest }),
      isQuestion: /[?？]["'”’」』)）]*$/u.test(sentence.folded) ? 1 : 0,
    };
  });
}

/** A text with what every feature needs of it. */
interface ReadText {
  readonly folded: string;
  readonly terms: ReadonlySet<string>;
}

function readText(text: string): ReadText {
  return { folded: foldString(text), terms: termSet(text) };
}

/** What depends on the kind of answer that is asked for. */
function questionFeatures(question: Question, terms: WeightedTerms, folded: string): Features {
  const kind = `kind.${question.kind}`;
  return {
    focus: question.focus !== '' && folded.includes(question.focus) ? 1 : 0,
    ...(isFeatureName(kind) ? { [kind]: kindEvidence(folded, question) } : {}),
    slot: slotFit(folded, question),
    window: question.kind === 'number' ? numberWindow(folded, question, terms) : 0,
  };
}

function isFeatureName(name: string): name is FeatureName {
  return (FEATURE_NAMES as readonly string[]).includes(name);
}

/** Length of the longest common substring, by dynamic programming over two rows. */
function longestSharedRun(a: string, b: string): number {
  let longest = 0;
  let row = new Uint16Array(b.length + 1);
  let before = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    [row, before] = [before, row];
    const code = a.charCodeAt(i);
    for (let j = 0; j < b.length; j++) {
      const run = code === b.charCodeAt(j) ? (before[j] ?? 0) + 1 : 0;
      row[j + 1] = run;
      if (run > longest) longest = run;
    }
  }
  return longest;
}

function phraseShare({ phrases }: Question, folded: string): number {
  if (phrases.length === 0) return 0;
  return phrases.filter((phrase) => folded.includes(phrase)).length / phrases.length;
}

const WINDOW = 15;

function numberWindow(folded: string, question: Question, terms: WeightedTerms): number {
  const shares = answeringNumbers(folded, question).map(({ start, end }) =>
    coverage(terms, termSet(folded.slice(Math.max(0, start - WINDOW), end + WINDOW))),
  );
  return Math.max(0, ...shares);
}

function novelCharacters(folded: string, question: string): number {
  const known = new Set(question);
  let novel = 0;
  for (const character of folded) {
    if (!known.has(character) && /[\p{L}\p{N}]/u.test(character)) novel++;
  }
  return novel;
}
