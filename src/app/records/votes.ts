import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Logger } from '../../domain/logger.js';
import { Journal } from './journal.js';

/** What a member thinks of an answer. */
export type Vote = 'up' | 'down';

/** Whose vote it is, and on what. Ids are Discord's. */
export interface Ballot {
  /** The server that the answer was given in; `null` for a direct message. */
  readonly server: string | null;
  /** The message that answers. */
  readonly answerId: string;
  /** When that message was written, or earlier. */
  readonly answeredAt: Date;
  /** Who votes; written nowhere. */
  readonly memberId: string;
  /** Articles that the answer quotes. */
  readonly articles: readonly string[];
}

/** Votes that count. */
export interface VoteCount {
  readonly up: number;
  readonly down: number;
}

/** What votes may be told. */
export interface VotesOptions {
  /** Told of what cannot be written. Default: silent. */
  readonly logger?: Logger;
  /** Default: now. */
  readonly now?: () => Date;
}

/** Days that votes are kept. */
const DAYS = 90;
/** Hexadecimal digits: among a thousand members, two share them once in ten thousand answers. */
const VOTER_DIGITS = 8;

const schema = z.object({
  server: z.string().nullable(),
  answer: z.string(),
  voter: z.string(),
  vote: z.enum(['up', 'down']).nullable(),
  articles: z.array(z.string()),
});

type Entry = z.infer<typeof schema>;

/**
 * What members think of answers. Each counts once for each answer, by a hash of the two: no member's id is kept, and the
 * votes of one member are not known for those of the same. Kept for 90 days; an older vote can no longer be taken back.
 */
export class Votes {
  readonly #journal: Journal<Entry>;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param folder - made when something is first written
   * @param options - where failures are told, and the time
   */
  constructor(folder: string, options: VotesOptions = {}) {
    this.#journal = new Journal(folder, { schema, days: DAYS, ...options });
  }

  /**
   * Votes, or votes otherwise than before; the same vote again takes it back.
   * @param ballot - whose vote, and on what
   * @param vote - what was pressed
   * @returns what counts from now on; `null` where the vote was taken back
   * @throws where the votes before cannot be read
   */
  cast(ballot: Ballot, vote: Vote): Promise<Vote | null> {
    // One after the other: a second press must know of the first.
    const cast = this.#last.then(() => this.#cast(ballot, vote));
    this.#last = cast.catch(() => undefined);
    return cast;
  }

  /**
   * The votes on one server's answers.
   * @param server - its id
   * @param since - leaves out votes cast before this moment
   * @throws where they cannot be read
   */
  async count(server: string, since: Date): Promise<VoteCount> {
    const counted = new Map<string, Entry['vote']>();
    for (const { at, entry } of await this.#journal.read(since)) {
      if (entry.server !== server || at < since.toISOString()) continue;
      counted.set(`${entry.answer} ${entry.voter}`, entry.vote);
    }
    const votes = [...counted.values()];
    return {
      up: votes.filter((vote) => vote === 'up').length,
      down: votes.filter((vote) => vote === 'down').length,
    };
  }

  /** Resolves when everything cast so far is on disk, or has been given up. */
  async flush(): Promise<void> {
    await this.#last;
    await this.#journal.flush();
  }

  async #cast(
    { server, answerId, answeredAt, memberId, articles }: Ballot,
    vote: Vote,
  ): Promise<Vote | null> {
    const voter = voterOf(answerId, memberId);
    const lines = await this.#journal.read(answeredAt);
    const last = lines.findLast(({ entry }) => entry.answer === answerId && entry.voter === voter);
    const counts = last?.entry.vote === vote ? null : vote;
    this.#journal.append({ server, answer: answerId, voter, vote: counts, articles: [...articles] });
    return counts;
  }
}

/** The same for one member and one answer, and for no other two. */
function voterOf(answerId: string, memberId: string): string {
  return createHash('sha256').update(`${answerId} ${memberId}`).digest('hex').slice(0, VOTER_DIGITS);
}
