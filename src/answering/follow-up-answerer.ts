import type { Answer } from '../domain/answer.js';
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
      return { ...withoutShown(answer, previous.shown, limit), ...asked };
    },
  };
}

function withoutShown(answer: Answer, shown: readonly ArticleId[], limit: number): Answer {
  if (answer.status === 'unanswered') return answer;
  const others = answer.citations.filter(({ articleId }) => !shown.includes(articleId));
  const [first] = others;
  if (first === undefined) return { ...answer, citations: answer.citations.slice(0, limit) };
  return { ...answer, level: 'possible', confidence: first.score, citations: others.slice(0, limit) };
}
