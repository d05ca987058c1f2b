import type { ArticleFilter, PassageSet } from '../domain/filter.js';
import type { AskOptions, Corpus, LexicalIndex, RankedPassage, Retriever } from '../domain/ports.js';
import type { SentenceComparer } from '../retrieval/compare-sentences.js';
import { createPassageFilter } from '../retrieval/passage-filter.js';
import type { HybridRetriever } from '../retrieval/hybrid.js';
import { understandQuestion, type Question } from '../retrieval/question.js';
import { indexTerms } from '../retrieval/spelling.js';
import { preferInTime } from '../retrieval/time-preference.js';
import type { Translator } from '../retrieval/translate.js';
import { findCandidates } from './candidates.js';
import { prepareQuestion } from './features.js';
import { scoreCandidates, type RankerWeights, type ScoredCandidate } from './ranker.js';
import { RANKER_WEIGHTS } from './ranker-weights.js';
import { weighTerms, type WeightedTerms } from './terms.js';

/** What was found for a question. */
export interface Reading {
  /** In the words that the index knows: corrected, and translated where it was asked in another language. */
  readonly question: Question;
  readonly terms: WeightedTerms;
  /** Best first, as the second look ranks them. */
  readonly passages: readonly RankedPassage[];
  /** Every sentence of the passages that were read. */
  readonly candidates: readonly ScoredCandidate[];
  /** Passages that passed the filter; absent where there was none. */
  readonly among?: PassageSet;
}

/** Looks at the best passages a second time, sentence by sentence. */
export interface Reader extends Retriever {
  /**
   * @param options - `today` and `filter` as in {@link AskOptions}
   */
  read(question: string, options?: Pick<AskOptions, 'today' | 'filter'>): Promise<Reading>;
  /** At most `k` passages of articles that pass the filter, best first. Default filter: none. */
  retrieve(question: string, k: number, filter?: ArticleFilter): Promise<RankedPassage[]>;
}

/** What a reader is made of. */
export interface ReaderParts {
  readonly corpus: Corpus;
  readonly lexical: LexicalIndex;
  readonly retriever: HybridRetriever;
  /** Default: questions stay in the language that they are asked in. */
  readonly translate?: Translator;
  /** Default: passages stay as they are ranked. */
  readonly compareSentences?: SentenceComparer;
  readonly weights?: RankerWeights;
  /** Passages that are read. Default 20. */
  readonly depth?: number;
}

const DEFAULT_DEPTH = 20;
/** So many times the passages that are read are retrieved: the time that is asked for may be among the last. */
const TIMED_DEPTH = 5;

interface LookOptions {
  readonly today?: string | undefined;
  readonly among: PassageSet | undefined;
}

/** A reader of one generation of an index. */
export function createReader({
  corpus,
  lexical,
  retriever,
  translate = (question) => Promise.resolve(question),
  compareSentences = (_, ranked) => Promise.resolve(ranked),
  weights = RANKER_WEIGHTS,
  depth = DEFAULT_DEPTH,
}: ReaderParts): Reader {
  const passagesOf = createPassageFilter(corpus);

  async function understand(text: string, { today, among }: LookOptions): Promise<Question> {
    const question = await translate(understandQuestion(text, today), among);
    if (question.translation !== undefined) return question;
    return { ...question, terms: indexTerms(question.terms, lexical) };
  }

  async function look(
    text: string,
    k: number,
    { today, among }: LookOptions,
  ): Promise<{ readonly reading: Reading; readonly unread: readonly RankedPassage[] }> {
    const question = await understand(text, { today, among });
    const terms = weighTerms(question.terms, lexical);
    const found = await retriever.search(question, Math.max(k, depth * TIMED_DEPTH), among);
    const chosen = preferInTime(found, { question, corpus, limit: depth, today });
    const ranked = await compareSentences(question, chosen);
    const candidates = scoreCandidates(
      findCandidates(prepareQuestion(question, terms), { ranked, corpus, today }),
      weights,
    );
    const read = new Set(ranked.map(({ id }) => id));
    return {
      reading: {
        ...{ question, terms, candidates, passages: rerank(ranked, candidates) },
        ...(among && { among }),
      },
      unread: found.filter(({ id }) => !read.has(id)),
    };
  }

  return {
    async read(text, { today, filter } = {}) {
      return (await look(text, depth, { today, among: passagesOf(filter) })).reading;
    },

    async retrieve(text, k, filter) {
      if (k <= 0) return [];
      const { reading, unread } = await look(text, k, { among: passagesOf(filter) });
      const worst = reading.passages.at(-1)?.score ?? 0;
      const best = unread[0]?.score ?? 0;
      const rest = unread.map((passage) => ({
        ...passage,
        score: best > 0 ? (worst * passage.score) / best : 0,
      }));
      return [...reading.passages, ...rest].slice(0, k);
    },
  };
}

/** Orders passages by the chance that they answer, the sum over their sentences; that becomes their score. */
function rerank(ranked: readonly RankedPassage[], candidates: readonly ScoredCandidate[]): RankedPassage[] {
  const chances = new Map<number, number>();
  for (const { passageId, passageProbability } of candidates) {
    chances.set(passageId, (chances.get(passageId) ?? 0) + passageProbability);
  }
  return ranked
    .map((passage) => ({ ...passage, score: chances.get(passage.id) ?? 0 }))
    .sort((a, b) => b.score - a.score);
}
