import type { LexicalIndex } from '../domain/ports.js';
import type { Question } from '../retrieval/question.js';
import { foldFor } from '../retrieval/translation.js';
import { arabicYears } from '../text/numbers.js';
import { contentWords, type ContentWord } from './content-words.js';
import type { ScoredCandidate } from './ranker.js';
import type { Reading } from './reader.js';
import { termSet, type WeightedTerms } from './terms.js';
import { unitEvidence } from './units.js';

/**
 * What the confidence is judged by, each 0 to 1 unless it says otherwise:
 *
 * - `passage`, `characters`: as the ranker has them: how much of the question's words stands in the passage,
 *   and of its characters in the sentence
 * - `chance`: the ranker's probability that the passage answers, rather than another one that was read: high
 *   where the first is far ahead of the second
 * - `listed`: the vectors list the passage, too
 * - `near`: cosine of the sentence's vector with the question's, of 0 to {@link NEAR}; 1 where they were not compared
 * - `kind`: 0.5 where the kind of answer asked for shows, -0.5 where it does not, 0 where nothing shows a kind
 * - `unitMissed`: 1 where the question tells in what unit it wants a number (元, %, 天) and the sentence has none
 * - `names`: share of the weight of the question's names, Latin words included, that stands in the passage, title
 *   or headings; 1 where it has none
 * - `unknown`: share of the question's words that stand nowhere in the index
 * - `size`: natural logarithm of the number of passages, over 10: among many, more is found by chance
 * - `yearMissed`: share of the years that the question names which stand nowhere in the passage and are not the
 *   article's own; 0 where the article has no date
 * - `timeMissed`: how far the sentence is of another time than the question names
 */
export const CONFIDENCE_FEATURE_NAMES = [
  'passage',
  'characters',
  'chance',
  'listed',
  'near',
  'kind',
  'unitMissed',
  'names',
  'unknown',
  'size',
  'yearMissed',
  'timeMissed',
] as const;

/** Name of a confidence feature. */
export type ConfidenceFeatureName = (typeof CONFIDENCE_FEATURE_NAMES)[number];

/** Values of all confidence features. */
export type ConfidenceFeatures = Readonly<Record<ConfidenceFeatureName, number>>;

/** A logistic model: one weight per feature, and the log-odds where all are 0. */
export interface ConfidenceWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<ConfidenceFeatureName, number>>;
}

/** What is judged. */
export interface Judged {
  readonly reading: Pick<Reading, 'question' | 'candidates'>;
  /** The sentence that leads the answer. */
  readonly best: ScoredCandidate;
  readonly lexical: LexicalIndex;
}

/** Probability, 0 to 1, that the quote answers the question. */
export function judgeConfidence(features: ConfidenceFeatures, { bias, weights }: ConfidenceWeights): number {
  let logit = bias;
  for (const name of CONFIDENCE_FEATURE_NAMES) logit += features[name] * weights[name];
  return 1 / (1 + Math.exp(-logit));
}

/**
 * From here on a cosine says no more about whether a sentence answers. Of the nearest sentences of the sample articles to
 * questions about something else, one in eighty comes so near.
 */
const NEAR = 0.3;

/** Reads the features of the best sentence. */
export function confidenceFeatures({ reading, best, lexical }: Judged): ConfidenceFeatures {
  const { question, candidates } = reading;
  const context = contextOf(question, best);
  const words = contentWords(question);
  const chance = candidates.reduce(
    (sum, { passageId, passageProbability }) => sum + (passageId === best.passageId ? passageProbability : 0),
    0,
  );
  return {
    passage: best.features.passage ?? 0,
    characters: best.features.characters ?? 0,
    chance,
    listed: best.ranked.cosine === null ? 0 : 1,
    near: Math.min(1, Math.max(0, best.ranked.sentenceCosines?.[best.index] ?? NEAR) / NEAR),
    kind: kindFound(question, best),
    unitMissed: unitMissed(question, best),
    names: namesFound(words, context, lexical),
    unknown:
      words.filter(({ word }) => lexical.documentFrequency(word) === 0).length / Math.max(1, words.length),
    size: Math.log(Math.max(1, lexical.size)) / 10,
    yearMissed: yearsMissed(question, context, best),
    timeMissed: Math.max(0, -(best.features.year ?? 0)),
  };
}

/**
 * Whether a sentence may answer at all: where its meaning was compared with the question's, the confidence tells; else it
 * or what stands around it must have something of the question: a word, a number, two characters in a row. Single
 * characters in common say nothing.
 */
export function mayAnswer(
  { question, terms }: { readonly question: Question; readonly terms: WeightedTerms },
  best: ScoredCandidate,
): boolean {
  if (best.ranked.sentenceCosines !== undefined) return true;
  const context = termSet(contextOf(question, best));
  return [...terms.weights.keys()].some((term) => term.length > 1 && context.has(term));
}

/** What a sentence is read in, folded: its passage, the headings above it, the title. */
function contextOf(question: Question, { article, passage }: ScoredCandidate): string {
  const { start, end, headingPath } = passage;
  return foldFor(question, [article.title, ...headingPath, article.text.slice(start, end)].join('\n'));
}

/** Keeps names that stand everywhere from counting nothing at all. */
const LEAST_WEIGHT = 0.1;

function namesFound(words: readonly ContentWord[], context: string, lexical: LexicalIndex): number {
  let total = 0;
  let found = 0;
  for (const { word, isName } of words) {
    if (!isName) continue;
    const weight = Math.max(LEAST_WEIGHT, lexical.idf(word));
    total += weight;
    if (context.includes(word)) found += weight;
  }
  return total === 0 ? 1 : found / total;
}

function yearsMissed({ years }: Question, context: string, { article }: ScoredCandidate): number {
  const { date } = article;
  if (years.length === 0 || date === null) return 0;
  const read = arabicYears(context);
  const missed = years.filter((year) => !read.includes(`${year}`) && date.value.slice(0, 4) !== `${year}`);
  return missed.length / years.length;
}

function kindFound({ kind }: Question, { features }: ScoredCandidate): number {
  if (kind === 'other' || kind === 'yes-no') return 0;
  const named = kind === 'person' || kind === 'place' ? (features[`name.${kind}`] ?? 0) : 0;
  return Math.max(features[`kind.${kind}`] ?? 0, named) - 0.5;
}

function unitMissed(question: Question, { article, sentence }: ScoredCandidate): number {
  const text = foldFor(question, article.text.slice(sentence.start, sentence.end));
  return unitEvidence(text, question) === 0 ? 1 : 0;
}
