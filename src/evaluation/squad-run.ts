import type { Answerer, Corpus, Retriever } from '../domain/ports.js';
import { firstCitation, holdsAnswer } from './match.js';
import { mean, meanReciprocalRank, quantile, recallAt, share } from './metrics.js';
import type { SquadQuestion } from './squad.js';

/** Figures of a SQuAD-format set. Shares are 0 to 1. */
export interface SquadReport {
  readonly articles: number;
  readonly passages: number;
  readonly questions: number;
  /** Share of questions with a passage of the right paragraph among the first 1, 5 and 10. */
  readonly recall: { readonly at1: number; readonly at5: number; readonly at10: number };
  /** Mean reciprocal rank of the first passage of the right paragraph, among the first 10. */
  readonly mrr: number;
  /** Share of questions whose first quote holds a gold answer; a question without an answer counts as missed. */
  readonly quoteHoldsAnswer: number;
  /** Share of questions that got an answer. */
  readonly answered: number;
  /** Of the first quotes, in UTF-16 code units. */
  readonly meanQuoteLength: number;
  readonly milliseconds: { readonly mean: number; readonly p95: number };
}

/** What an evaluation on SQuAD-format questions needs: an index of their articles. */
export interface SquadRunOptions {
  readonly questions: readonly SquadQuestion[];
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  readonly onProgress?: (done: number, total: number) => void;
}

interface SquadResult {
  readonly rank: number | null;
  readonly holds: boolean;
  readonly quoteLength: number | null;
  readonly milliseconds: number;
}

const DEPTH = 10;

/** Asks every question; the time of a question is that of its answer, retrieval included. */
export async function evaluateSquad(options: SquadRunOptions): Promise<SquadReport> {
  const { questions, corpus, onProgress } = options;
  const results: SquadResult[] = [];
  for (const question of questions) {
    results.push(await runQuestion(question, options));
    onProgress?.(results.length, questions.length);
  }
  const ranks = results.map(({ rank }) => rank);
  const lengths = results.flatMap(({ quoteLength }) => (quoteLength === null ? [] : [quoteLength]));
  const milliseconds = results.map((result) => result.milliseconds);
  return {
    articles: corpus.articleCount,
    passages: corpus.passageCount,
    questions: questions.length,
    recall: { at1: recallAt(ranks, 1), at5: recallAt(ranks, 5), at10: recallAt(ranks, DEPTH) },
    mrr: meanReciprocalRank(ranks),
    quoteHoldsAnswer: share(results.map(({ holds }) => holds)),
    answered: lengths.length / Math.max(1, questions.length),
    meanQuoteLength: mean(lengths),
    milliseconds: { mean: mean(milliseconds), p95: quantile(milliseconds, 0.95) },
  };
}

async function runQuestion(
  { question, answers, articleId }: SquadQuestion,
  { corpus, retriever, answerer }: SquadRunOptions,
): Promise<SquadResult> {
  const ranked = await retriever.retrieve(question, DEPTH);
  const place = ranked.findIndex(({ id }) => corpus.passage(id).articleId === articleId);
  const start = performance.now();
  const quote = firstCitation(await answerer.ask(question, { limit: 1 }))?.quote.text ?? null;
  return {
    rank: place === -1 ? null : place + 1,
    holds: quote !== null && holdsAnswer(quote, answers),
    quoteLength: quote?.length ?? null,
    milliseconds: performance.now() - start,
  };
}
