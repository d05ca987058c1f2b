import type { PassageId } from './passage.js';

/**
 * What articles a question or a search is restricted to: those that meet everything that is given. Nothing given
 * restricts nothing.
 */
export interface ArticleFilter {
  /** First day of publication, `YYYY-MM-DD`. An article without a date does not pass. */
  readonly since?: string;
  /** Last day of publication, `YYYY-MM-DD`. An article without a date does not pass. */
  readonly until?: string;
  /** Whole name of the publisher; case, width and script do not matter. */
  readonly publisher?: string;
}

/** Passages of one generation of an index that may be found; a `ReadonlySet` is one. */
export interface PassageSet {
  /** How many they are. */
  readonly size: number;
  /** Whether a passage is one of them; never throws. */
  has(id: PassageId): boolean;
}
