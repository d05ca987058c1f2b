import type { AnswerLevel } from '../domain/answer.js';
import type { Answerer, AskOptions } from '../domain/ports.js';
import { firstCitation, holdsAnswer } from './match.js';

/** A question of any data set, with the answers that are accepted; without any, the right answer is none. */
export interface EvaluationQuestion {
  readonly id: string;
  readonly question: string;
  readonly answers: readonly string[];
}

/** How one question came out. */
export interface QuestionResult {
  readonly id: string;
  readonly category: string;
  readonly question: string;
  readonly answered: boolean;
  /** `null` where nothing was answered. */
  readonly level: AnswerLevel | null;
  /** Answerable: the first quote holds an accepted answer. Unanswerable: nothing was answered. */
  readonly correct: boolean;
  /** 0 to 1. */
  readonly confidence: number;
  /** The first quote, or `null` where nothing was answered. */
  readonly quote: string | null;
  /** The accepted answers; empty for an unanswerable question. */
  readonly wanted: readonly string[];
  /**
   * Place of the first passage of the right paragraph, 1 or more; `null` where it is not among the first 10,
   * absent where the data set does not name the paragraph.
   */
  readonly rank?: number | null;
  /** From the question to its answer, retrieval included. */
  readonly milliseconds: number;
  /** Of retrieval alone; absent where it was not measured. */
  readonly retrievalMilliseconds?: number;
}

/** A category of questions that have no answer. */
export const UNANSWERABLE = 'unanswerable';

/**
 * Asks a question and compares the first quote with the accepted answers.
 * @param category - what the result is counted under
 */
export async function askQuestion(
  { id, question, answers }: EvaluationQuestion,
  category: string,
  { answerer, ...options }: AskOptions & { readonly answerer: Answerer },
): Promise<QuestionResult> {
  const start = performance.now();
  const answer = await answerer.ask(question, options);
  const milliseconds = performance.now() - start;
  const quote = firstCitation(answer)?.quote.text ?? null;
  const answered = answer.status === 'answered';
  return {
    id,
    category,
    question,
    answered,
    level: answered ? answer.level : null,
    correct: answers.length === 0 ? !answered : quote !== null && holdsAnswer(quote, answers),
    confidence: answer.confidence,
    quote,
    wanted: answers,
    milliseconds,
  };
}

/** Told after each question how many were asked. */
export type OnAsked = (done: number, total: number) => void;

/**
 * Asks one question after the other. The first one is asked once beforehand and that result dropped: what is
 * only done for the first question (opening the model, fitting a threshold) would be counted as its time.
 */
export async function askAll<Q>(
  questions: readonly Q[],
  ask: (question: Q) => Promise<QuestionResult>,
  onAsked?: OnAsked,
): Promise<QuestionResult[]> {
  const results: QuestionResult[] = [];
  for (const question of questions) {
    if (results.length === 0) await ask(question);
    results.push(await ask(question));
    onAsked?.(results.length, questions.length);
  }
  return results;
}
