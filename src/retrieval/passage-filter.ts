import type { ArticleMetadata } from '../domain/article.js';
import type { ArticleFilter, PassageSet } from '../domain/filter.js';
import type { Corpus } from '../domain/ports.js';
import { foldString } from '../text/fold.js';

/** Gives the passages of the articles that pass a filter, and `undefined`, for all of them, where it restricts nothing. */
export type PassageFilter = (filter: ArticleFilter | undefined) => PassageSet | undefined;

/** Filters whose passages are remembered. At 20,000 passages each takes 20 kB. */
const REMEMBERED = 16;

/** Filters the passages of one generation of an index. What was asked for last is at hand. */
export function createPassageFilter(corpus: Corpus): PassageFilter {
  const recent = new Map<string, PassageSet>();
  return (filter) => {
    if (filter === undefined || restrictsNothing(filter)) return undefined;
    const { since, until, publisher } = filter;
    const key = JSON.stringify([since, until, publisher]);
    const found = recent.get(key) ?? collect(corpus, filter);
    recent.delete(key);
    recent.set(key, found);
    for (const oldest of recent.keys()) {
      if (recent.size <= REMEMBERED) break;
      recent.delete(oldest);
    }
    return found;
  };
}

/**
 * Whether an article passes a filter. An inferred date counts as any other.
 * @param filter - its publisher is folded for each call: use {@link createPassageFilter} for many
 */
export function passesFilter(
  { date, publisher }: Pick<ArticleMetadata, 'date' | 'publisher'>,
  filter: ArticleFilter,
): boolean {
  const { since, until } = filter;
  const day = date?.value.slice(0, 'YYYY-MM-DD'.length);
  if (since !== undefined && (day === undefined || day < since)) return false;
  if (until !== undefined && (day === undefined || day > until)) return false;
  if (filter.publisher === undefined) return true;
  return publisher !== null && foldName(publisher) === foldName(filter.publisher);
}

function restrictsNothing({ since, until, publisher }: ArticleFilter): boolean {
  return since === undefined && until === undefined && publisher === undefined;
}

function foldName(name: string): string {
  return foldString(name.trim());
}

function collect(corpus: Corpus, filter: ArticleFilter): PassageSet {
  const passes = new Uint8Array(corpus.passageCount);
  let size = 0;
  for (const article of corpus.articles()) {
    if (!passesFilter(article, filter)) continue;
    for (const id of corpus.passagesOf(article.id)) {
      passes[id] = 1;
      size++;
    }
  }
  return { size, has: (id) => passes[id] === 1 };
}
