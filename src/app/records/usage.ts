import { z } from 'zod';
import type { Answer } from '../../domain/answer.js';
import type { ArticleId } from '../../domain/article.js';
import type { Logger } from '../../domain/logger.js';
import { quantile } from '../../evaluation/metrics.js';
import { Journal } from './journal.js';

/** How a question was asked: by a command, in a message, or by having a message looked up. */
export type AskedBy = 'command' | 'message' | 'look-up';

/** What is noted of a question besides its answer. */
export interface Asked {
  /** The server's id; `null` for a direct message. */
  readonly server: string | null;
  readonly by: AskedBy;
  /** From the question's arrival to its answer having been sent. */
  readonly milliseconds: number;
}

/** An article, and how many answers quoted it. */
export interface Quoted {
  readonly articleId: ArticleId;
  readonly count: number;
}

/** How one server asked, over some time. */
export interface UsageSummary {
  /** Questions answered with confidence, with reserve, and not at all. */
  readonly strong: number;
  readonly possible: number;
  readonly none: number;
  /** Milliseconds to an answer within which half of them were given, and 95 of a hundred; `null` without questions. */
  readonly latency: { readonly p50: number; readonly p95: number } | null;
  /** The most quoted first, at most five. */
  readonly quoted: readonly Quoted[];
}

/** What usage may be told. */
export interface UsageOptions {
  /** Told of what cannot be written. Default: silent. */
  readonly logger?: Logger;
  /** Default: now. */
  readonly now?: () => Date;
}

/** Days that usage is kept. */
export const USAGE_DAYS = 90;
const QUOTED_MAX = 5;

const schema = z.object({
  server: z.string().nullable(),
  by: z.enum(['command', 'message', 'look-up']),
  outcome: z.enum(['strong', 'possible', 'none']),
  milliseconds: z.number().nonnegative(),
  articles: z.array(z.string()),
});

type Entry = z.infer<typeof schema>;

/**
 * How the bot is used: when and in which server a question was asked, how, how well and how fast it was answered, and
 * what was quoted; neither the question nor who asked. Kept for 90 days.
 */
export class Usage {
  readonly #journal: Journal<Entry>;

  /**
   * @param folder - made when something is first written
   * @param options - where failures are told, and the time
   */
  constructor(folder: string, options: UsageOptions = {}) {
    this.#journal = new Journal(folder, { schema, days: USAGE_DAYS, ...options });
  }

  /**
   * Notes an answer that was given. An empty question is none. Returns at once; what cannot be written is logged.
   * @param asked - how it was asked
   * @param answer - as it was given
   */
  record({ server, by, milliseconds }: Asked, answer: Answer): void {
    if (answer.status === 'unanswered' && answer.reason === 'empty-question') return;
    const outcome = answer.status === 'answered' ? answer.level : 'none';
    this.#journal.append({
      server,
      by,
      outcome,
      milliseconds: Math.round(milliseconds),
      articles: quotedBy(answer),
    });
  }

  /**
   * How one server asked.
   * @param server - its id
   * @param since - leaves out what was before this moment
   * @throws where it cannot be read
   */
  async summarise(server: string, since: Date): Promise<UsageSummary> {
    const lines = await this.#journal.read(since);
    const entries = lines.flatMap(({ at, entry }) =>
      entry.server === server && at >= since.toISOString() ? [entry] : [],
    );
    const milliseconds = entries.map((entry) => entry.milliseconds);
    const count = (wanted: Entry['outcome']): number =>
      entries.filter(({ outcome }) => outcome === wanted).length;
    return {
      strong: count('strong'),
      possible: count('possible'),
      none: count('none'),
      latency:
        entries.length === 0 ? null : { p50: quantile(milliseconds, 0.5), p95: quantile(milliseconds, 0.95) },
      quoted: mostQuoted(entries),
    };
  }

  /** Resolves when everything recorded so far is on disk, or has been given up. */
  flush(): Promise<void> {
    return this.#journal.flush();
  }
}

/** Each article once. */
function quotedBy(answer: Answer): ArticleId[] {
  if (answer.status === 'unanswered') return [];
  const { citations, otherwise } = answer;
  const quoted = otherwise === null ? citations : [...citations, otherwise];
  return [...new Set(quoted.map(({ articleId }) => articleId))];
}

/** Equals in the order in which they were first quoted. */
function mostQuoted(entries: readonly Entry[]): Quoted[] {
  const counts = new Map<ArticleId, number>();
  for (const id of entries.flatMap(({ articles }) => articles)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .map(([articleId, count]) => ({ articleId, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, QUOTED_MAX);
}
