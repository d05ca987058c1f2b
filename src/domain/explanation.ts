import type { ArticleId } from './article.js';
import type { PassageId } from './passage.js';
import type { Span } from './span.js';

/**
 * How an answer came about, or why there is none: for whoever wants to understand or improve it. Names of features
 * and kinds are those of the code, and change with it.
 */
export interface Explanation {
  readonly question: ExplainedQuestion;
  /** The first passages, best first, at most five. */
  readonly passages: readonly ExplainedPassage[];
  /**
   * The sentence that leads the answer, or would have led it; `null` where none was found. A question for more
   * (还有哪些？) is shown others first.
   */
  readonly sentence: LeadingSentence | null;
  /** The sentences with the next highest scores, best first, at most five. */
  readonly runnersUp: readonly ExplainedSentence[];
  /** `null` where the leading sentence was not judged, since it shares no word with the question. */
  readonly confidence: ExplainedConfidence | null;
}

/** A question as it was understood. */
export interface ExplainedQuestion {
  /** Completed from the one before it where it leaned on that one. */
  readonly text: string;
  /** What kind of thing it asks for: `number`, `date`, `person` and so on. */
  readonly kind: string;
  /** Two Han characters that name what is asked for; empty where none shows. */
  readonly focus: string;
  /** Periods that it is about; days as `YYYY-MM-DD`, both ends included. */
  readonly periods: readonly { readonly from: string; readonly to: string }[];
  /** Whether it asks for what holds now or came last. */
  readonly wantsLatest: boolean;
  /** What was searched for, the heaviest first; a weight is an inverse document frequency, greater than 0. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  /** Terms that no passage has, with what was searched for in their place; `null` where none gave way. */
  readonly corrected: { readonly from: readonly string[]; readonly to: readonly string[] } | null;
  /** The word that stands for each thing an English question names, with all words for it; none for others. */
  readonly translated: readonly { readonly word: string; readonly words: readonly string[] }[];
}

/** A passage that was found. */
export interface ExplainedPassage {
  readonly passageId: PassageId;
  readonly articleId: ArticleId;
  readonly path: string;
  readonly title: string;
  /** BM25 score, 0 where words did not find it. */
  readonly lexicalScore: number;
  /** Cosine in -1 to 1, `null` where vectors did not list it. */
  readonly cosine: number | null;
  /** That it answers rather than another passage, by its sentences, 0 to 1; passages are ordered by it. */
  readonly chance: number;
}

/** A sentence of a passage: the span of its article's text. */
export interface ExplainedSentence extends Span {
  readonly articleId: ArticleId;
  readonly passageId: PassageId;
  readonly path: string;
  readonly text: string;
  /** Sum of the shares of its features. */
  readonly score: number;
  /** That it answers rather than another sentence that was read, 0 to 1. */
  readonly probability: number;
}

/** The sentence with the highest score. */
export interface LeadingSentence extends ExplainedSentence {
  /** Features that add something, by how much, the greatest first. */
  readonly features: readonly FeatureShare[];
}

/** What one feature adds. */
export interface FeatureShare {
  readonly feature: string;
  readonly value: number;
  readonly weight: number;
  /** Value times weight. */
  readonly share: number;
}

/** How sure the answer is, and what follows. */
export interface ExplainedConfidence {
  /** All features, in the order of the code. */
  readonly features: readonly FeatureShare[];
  /** Log-odds where all features are 0. Bias and shares add up to the log-odds that the quote answers. */
  readonly bias: number;
  /** What the probability of a translated question is multiplied by, 0 to 1; 1 for others. */
  readonly evidence: number;
  /** The answer's confidence, 0 to 1. */
  readonly probability: number;
  /** Below it there is no answer, 0 to 1. */
  readonly threshold: number;
  /** From it on the answer is shown without reserve, 0 to 1. */
  readonly strongThreshold: number;
  readonly level: 'strong' | 'possible' | 'none';
}
