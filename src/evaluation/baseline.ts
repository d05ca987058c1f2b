import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

import { YinjuError } from '../domain/errors.js';
import type { EvaluationQuestion, QuestionResult } from './result.js';

const resultSchema = z.object({
  id: z.string(),
  category: z.string(),
  question: z.string(),
  answered: z.boolean(),
  level: z.enum(['strong', 'possible']).nullable().default(null),
  correct: z.boolean(),
  confidence: z.number().min(0).max(1),
  quote: z.string().nullable(),
  wanted: z.array(z.string()),
  rank: z.int().min(1).nullable().exactOptional(),
  milliseconds: z.number().min(0),
});

const reportSchema = z.object({ results: z.array(resultSchema) });

/** The results of an earlier run, with the file that they were read from. */
export interface Baseline {
  readonly file: string;
  readonly results: readonly QuestionResult[];
}

/**
 * Reads what an earlier evaluation printed as JSON.
 * @throws {@link YinjuError} `file-unreadable`, or `file-invalid` for any other file
 */
export async function readBaseline(file: string): Promise<Baseline> {
  const remedy = 'Give a file that an earlier `yinju eval … --json` wrote.';
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new YinjuError({
      part: 'evaluation',
      code: 'file-unreadable',
      message: `The file ${file} cannot be read.`,
      remedy,
      cause,
    });
  });
  try {
    return { file, results: reportSchema.parse(JSON.parse(text)).results };
  } catch (cause) {
    throw new YinjuError({
      part: 'evaluation',
      code: 'file-invalid',
      message: `The file ${file} holds no results of an evaluation.`,
      remedy,
      cause,
    });
  }
}

/**
 * Makes sure that a baseline is of the same questions in the same order: their ids and accepted answers. The
 * wording may differ, so that the same questions in another script can be compared.
 * @throws {@link YinjuError} `baseline-mismatch`
 */
export function requireSameQuestions(
  { file, results }: Baseline,
  questions: readonly EvaluationQuestion[],
): void {
  const other = questions.findIndex(({ id, answers }, i) => {
    const result = results[i];
    return result?.id !== id || !isDeepStrictEqual(result.wanted, answers);
  });
  if (other === -1 && results.length === questions.length) return;
  const difference =
    results.length === questions.length
      ? `question ${other + 1} is "${results[other]?.id ?? ''}" there and "${questions[other]?.id ?? ''}" here, or other answers are accepted`
      : `it has ${results.length} questions, this run ${questions.length}`;
  throw new YinjuError({
    part: 'evaluation',
    code: 'baseline-mismatch',
    message: `The baseline ${file} is of other questions: ${difference}.`,
    remedy: 'Compare runs of the same file with the same --limit.',
  });
}
