import { coverConcepts } from '../retrieval/translation.js';
import type { Question } from '../retrieval/question.js';
import { foldString } from '../text/fold.js';
import type { Article } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';

/**
 * Least confidence of an answer to a translated question, whatever the corpus's own threshold is. Of two times 30
 * questions over two small corpora that have no answer there, half of them near the subject, 57 are refused.
 */
export const LEAST_TRANSLATED_CONFIDENCE = 0.2;

/** Share of the question's concepts at which an answer is believed by half, and how sharply that turns. */
const SHARE = { half: 0.5, width: 0.07 };
/**
 * Passages that may be expected to have the words by chance, at which an answer is believed by half, and how
 * sharply that turns, in natural logarithms.
 */
const CHANCE = { half: 3, width: 0.8 };

/**
 * How far a passage is about what a translated question asks, 0 to 1, to be multiplied with the confidence; 1 for a
 * question that is not translated. Translations are chosen for meeting in a passage, so that their meeting there
 * proves less than that of words which were asked: enough of the question must be there, and more than chance
 * brings together in a corpus of this size.
 */
export function translatedEvidence(question: Question, article: Article, passage: Passage): number {
  const { translation } = question;
  if (translation === undefined) return 1;
  const year = article.date?.value.slice(0, 4) ?? '';
  const body = article.text.slice(passage.start, passage.end);
  const text = foldString([year, article.title, ...passage.headingPath, body].join('\n'));
  const { share, information } = coverConcepts(text, translation.concepts);
  const chance = Math.log(translation.passages / CHANCE.half);
  return logistic((share - SHARE.half) / SHARE.width) * logistic((information - chance) / CHANCE.width);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
