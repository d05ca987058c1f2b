import { readFilter } from '../../retrieval/filter-words.js';
import { renderSearch } from '../rendering/article.js';
import { withCardButtons } from '../rendering/card-buttons.js';
import { filterLines, renderFilterProblem } from '../rendering/filter.js';
import type { Handler } from './handler.js';

/** Passages shown: more could not be read at a glance. */
const RESULTS = 5;

/** `/search`: the most relevant passages. */
export const search: Handler<'search'> = async ({ app, options, locale }) => {
  const { filter, problem } = readFilter(options, app.today());
  if (problem !== null) return renderFilterProblem(problem, locale);
  const results = await app.search(options.query, RESULTS, filter);
  const reply = renderSearch(results, locale);
  return withCardButtons(
    { ...reply, lines: [...filterLines(filter, locale), ...reply.lines] },
    results.map((result) => result.article),
  );
};
