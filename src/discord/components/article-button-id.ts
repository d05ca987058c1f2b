import type { ArticleId, ArticleMetadata } from '../../domain/article.js';
import { writeComponentId } from './component-id.js';

/**
 * What a button does. `before`, `after`: shows the passage on that side of `offset`; `turn-before`,
 * `turn-after`: the same in place of the passage shown; `card`: shows the article's card.
 */
export type ButtonAction = 'before' | 'after' | 'turn-before' | 'turn-after' | 'card';

/** All that a button knows: it stands in its custom_id, so that it outlives the bot that showed it. */
export interface ButtonState {
  readonly action: ButtonAction;
  readonly articleId: ArticleId;
  /** How the article's content hash began when the button was made: see {@link hashDigits}. */
  readonly hash: string;
  /** Place in the article's text, in UTF-16 code units. 0 where the action needs none. */
  readonly offset: number;
  /** Tells apart the buttons of one message that are otherwise alike: 0 to 35. */
  readonly slot: number;
}

const HASH_DIGITS = 8;
const CODES = {
  before: 'b',
  after: 'a',
  'turn-before': 'p',
  'turn-after': 'n',
  card: 'c',
} as const satisfies Record<ButtonAction, string>;
const ACTIONS = Object.keys(CODES) as ButtonAction[];

/** The letters of such buttons: see `component-id.ts`. */
export const ARTICLE_CODES: readonly string[] = Object.values(CODES);
const PATTERN = new RegExp(
  `^y1\\.([a-z])\\.([0-9a-f]{12})\\.([0-9a-f]{${HASH_DIGITS}})\\.(0|[1-9a-z][0-9a-z]{0,6})\\.([0-9a-z])$`,
  'u',
);

/**
 * As much of an article's content hash as a button carries: a changed article keeps it once in four thousand
 * million times.
 * @param article - the one that the button leads to
 */
export function hashDigits({ contentHash }: Pick<ArticleMetadata, 'contentHash'>): string {
  return contentHash.slice(0, HASH_DIGITS);
}

/**
 * The custom_id of a button, 37 characters at most.
 * @param state - what the button knows
 */
export function writeButtonId({ action, articleId, hash, offset, slot }: ButtonState): string {
  return writeComponentId(CODES[action], articleId, hash, offset.toString(36), slot.toString(36));
}

/**
 * What a custom_id says.
 * @param id - as Discord delivers it: anything may stand in it
 * @returns `null` for one of another version, or that was never written here
 */
export function readButtonId(id: string): ButtonState | null {
  const [, code, articleId, hash, offset, slot] = PATTERN.exec(id) ?? [];
  const action = ACTIONS.find((candidate) => CODES[candidate] === code);
  if (action === undefined || articleId === undefined || hash === undefined) return null;
  if (offset === undefined || slot === undefined) return null;
  return { action, articleId, hash, offset: parseInt(offset, 36), slot: parseInt(slot, 36) };
}
