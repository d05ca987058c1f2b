import type { Features } from '../../src/answering/features.js';
import { FEATURE_NAMES } from '../../src/answering/features.js';
import type { FeatureWeights, ScoredCandidate } from '../../src/answering/ranker.js';
import { splitSentences } from '../../src/text/sentences.js';
import { sketchArticle } from '../support/fake-articles.js';

/** What a test says of a sentence; the rest follows. */
export interface SentenceSketch {
  /** Default 0. */
  readonly score?: number;
  /** Default: softmax of the scores. */
  readonly probability?: number;
  readonly features?: Features;
}

/** The sentences of a paragraph as scored candidates of one passage. */
export function scoredSentences(paragraph: string, sketches: readonly SentenceSketch[]): ScoredCandidate[] {
  const article = sketchArticle({ path: 'a.md', title: '题', parts: [{ heading: null, paragraph }] });
  const sentences = splitSentences(article.text);
  const passage = { articleId: article.id, start: 0, end: article.text.length, headingPath: [], sentences };
  const scores = sentences.map((_, i) => sketches[i]?.score ?? 0);
  const best = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - best), 0);
  return sentences.map((sentence, index) => {
    const score = scores[index] ?? 0;
    const probability = sketches[index]?.probability ?? Math.exp(score - best) / total;
    return {
      article,
      passageId: 0,
      passage,
      ranked: { id: 0, score: 1, lexicalScore: 1, cosine: null, closeness: 0, vectorShare: 0 },
      index,
      sentence,
      features: sketches[index]?.features ?? {},
      score,
      probability,
      passageProbability: probability,
    };
  });
}

/** Weights of which only the named ones count. */
export function weigh(named: Features): FeatureWeights {
  const weights = FEATURE_NAMES.map((name) => [name, named[name] ?? 0] as const);
  return Object.fromEntries(weights) as FeatureWeights;
}
