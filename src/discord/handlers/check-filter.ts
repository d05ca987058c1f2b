import { readFilter, type FilterWords } from '../../retrieval/filter-words.js';
import { renderFilterProblem } from '../rendering/filter.js';
import type { Reply } from '../rendering/payload.js';
import type { CheckRequest } from './handler.js';

/** For what is restricted to a period: dates that cannot be read are nobody's business but the member's. */
export function checkFilter({ app, options, locale }: CheckRequest<FilterWords>): Reply | null {
  const { problem } = readFilter(options, app.today());
  return problem === null ? null : renderFilterProblem(problem, locale);
}
