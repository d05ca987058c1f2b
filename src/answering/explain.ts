import type {
  ExplainedConfidence,
  ExplainedPassage,
  ExplainedQuestion,
  ExplainedSentence,
  Explanation,
  LeadingSentence,
} from '../domain/explanation.js';
import type { Corpus, LexicalIndex, RankedPassage } from '../domain/ports.js';
import { understandQuestion } from '../retrieval/question.js';
import { CONFIDENCE_FEATURE_NAMES, confidenceFeatures, type ConfidenceWeights } from './confidence.js';
import type { Findings } from './judge.js';
import { explainScore, type ScoredCandidate } from './ranker.js';
import { RANKER_WEIGHTS } from './ranker-weights.js';
import type { Reading } from './reader.js';
import { translatedEvidence } from './translated-evidence.js';

/** What is explained. */
export interface ExplainRequest {
  /** The question as the answerer was asked it. */
  readonly text: string;
  readonly findings: Findings;
  readonly corpus: Corpus;
  readonly lexical: LexicalIndex;
  /** Least confidence of an answer to this question, 0 to 1. */
  readonly threshold: number;
  readonly options: { readonly strongThreshold: number; readonly confidence: ConfidenceWeights };
}

/** Passages and runners-up that are told. */
const TOLD = 5;

/** Explains an answer by what it was decided on; the ranker's weights are taken to be the learnt ones. */
export function explainAnswer(request: ExplainRequest): Explanation {
  const { text, corpus, findings } = request;
  const { passages, candidates, ...understood } = findings.reading;
  const [leading, ...others] = candidates.toSorted((a, b) => b.score - a.score);
  return {
    question: explainQuestion(text, understood),
    passages: passages.slice(0, TOLD).map((passage) => explainPassage(passage, corpus)),
    sentence: leading === undefined ? null : explainLeading(leading),
    runnersUp: others.slice(0, TOLD).map(explainSentence),
    confidence: explainConfidence(request),
  };
}

function explainQuestion(
  text: string,
  { question, terms }: Pick<Reading, 'question' | 'terms'>,
): ExplainedQuestion {
  const { kind, focus, periods, wantsLatest, translation } = question;
  return {
    text,
    kind,
    focus,
    periods: periods.map(({ from, to }) => ({ from, to })),
    wantsLatest,
    terms: [...terms.weights].map(([term, weight]) => ({ term, weight })).sort((a, b) => b.weight - a.weight),
    corrected: translation === undefined ? findCorrection(text, question.terms) : null,
    translated: (translation?.concepts ?? []).map(({ word, words }) => ({
      word,
      words: words.map((each) => each.word),
    })),
  };
}

/** Terms that gave way to others between question and search. */
function findCorrection(text: string, searched: readonly string[]): ExplainedQuestion['corrected'] {
  const asked = understandQuestion(text).terms;
  const from = [...new Set(asked.filter((term) => !searched.includes(term)))];
  const to = [...new Set(searched.filter((term) => !asked.includes(term)))];
  return from.length === 0 ? null : { from, to };
}

function explainPassage(
  { id, lexicalScore, cosine, score }: RankedPassage,
  corpus: Corpus,
): ExplainedPassage {
  const { id: articleId, path, title } = corpus.articleOf(id);
  return { passageId: id, articleId, path, title, lexicalScore, cosine, chance: score };
}

function explainSentence({
  article,
  passageId,
  sentence,
  score,
  probability,
}: ScoredCandidate): ExplainedSentence {
  const { start, end } = sentence;
  const text = article.text.slice(start, end);
  return { articleId: article.id, passageId, path: article.path, start, end, text, score, probability };
}

function explainLeading(leading: ScoredCandidate): LeadingSentence {
  const weights = RANKER_WEIGHTS.answer;
  return {
    ...explainSentence(leading),
    features: explainScore(leading.features, weights).map(({ feature, value, share }) => ({
      feature,
      value,
      weight: weights[feature],
      share,
    })),
  };
}

function explainConfidence({
  findings,
  lexical,
  threshold,
  options,
}: ExplainRequest): ExplainedConfidence | null {
  const { reading, best, confidence } = findings;
  if (best === null) return null;
  const { strongThreshold } = options;
  const { bias, weights } = options.confidence;
  const values = confidenceFeatures({ reading, best, lexical });
  const answered = confidence < strongThreshold ? 'possible' : 'strong';
  return {
    features: CONFIDENCE_FEATURE_NAMES.map((feature) => {
      const [value, weight] = [values[feature], weights[feature]];
      return { feature, value, weight, share: value * weight };
    }),
    bias,
    evidence: translatedEvidence(reading.question, best.article, best.passage),
    probability: confidence,
    threshold,
    strongThreshold,
    level: confidence < threshold ? 'none' : answered,
  };
}
