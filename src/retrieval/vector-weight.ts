import type { Hit } from '../domain/passage.js';
import type { LexicalIndex } from '../domain/ports.js';
import { isBuiltin } from './model-use.js';

/**
 * Share of the vectors in the fused score, 0 (words alone) to 1 (vectors alone), by how much of the question words
 * found.
 * @param coverage - of {@link wordCoverage}
 */
export type VectorWeight = (coverage: number) => number;

/**
 * Of the built-in model, where words find the question and where they do not. Chosen on DRCD-dev, CMRC-dev and a hundred
 * questions in other words than their passages that serve for nothing else
 * (`tests/evaluation/data/paraphrase-tuning.jsonl`).
 */
const WORDS_FIND = 0.2;
const WORDS_FAIL = 0.6;
/** Coverage from which on words find the question, and up to which they do not; in between the share falls evenly. */
const FOUND = 0.3;
const FAILED = 0.2;

/**
 * The weight for a model. The built-in one knows less than the words do, except where no passage has them: the
 * question was put in other words then. For any other model the middle, which nothing was measured for.
 * @param modelId - `Embedder.modelId`
 */
export function defaultVectorWeight(modelId: string): VectorWeight {
  if (!isBuiltin(modelId)) return () => 0.5;
  return (coverage) => {
    const failed = Math.min(1, Math.max(0, (FOUND - coverage) / (FOUND - FAILED)));
    return WORDS_FIND + (WORDS_FAIL - WORDS_FIND) * failed;
  };
}

/**
 * How much of what the question's words tell stands in the best passage, 0 to 1: its BM25 score, of the most that
 * any passage could get, which is the sum of the words' inverse document frequencies. 1 where there are no words.
 * @param hits - what the lexical index found, best first
 * @param terms - what it was asked for
 */
export function wordCoverage(
  hits: readonly Hit[],
  terms: readonly string[],
  lexical: Pick<LexicalIndex, 'idf'>,
): number {
  const most = terms.reduce((sum, term) => sum + lexical.idf(term), 0);
  return most === 0 ? 1 : Math.min(1, (hits[0]?.score ?? 0) / most);
}
