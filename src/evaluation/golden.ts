import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { YinjuError } from '../domain/errors.js';
import type { Answerer } from '../domain/ports.js';
import { firstCitation, holdsAnswer } from './match.js';
import { auroc, mean, quantile, share } from './metrics.js';

const goldenQuestionSchema = z.object({
  id: z.string(),
  category: z.string(),
  question: z.string(),
  answers: z.array(z.string()),
  sources: z.array(z.string()),
});

/** A question with the answers that are accepted; without any, the right answer is none. */
export type GoldenQuestion = Readonly<z.infer<typeof goldenQuestionSchema>>;

/** How one question came out. */
export interface GoldenResult {
  readonly id: string;
  readonly category: string;
  readonly question: string;
  readonly answered: boolean;
  /** Answerable: the first quote holds an accepted answer. Unanswerable: nothing was answered. */
  readonly correct: boolean;
  readonly confidence: number;
  /** The first quote, or `null` where nothing was answered. */
  readonly quote: string | null;
  readonly wanted: readonly string[];
  readonly milliseconds: number;
}

/** Figures of one category. Shares are 0 to 1. */
export interface GoldenCategory {
  readonly questions: number;
  /** Share of correct results. */
  readonly accuracy: number;
  /** Share of questions that got an answer. */
  readonly answered: number;
}

/** Figures of a golden set. Shares are 0 to 1. */
export interface GoldenReport {
  readonly questions: number;
  readonly categories: Readonly<Record<string, GoldenCategory>>;
  readonly unanswerable: {
    readonly questions: number;
    /** Share of the unanswerable questions that got no answer. */
    readonly abstentionRate: number;
    /** Share of the answerable questions that got an answer. */
    readonly answerRate: number;
    /** Of the confidence, answerable against unanswerable questions; `null` where one kind is missing. */
    readonly auroc: number | null;
  };
  readonly meanQuoteLength: number;
  readonly milliseconds: { readonly mean: number; readonly p95: number };
  readonly results: readonly GoldenResult[];
}

/** What an evaluation on a golden set needs. */
export interface GoldenOptions {
  readonly questions: readonly GoldenQuestion[];
  readonly answerer: Answerer;
  /** The day that “now” means, `YYYY-MM-DD`. */
  readonly today?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Reads a file of golden questions, one JSON object a line. Throws {@link YinjuError} naming a line that is none. */
export async function readGoldenFile(file: string): Promise<GoldenQuestion[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new YinjuError({
      part: 'evaluation',
      code: 'file-unreadable',
      message: `The file ${file} cannot be read.`,
      remedy: 'Give the path of a file with one JSON question per line.',
      cause,
    });
  });
  return text
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, { file, line: i + 1 })]));
}

function parseLine(text: string, { file, line }: { file: string; line: number }): GoldenQuestion {
  try {
    return goldenQuestionSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new YinjuError({
      part: 'evaluation',
      code: 'file-invalid',
      message: `Line ${line} of ${file} is not a golden question.`,
      remedy: 'A line is {"id", "category", "question", "answers": […], "sources": […]}.',
      cause,
    });
  }
}

/** Asks every question and compares the first quote with the accepted answers. */
export async function evaluateGolden({
  questions,
  answerer,
  today,
  onProgress,
}: GoldenOptions): Promise<GoldenReport> {
  const results: GoldenResult[] = [];
  for (const question of questions) {
    results.push(await askGolden(question, answerer, today));
    onProgress?.(results.length, questions.length);
  }
  return summarise(questions, results);
}

async function askGolden(golden: GoldenQuestion, answerer: Answerer, today?: string): Promise<GoldenResult> {
  const start = performance.now();
  const answer = await answerer.ask(golden.question, today === undefined ? {} : { today });
  const milliseconds = performance.now() - start;
  const quote = firstCitation(answer)?.quote.text ?? null;
  const answered = answer.status === 'answered';
  return {
    id: golden.id,
    category: golden.category,
    question: golden.question,
    answered,
    correct: golden.answers.length === 0 ? !answered : quote !== null && holdsAnswer(quote, golden.answers),
    confidence: answer.confidence,
    quote,
    wanted: golden.answers,
    milliseconds,
  };
}

function summarise(questions: readonly GoldenQuestion[], results: readonly GoldenResult[]): GoldenReport {
  const names = [...new Set(results.map(({ category }) => category))];
  const isAnswerable = (result: GoldenResult): boolean => result.wanted.length > 0;
  const answerable = results.filter(isAnswerable);
  const unanswerable = results.filter((result) => !isAnswerable(result));
  const milliseconds = results.map((result) => result.milliseconds);
  return {
    questions: questions.length,
    categories: Object.fromEntries(
      names.map((name) => [name, summariseCategory(results.filter(({ category }) => category === name))]),
    ),
    unanswerable: {
      questions: unanswerable.length,
      abstentionRate: share(unanswerable.map(({ answered }) => !answered)),
      answerRate: share(answerable.map(({ answered }) => answered)),
      auroc: auroc(
        answerable.map(({ confidence }) => confidence),
        unanswerable.map(({ confidence }) => confidence),
      ),
    },
    meanQuoteLength: mean(results.flatMap(({ quote }) => (quote === null ? [] : [quote.length]))),
    milliseconds: { mean: mean(milliseconds), p95: quantile(milliseconds, 0.95) },
    results,
  };
}

function summariseCategory(results: readonly GoldenResult[]): GoldenCategory {
  return {
    questions: results.length,
    accuracy: share(results.map(({ correct }) => correct)),
    answered: share(results.map(({ answered }) => answered)),
  };
}
