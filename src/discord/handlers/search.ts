import { readFilter } from '../../retrieval/filter-words.js';
import { publisherOf } from '../publisher-value.js';
import { renderFilterProblem } from '../rendering/filter.js';
import { PAGE_MAX, renderSearch, RESULTS_MAX } from '../rendering/search.js';
import type { Handler } from './handler.js';

/** `/search`: the most relevant passages, in pages. */
export const search: Handler<'search'> = async ({ app, service, options, replyId, locale }) => {
  const publisher = options.publisher && publisherOf(options.publisher, app.facets());
  const { filter, problem } = readFilter({ ...options, publisher }, app.today());
  if (problem !== null) return renderFilterProblem(problem, locale);
  const { query } = options;
  const results = await app.search(query, RESULTS_MAX, filter);
  const { generation } = app;
  if (replyId !== null && results.length > PAGE_MAX) {
    await service.records.searches.add({ replyId, query, filter: filter ?? null, generation });
  }
  return renderSearch(results, { locale, filter, turns: replyId !== null });
};
