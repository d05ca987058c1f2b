import type { Article } from '../domain/article.js';
import type { ScoredCandidate } from './ranker.js';
import { isDictionaryWord } from '../text/words.js';
import { coverage, onlyTerms, termSet, type WeightedTerms } from './terms.js';
import type { Question } from '../retrieval/question.js';

/**
 * What the confidence is judged by, each 0 to 1 unless it says otherwise. Nothing here depends on how many
 * articles tell the same story.
 *
 * - `coverage`: share of the question's term weight in the best sentence
 * - `context`: share in its passage, title and headings
 * - `missing`: weight of the heaviest term that is in none of these, over the heaviest term of the question
 * - `lexical`: the passage's BM25 score over the question's total weight
 * - `words`: share of the weight of the question's whole words that stand in the context
 * - `characters`, `sentenceCharacters`: share of the weight of the question's characters, function words left
 *   out, in the context and in the sentence: words that share a character are often related
 * - `longestRun`: as the ranker has it
 * - `yearMissed`: share of the years that the question names which stand nowhere in the context and are not the
 *   article's own; 0 where the article has no date
 * - `kind`: 0.5 where the kind of answer asked for shows, -0.5 where it does not, 0 where nothing shows a kind
 */
export const CONFIDENCE_FEATURE_NAMES = [
  'coverage',
  'context',
  'missing',
  'lexical',
  'words',
  'characters',
  'sentenceCharacters',
  'longestRun',
  'yearMissed',
  'kind',
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

/** Terms of what a sentence is read in: its passage, the headings above it, the title. */
function contextTerms({ article, passage }: ScoredCandidate): ReadonlySet<string> {
  const { start, end, headingPath } = passage;
  return termSet([article.title, ...headingPath, article.text.slice(start, end)].join('\n'));
}

/**
 * Whether a sentence or what stands around it has anything of the question: a word, a number, two characters in
 * a row. Single characters in common say nothing.
 */
export function sharesTerm({ weights }: WeightedTerms, candidate: ScoredCandidate): boolean {
  const context = contextTerms(candidate);
  return [...weights.keys()].some((term) => term.length > 1 && context.has(term));
}

/** Reads the features of the best sentence. */
export function confidenceFeatures(
  question: Question,
  terms: WeightedTerms,
  best: ScoredCandidate,
): ConfidenceFeatures {
  const { article, sentence, features } = best;
  const context = contextTerms(best);
  const own = termSet(article.text.slice(sentence.start, sentence.end));
  const words = onlyTerms(terms, isWord);
  const characters = onlyTerms(terms, isTellingCharacter);
  return {
    coverage: features.coverage ?? 0,
    context: coverage(terms, context),
    missing: heaviestMissing(terms, context),
    lexical: terms.total > 0 ? best.ranked.lexicalScore / terms.total : 0,
    words: coverage(words, context),
    characters: coverage(characters, context),
    sentenceCharacters: coverage(characters, own),
    longestRun: features.longestRun ?? 0,
    yearMissed: yearsMissed(question, context, article),
    kind: kindFound(question, best),
  };
}

/** Characters of function words: sharing them says nothing. */
const FUNCTION_CHARACTERS = new Set(
  Array.from(
    '的了是在和与也都就还又再不没有为从到对把被让给能会可要想该这那其它他她我你们个些等及或并而且但于以之所着过吗呢啊一',
  ),
);

function isTellingCharacter(term: string): boolean {
  return /^\p{Script=Han}$/u.test(term) && !FUNCTION_CHARACTERS.has(term);
}

/** A dictionary word or a Latin word or number; not a bigram that joins two words. */
function isWord(term: string): boolean {
  return term.length > 1 && (!/\p{Script=Han}/u.test(term) || isDictionaryWord(term));
}

/** Probability, 0 to 1, that the quote answers the question. */
export function judgeConfidence(features: ConfidenceFeatures, { bias, weights }: ConfidenceWeights): number {
  let logit = bias;
  for (const name of CONFIDENCE_FEATURE_NAMES) logit += features[name] * weights[name];
  return 1 / (1 + Math.exp(-logit));
}

function heaviestMissing({ weights }: WeightedTerms, present: ReadonlySet<string>): number {
  let heaviest = 0;
  let missing = 0;
  for (const [term, weight] of weights) {
    if (term.length < 2) continue;
    heaviest = Math.max(heaviest, weight);
    if (!present.has(term)) missing = Math.max(missing, weight);
  }
  return heaviest > 0 ? missing / heaviest : 1;
}

function yearsMissed({ years }: Question, context: ReadonlySet<string>, { date }: Article): number {
  if (years.length === 0 || date === null) return 0;
  const missed = years.filter((year) => !context.has(`${year}`) && date.value.slice(0, 4) !== `${year}`);
  return missed.length / years.length;
}

function kindFound({ kind }: Question, { features }: ScoredCandidate): number {
  if (kind === 'other' || kind === 'yes-no') return 0;
  return (features[`kind.${kind}`] ?? 0) - 0.5;
}
