import { readFilter } from '../../retrieval/filter-words.js';
import { renderAnswerWithButtons } from '../rendering/answer-buttons.js';
import { renderFilterProblem } from '../rendering/filter.js';
import type { Handler } from './handler.js';

/** `/ask`: quotes that answer the question, or why there are none. */
export const ask: Handler<'ask'> = async ({ app, ask: askNext, options, place, locale }) => {
  const { filter, problem } = readFilter(options, app.today());
  if (problem !== null) return renderFilterProblem(problem, locale);
  const answer = await askNext(options.question, filter);
  const shareable = place.hidden && place.guildId !== null;
  return renderAnswerWithButtons(answer, { locale, withQuestion: true, filter, shareable }, app);
};
