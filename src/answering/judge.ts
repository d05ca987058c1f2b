import type { AskOptions, LexicalIndex } from '../domain/ports.js';
import { confidenceFeatures, judgeConfidence, mayAnswer, type ConfidenceWeights } from './confidence.js';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.js';
import type { ScoredCandidate } from './ranker.js';
import type { Reader, Reading } from './reader.js';
import { translatedEvidence } from './translated-evidence.js';

/** A question with what was found for it, before it is decided whether to show it. */
export interface Findings {
  readonly reading: Reading;
  /** The best sentence, or `null` where it cannot answer. */
  readonly best: ScoredCandidate | null;
  /** Probability, 0 to 1, that the best sentence answers; 0 where there is none. */
  readonly confidence: number;
}

/**
 * Reads a question and judges the best sentence.
 * @param options - as in {@link AskOptions}
 */
export type Judge = (question: string, options?: Pick<AskOptions, 'today' | 'filter'>) => Promise<Findings>;

/** What a judge is made of. */
export interface JudgeParts {
  readonly lexical: LexicalIndex;
  readonly reader: Reader;
  /** Default: those that were learnt. */
  readonly weights?: ConfidenceWeights;
}

/** A judge over one generation of an index. */
export function createJudge({ lexical, reader, weights = CONFIDENCE_WEIGHTS }: JudgeParts): Judge {
  return async (question, options) => {
    const reading = await reader.read(question, options);
    const best = bestOf(reading.candidates);
    if (best === null || !mayAnswer(reading, best)) return { reading, best: null, confidence: 0 };
    const evidence = translatedEvidence(reading.question, best.article, best.passage);
    const judged = judgeConfidence(confidenceFeatures({ reading, best, lexical }), weights);
    return { reading, best, confidence: evidence * judged };
  };
}

/** The candidate with the highest score; the earlier one of two equals. */
function bestOf(candidates: readonly ScoredCandidate[]): ScoredCandidate | null {
  return candidates.reduce<ScoredCandidate | null>(
    (best, candidate) => (best === null || candidate.score > best.score ? candidate : best),
    null,
  );
}
