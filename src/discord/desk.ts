import { describeFailure } from './failure.js';
import type { Logger } from '../domain/logger.js';
import { Recent } from '../app/recent.js';

/**
 * Takes in what members ask: each interaction or message once, however often Discord delivers it, and none
 * after the bot has begun to leave. Knows what is still being worked on.
 */
export class Desk {
  readonly #seen = new Recent<true>();
  readonly #running = new Set<Promise<void>>();
  #open = true;

  constructor(private readonly logger: Logger) {}

  /**
   * Starts a task unless one was started for the same id. What it throws is logged: it could not be told to
   * whoever asked.
   * @param id - of the interaction or message
   * @param task - deals with it and answers
   */
  take(id: string, task: () => Promise<void>): void {
    if (!this.#open || this.#seen.get(id) === true) return;
    this.#seen.set(id, true);
    const work = task()
      .catch((error: unknown) => {
        this.logger.warn({ id, ...describeFailure(error) }, 'an answer could not be delivered');
      })
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** Takes nothing more, and resolves when everything taken is done. */
  async close(): Promise<void> {
    this.#open = false;
    await Promise.all(this.#running);
  }
}
