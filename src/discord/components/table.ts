import { articleWalk } from './article-walk.js';
import { ARTICLE_CODES } from './article-button-id.js';
import { CANCEL_CODE, cancelRebuild } from './cancel-rebuild.js';
import type { Component } from './component.js';
import { gapsExport, gapsPage } from './gaps.js';
import { GAPS_EXPORT_CODE, GAPS_PAGE_CODE } from '../rendering/gaps.js';
import { LATEST_PAGE_CODE } from '../rendering/article.js';
import { latestPage } from './latest-page.js';
import { OUTLINE_CODE } from '../rendering/article-card.js';
import { outline } from './outline.js';
import { MORE_CODE } from './more-id.js';
import { moreSources } from './more.js';
import { SEARCH_PAGE_CODE } from '../rendering/search.js';
import { searchPage } from './search-page.js';
import { SHARE_CODE } from './share-id.js';
import { createShare } from './share.js';
import { VOTE_CODE } from './vote-id.js';
import { castVote } from './vote.js';

/** Every component by the letter in its custom_id. */
export type Components = ReadonlyMap<string, Component>;

/** Every component that the bot shows, for one bot. */
export function createComponents(): Components {
  return new Map<string, Component>([
    ...ARTICLE_CODES.map((code) => [code, articleWalk] as const),
    [OUTLINE_CODE, outline],
    [VOTE_CODE, castVote],
    [SHARE_CODE, createShare()],
    [MORE_CODE, moreSources],
    [SEARCH_PAGE_CODE, searchPage],
    [LATEST_PAGE_CODE, latestPage],
    [CANCEL_CODE, cancelRebuild],
    [GAPS_PAGE_CODE, gapsPage],
    [GAPS_EXPORT_CODE, gapsExport],
  ]);
}
