import type { Answerer, Corpus, Retriever } from '../domain/ports.js';
import { meanReciprocalRank, recallAt, share } from './metrics.js';
import { type EvaluationReport, isAnswerable, type Latency, latencyOf, summarise } from './report.js';
import { askAll, askQuestion, type OnAsked, type QuestionResult, UNANSWERABLE } from './result.js';
import type { SquadQuestion } from './squad.js';

/** Figures of a SQuAD-format set. Shares are 0 to 1. */
export interface SquadReport extends EvaluationReport {
  readonly articles: number;
  readonly passages: number;
  /** Share of answerable questions with a passage of the right paragraph among the first 1, 5 and 10. */
  readonly recall: { readonly at1: number; readonly at5: number; readonly at10: number };
  /** Mean reciprocal rank of the first passage of the right paragraph, among the first 10. */
  readonly mrr: number;
  /** Share of answerable questions whose first quote holds a gold answer; one without an answer counts as missed. */
  readonly quoteHoldsAnswer: number;
  /** Of a retrieval of 10 passages alone. */
  readonly retrievalMilliseconds: Latency;
}

/** What an evaluation on SQuAD-format questions needs: an index of their articles. */
export interface SquadRunOptions {
  readonly questions: readonly SquadQuestion[];
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  readonly onProgress?: OnAsked;
}

/** Category of the questions of a SQuAD-format file that have an answer. */
const ANSWERABLE = 'answerable';
const DEPTH = 10;

/** Asks every question; the time of a question is that of its answer, retrieval included. */
export async function evaluateSquad(options: SquadRunOptions): Promise<SquadReport> {
  const { questions, corpus, onProgress } = options;
  const results = await askAll(questions, (question) => runQuestion(question, options), onProgress);
  const answerable = results.filter(isAnswerable);
  const ranks = answerable.map(({ rank = null }) => rank);
  return {
    articles: corpus.articleCount,
    passages: corpus.passageCount,
    recall: { at1: recallAt(ranks, 1), at5: recallAt(ranks, 5), at10: recallAt(ranks, DEPTH) },
    mrr: meanReciprocalRank(ranks),
    quoteHoldsAnswer: share(answerable.map(({ correct }) => correct)),
    retrievalMilliseconds: latencyOf(results.map(({ retrievalMilliseconds = 0 }) => retrievalMilliseconds)),
    ...summarise(results),
  };
}

async function runQuestion(
  squad: SquadQuestion,
  { corpus, retriever, answerer }: SquadRunOptions,
): Promise<QuestionResult> {
  const category = squad.answers.length === 0 ? UNANSWERABLE : ANSWERABLE;
  const start = performance.now();
  const ranked = await retriever.retrieve(squad.question, DEPTH);
  const retrievalMilliseconds = performance.now() - start;
  const place = ranked.findIndex(({ id }) => corpus.articleOf(id).id === squad.articleId);
  const result = await askQuestion(squad, category, { answerer, limit: 1 });
  return { ...result, rank: place === -1 ? null : place + 1, retrievalMilliseconds };
}
