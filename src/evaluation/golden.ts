import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { YinjuError } from '../domain/errors.js';
import type { Answerer } from '../domain/ports.js';
import { type EvaluationReport, summarise } from './report.js';
import { askAll, askQuestion, type OnAsked, type QuestionResult } from './result.js';

const goldenQuestionSchema = z.object({
  id: z.string(),
  category: z.string(),
  question: z.string(),
  answers: z.array(z.string()),
  sources: z.array(z.string()),
});

/** A question with the answers that are accepted; without any, the right answer is none. */
export type GoldenQuestion = Readonly<z.infer<typeof goldenQuestionSchema>>;

/** What an evaluation on a golden set needs. */
export interface GoldenOptions {
  readonly questions: readonly GoldenQuestion[];
  readonly answerer: Answerer;
  /** The day that “now” means, `YYYY-MM-DD`. */
  readonly today?: string;
  readonly onProgress?: OnAsked;
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
  onProgress,
  ...asking
}: GoldenOptions): Promise<EvaluationReport> {
  const ask = (question: GoldenQuestion): Promise<QuestionResult> =>
    askQuestion(question, question.category, asking);
  return summarise(await askAll(questions, ask, onProgress));
}
