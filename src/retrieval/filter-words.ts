import type { ArticleFilter } from '../domain/filter.js';
import { readPeriod } from '../text/read-period.js';

/** A filter as a person writes it. What is `null`, left out or blank restricts nothing. */
export interface FilterWords {
  /** A period, of which the first day counts: `2024`, `2024年5月`, 去年, last month. */
  readonly since?: string | null | undefined;
  /** A period, of which the last day counts. */
  readonly until?: string | null | undefined;
  /** Whole name of the publisher. */
  readonly publisher?: string | null | undefined;
}

/** Why words are no filter. */
export type FilterProblem =
  | { readonly kind: 'unreadable'; /** As it was written. */ readonly value: string }
  | { readonly kind: 'backwards'; readonly since: string; readonly until: string };

/** A filter, `undefined` where nothing is restricted, or why there is none. */
export type ReadFilter =
  | { readonly filter: ArticleFilter | undefined; readonly problem: null }
  | { readonly filter: undefined; readonly problem: FilterProblem };

/**
 * Reads a filter.
 * @param words - anything
 * @param today - `YYYY-MM-DD`: what 去年 and “last month” are relative to
 */
export function readFilter(words: FilterWords, today: string): ReadFilter {
  const ends: { since?: string; until?: string } = {};
  for (const [end, side] of [
    ['since', 'from'],
    ['until', 'to'],
  ] as const) {
    const value = words[end]?.trim() ?? '';
    if (value === '') continue;
    const period = readPeriod(value, today);
    if (period === null) return failed({ kind: 'unreadable', value });
    ends[end] = period[side];
  }
  const { since, until } = ends;
  if (since !== undefined && until !== undefined && since > until) {
    return failed({ kind: 'backwards', since, until });
  }
  const publisher = words.publisher?.trim() ?? '';
  const filter = { ...ends, ...(publisher !== '' && { publisher }) };
  return { filter: Object.keys(filter).length === 0 ? undefined : filter, problem: null };
}

function failed(problem: FilterProblem): ReadFilter {
  return { filter: undefined, problem };
}
