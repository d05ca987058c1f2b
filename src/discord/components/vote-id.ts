import type { Vote } from '../../app/records/votes.js';
import type { ArticleId } from '../../domain/article.js';
import { writeComponentId } from './component-id.js';

/** What a 👍 or 👎 knows; it stands in its custom_id. */
export interface VoteState {
  readonly vote: Vote;
  /** Articles that the answer quotes, at least one. */
  readonly articles: readonly ArticleId[];
}

/** The letter of such buttons: see `component-id.ts`. */
export const VOTE_CODE = 'v';
/** More articles than an answer quotes. */
const ARTICLES_MAX = 6;
const PATTERN = /^y1\.v\.(up|down)\.([0-9a-f]{12}(?:-[0-9a-f]{12}){0,5})$/u;

/**
 * The custom_id of a 👍 or 👎, 87 characters at most.
 * @param state - what the button knows; of the articles the first six
 */
export function writeVoteId({ vote, articles }: VoteState): string {
  return writeComponentId(VOTE_CODE, vote, [...new Set(articles)].slice(0, ARTICLES_MAX).join('-'));
}

/**
 * What a custom_id says.
 * @param id - as Discord delivers it: anything may stand in it
 * @returns `null` for one of another version, or that was never written here
 */
export function readVoteId(id: string): VoteState | null {
  const [, vote, articles] = PATTERN.exec(id) ?? [];
  if (articles === undefined || (vote !== 'up' && vote !== 'down')) return null;
  return { vote, articles: articles.split('-') };
}
