import type { Answer, Citation } from '../domain/answer.js';
import { foldString } from '../text/fold.js';

/** Quotation marks and white space say nothing of whether an answer is right. */
const IGNORED = /[\s"'“”‘’「」『』＂＇]/gu;

/**
 * Whether a text holds one of the answers, with width, case, script (Simplified, Traditional), white space and
 * quotation marks folded away on both sides.
 */
export function holdsAnswer(text: string, answers: readonly string[]): boolean {
  const folded = foldString(text).replace(IGNORED, '');
  return answers.some((answer) => {
    const wanted = foldString(answer).replace(IGNORED, '');
    return wanted !== '' && folded.includes(wanted);
  });
}

/** The first citation of an answer, or `null` where there is none. */
export function firstCitation(answer: Answer): Citation | null {
  return answer.status === 'answered' ? (answer.citations[0] ?? null) : null;
}
