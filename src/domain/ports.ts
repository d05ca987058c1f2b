import type { Answer } from './answer.js';
import type { Article, ArticleId, ArticleSummary } from './article.js';
import type { ArticleFilter, PassageSet } from './filter.js';
import type { Hit, Passage, PassageId } from './passage.js';

/** How far a long job is. `total` may grow while a job learns how much there is to do. */
export interface Progress {
  readonly phase: 'read' | 'embed' | 'index' | 'write' | 'download';
  readonly done: number;
  readonly total: number;
}

/** Called now and then during a long job; must not throw. */
export type OnProgress = (progress: Progress) => void;

/** What a long job accepts besides its input. */
export interface JobOptions {
  readonly onProgress?: OnProgress;
  /** Ends the job early; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What embedding accepts besides texts. */
export interface EmbedOptions extends JobOptions {
  /** Whether somebody waits for the answer to a question: done before what is not urgent. Default false. */
  readonly urgent?: boolean;
}

/**
 * Turns text into vectors. Questions and passages have methods of their own because models prefix them
 * differently. Every vector has `dimensions` finite components and Euclidean length 1 (±1e-3).
 * Deterministic: equal text gives an equal vector.
 */
export interface Embedder {
  /** What the operator configured: `builtin`, a hub id, or the last name of a folder. */
  readonly modelId: string;
  /**
   * Hexadecimal hash of everything that changes vectors: weights, tokenizer, pooling, prefixes. Vectors of
   * different fingerprints are never mixed in an index.
   */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** Text beyond the model's maximum length is cut. Empty text is allowed. */
  embedQuery(text: string): Promise<Float32Array>;
  /** Vectors in the order of `texts`; an empty list gives an empty list. Reports phase `embed`. */
  embedPassages(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
  /** Ends what the embedder started. Calls after it reject. Idempotent. */
  close(): Promise<void>;
}

/** Nearest passages by cosine similarity. */
export interface VectorIndex {
  /** Number of passages. */
  readonly size: number;
  readonly dimensions: number;
  /**
   * At most `k` hits, best first, `score` the cosine in -1 to 1. Fewer where the index is smaller; none for
   * an empty index or `k <= 0`. Throws {@link YinjuError} for a vector of another length or with a component
   * that is not finite.
   * @param among - only these are found; default all. Of few among many, an approximate index still finds `k`.
   */
  search(query: Float32Array, k: number, among?: PassageSet): Hit[];
}

/** Passages by their words. */
export interface LexicalIndex {
  /** Number of passages. */
  readonly size: number;
  /**
   * At most `k` hits with a score above 0, best first, ties by passage id. `terms` are those of the analyser
   * that built the index (`analyse` in `text/`); a term that is repeated counts once per repetition.
   * @param among - only these are found; default all. Scores are those of a search in all.
   */
  search(terms: readonly string[], k: number, among?: PassageSet): Hit[];
  /**
   * Inverse document frequency of a term, `ln(1 + (n - df + 0.5) / (df + 0.5))`; for a term that occurs
   * nowhere the value at `df = 0`.
   */
  idf(term: string): number;
  /** Number of passages that contain a term. */
  documentFrequency(term: string): number;
  /**
   * Terms of the index that a word of Latin letters may be a typing error of: at most `maxDistance` insertions,
   * deletions, substitutions and swaps of neighbours away, not the word itself, beginning with its first or
   * its second letter. Nearest first, then those in more passages, then by code units. None for other terms.
   */
  similarTerms(term: string, maxDistance: number): string[];
}

/**
 * The articles and passages of one generation of an index. Summaries are at hand; texts may lie on disk and are read
 * when they are asked for, which throws {@link YinjuError} (code `index-damaged`) where they are not what was written.
 */
export interface Corpus {
  readonly articleCount: number;
  readonly passageCount: number;
  /** Every article, by path. */
  articles(): readonly ArticleSummary[];
  /** An article without its text. */
  summary(id: ArticleId): ArticleSummary | undefined;
  /** An article with its text. */
  article(id: ArticleId): Article | undefined;
  /** Throws {@link YinjuError} for an id outside 0 to `passageCount - 1`. */
  passage(id: PassageId): Passage;
  /** The article that a passage is of, without its text. Throws as `passage` does. */
  articleOf(id: PassageId): ArticleSummary;
  /** Ids of an article's passages, in the order of its text. */
  passagesOf(id: ArticleId): readonly PassageId[];
}

/** A passage as a retriever ranks it. */
export interface RankedPassage {
  readonly id: PassageId;
  /** Higher is better; comparable within one retrieval. */
  readonly score: number;
  /** BM25 score, 0 where words did not find it. */
  readonly lexicalScore: number;
  /** Cosine in -1 to 1, `null` where vectors did not find it. */
  readonly cosine: number | null;
  /** Where the cosine stands between the last that vectors found and the best, 0 to 1; 0 where they did not find it. */
  readonly closeness: number;
  /** Share of the vectors in its score, 0 to 1: the same for all that a question finds. */
  readonly vectorShare: number;
  /** Cosine of each of its sentences with the question, in their order; absent where none was compared. */
  readonly sentenceCosines?: readonly number[];
}

/** Question in, ranked passages out. */
export interface Retriever {
  /** At most `k` passages, best first. */
  retrieve(question: string, k: number): Promise<RankedPassage[]>;
}

/** The question before, as far as a question that leans on it needs to know it. */
export interface PreviousQuestion {
  /** Completed, so that a follow-up of a follow-up can be completed from it. */
  readonly question: string;
  /** Articles that its answer quoted; whoever asks for more is shown others where there are any. */
  readonly shown: readonly ArticleId[];
}

/** What one question may set. */
export interface AskOptions {
  /** At most so many citations, 1 or more. Default 3. */
  readonly limit?: number;
  /** The day that “now” means, `YYYY-MM-DD`. Default: today in the configured time zone. */
  readonly today?: string;
  /** What a question that leans on the one before is completed from. Default: every question stands by itself. */
  readonly previous?: PreviousQuestion;
  /** Whether the answer says how it came about. Default false. */
  readonly explain?: boolean;
  /** Articles to answer from; all that an answer names pass. Default all. Not taken over by the next question. */
  readonly filter?: ArticleFilter;
}

/** Question in, quotes with their sources out. Never throws for a question, whatever it contains. */
export interface Answerer {
  ask(question: string, options?: AskOptions): Promise<Answer>;
}
