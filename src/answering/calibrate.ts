import { BACKGROUND_QUESTIONS } from './background-questions.js';

/**
 * Share of the background questions that are refused. The rest are the price of answering questions that are
 * put in other words than the articles use.
 */
const REFUSED_SHARE = 0.9;
/**
 * The threshold stays between these. A corpus may well answer background questions and must not be silenced by
 * sounding sure of them: at the upper bound DRCD-dev and CMRC-dev answer 97 and 98 % of their own questions, and
 * 15 and 13 % of each other's.
 */
const LEAST = 0.005;
const MOST = 0.12;

/**
 * The confidence, 0 to 1, below which a corpus has no answer: as sure as it sounds about things that it most
 * likely says nothing about. How sure that is depends on the corpus: of a thousand articles some passage shares
 * a few words with any question, of five hardly one does.
 * @param judge - gives the confidence of a question's best quote, 0 to 1
 */
export async function calibrateThreshold(judge: (question: string) => Promise<number>): Promise<number> {
  const confidences: number[] = [];
  for (const question of BACKGROUND_QUESTIONS) confidences.push(await judge(question));
  confidences.sort((a, b) => a - b);
  const limit = confidences[Math.floor(REFUSED_SHARE * confidences.length)] ?? MOST;
  return Math.min(MOST, Math.max(LEAST, limit));
}
