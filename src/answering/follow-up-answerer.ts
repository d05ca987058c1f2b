import type { Answer, Answered } from '../domain/answer.js';
import type { ArticleId } from '../domain/article.js';
import type { Answerer } from '../domain/ports.js';
import { completeQuestion } from './follow-up.js';

/** The default of `AskOptions.limit`. */
const DEFAULT_LIMIT = 3;

/**
 * An answerer that completes questions that lean on `AskOptions.previous` before it asks `answerer`. To those who
 * ask for more it shows articles that they have not been shown yet, where there are any, with reserve.
 */
export function answerFollowUps(answerer: Answerer): Answerer {
  return {
    async ask(question, { previous, ...options } = {}): Promise<Answer> {
      const { text, kind } = completeQuestion(question, previous?.question ?? '');
      const asked = { question, completedQuestion: text };
      if (kind !== 'more' || previous === undefined)
        return { ...(await answerer.ask(text, options)), ...asked };
      const { limit = DEFAULT_LIMIT } = options;
      const answer = await answerer.ask(text, { ...options, limit: limit + previous.shown.length });
      if (answer.status === 'unanswered') return { ...answer, ...asked };
      const others = withoutShown(answer, previous.shown, limit);
      return { ...(others ?? { ...answer, citations: answer.citations.slice(0, limit) }), ...asked };
    },
  };
}

/**
 * What an answer quotes of articles that have not been shown yet, with reserve: what answers best has been.
 * @param answer - with as many citations as were shown and are wanted together
 * @param shown - articles that have been shown
 * @param limit - citations wanted, at least 1
 * @returns `null` where there are none
 */
export function withoutShown(answer: Answered, shown: readonly ArticleId[], limit: number): Answered | null {
  const others = answer.citations.filter(({ articleId }) => !shown.includes(articleId));
  const [first] = others;
  if (first === undefined) return null;
  return { ...answer, level: 'possible', confidence: first.score, citations: others.slice(0, limit) };
}
