import { setTimeout as sleep } from 'node:timers/promises';
import { describeFailure } from '../delivery/failure.js';
import type { Logger } from '../../domain/logger.js';
import { Recent } from '../../app/recent.js';

/**
 * Takes in what members ask: each interaction or message once, however often Discord delivers it, and none
 * after the bot has begun to leave. Knows what is still being worked on.
 */
export class Desk {
  readonly #seen = new Recent<true>();
  readonly #running = new Set<Promise<void>>();
  /** The last task of each subject that is being worked on. */
  readonly #last = new Map<string, Promise<void>>();
  #open = true;

  constructor(private readonly logger: Logger) {}

  /**
   * Starts a task unless one was started for the same id. What it throws is logged: it could not be told to
   * whoever asked.
   * @param id - of the interaction or message, or of what has become of it
   * @param task - deals with it and answers
   * @param subject - tasks with the same subject are done one after the other. Default: the id
   */
  take(id: string, task: () => Promise<void>, subject = id): void {
    if (!this.#open || this.#seen.get(id) === true) return;
    this.#seen.set(id, true);
    const before = this.#last.get(subject);
    const work = (before === undefined ? task() : before.then(task))
      .catch((error: unknown) => {
        this.logger.warn({ id, ...describeFailure(error) }, 'an answer could not be delivered');
      })
      .finally(() => {
        this.#running.delete(work);
        if (this.#last.get(subject) === work) this.#last.delete(subject);
      });
    this.#running.add(work);
    this.#last.set(subject, work);
  }

  /**
   * Takes nothing more, and resolves when everything taken is done, or the time is over.
   * @param withinMs - how long to wait for it, in milliseconds
   */
  async close(withinMs: number): Promise<void> {
    this.#open = false;
    const end = new AbortController();
    const late = sleep(withinMs, true, { signal: end.signal }).catch(() => false);
    if (await Promise.race([Promise.all(this.#running).then(() => false), late])) {
      this.logger.warn({ unanswered: this.#running.size }, 'left before everything was answered');
    }
    end.abort();
  }
}
