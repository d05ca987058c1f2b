import path from 'node:path';
import type { Logger } from '../../domain/logger.js';
import { AnswerLedger } from './answer-ledger.js';
import { Gaps } from './gaps.js';
import { Searches } from './searches.js';
import { Usage } from './usage.js';
import { Votes } from './votes.js';
import { GuildSettingsStore } from './guild-settings.js';

/** What is noted while the bot serves, and what servers have chosen: on disk, beside the index. */
export interface Records {
  /** Questions that found nothing; `null` where they are not to be noted. */
  readonly gaps: Gaps | null;
  /** Answers given of late. */
  readonly answers: AnswerLedger;
  /** What was searched for of late, where the results have several pages. */
  readonly searches: Searches;
  /** What members think of them. */
  readonly votes: Votes;
  /** How the bot is used; `null` where it is not to be noted. */
  readonly usage: Usage | null;
  /** What each server's administrators have chosen. */
  readonly guilds: GuildSettingsStore;
  /** Resolves when everything noted so far is on disk. */
  flush(): Promise<void>;
}

/** What records are opened with. */
export interface RecordsOptions {
  /** Told of what cannot be written, never of what was asked. */
  readonly logger: Logger;
  /** Whether questions that found nothing are noted. */
  readonly recordGaps: boolean;
  /** Whether it is noted how the bot is used. Default false. */
  readonly recordUsage?: boolean;
}

/**
 * Opens the records in a folder.
 * @param dataDir - made when something is first written
 * @param options - what is noted
 */
export function openRecords(
  dataDir: string,
  { logger, recordGaps, recordUsage = false }: RecordsOptions,
): Records {
  const gaps = recordGaps ? new Gaps(path.join(dataDir, 'gaps'), { logger }) : null;
  const votes = new Votes(path.join(dataDir, 'votes'), { logger });
  const usage = recordUsage ? new Usage(path.join(dataDir, 'usage'), { logger }) : null;
  return {
    gaps,
    answers: new AnswerLedger(path.join(dataDir, 'answers'), { logger }),
    searches: new Searches(path.join(dataDir, 'searches'), { logger }),
    votes,
    usage,
    guilds: new GuildSettingsStore(path.join(dataDir, 'guilds'), { logger }),
    async flush() {
      await Promise.all([gaps?.flush(), votes.flush(), usage?.flush()]);
    },
  };
}
