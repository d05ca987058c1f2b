import { article, completeArticle } from './article.js';
import { ask } from './ask.js';
import { completePublisher, completeSince, completeUntil } from './complete-filter.js';
import { checkFilter } from './check-filter.js';
import type { Checks, Completers, Handlers } from './handler.js';
import { gaps } from './gaps.js';
import { createHelp } from './help.js';
import { indexRebuild } from './index-rebuild.js';
import { indexStatus, indexVerify } from './index-status.js';
import { latest } from './latest.js';
import { search } from './search.js';
import { stats } from './stats.js';
import { settingsHandlers } from './settings.js';

/** A handler for every action, for one bot. */
export function createHandlers(): Handlers {
  return {
    ask,
    search,
    article,
    latest,
    help: createHelp(),
    'index status': indexStatus,
    'index rebuild': indexRebuild,
    'index verify': indexVerify,
    gaps,
    stats,
    ...settingsHandlers,
  };
}

/** Checks of what is entered. */
export const checks: Checks = { ask: checkFilter, search: checkFilter };

/** A completer for every option that has one. */
export const completers: Completers = {
  ask: { since: completeSince, until: completeUntil },
  search: { since: completeSince, until: completeUntil, publisher: completePublisher },
  article: { name: completeArticle },
};
