import { DuplicateFinder, signText } from '../../src/content/duplicates.js';
import type { Article } from '../../src/domain/article.js';
import type { NearDuplicate } from '../../src/domain/build.js';
import { runAtOnce } from '../../src/index/slices.js';

/** Everything that is repeated in some articles, each with the earliest that it repeats. */
export function findDuplicates(articles: readonly Article[]): {
  exact: { path: string; of: string }[];
  near: NearDuplicate[];
} {
  const finder = new DuplicateFinder(articles.length);
  const found = articles.map(({ path, text }) => ({ path, ...finder.add(path, runAtOnce(signText(text))) }));
  return {
    exact: found.flatMap(({ path, exact }) => (exact === null ? [] : [{ path, of: exact }])),
    near: found.flatMap(({ near }) => near ?? []),
  };
}
