import { describeError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import { currentGeneration } from '../index/store.js';

/** What a watch is set on. */
export interface WatchOptions {
  readonly indexDir: string;
  /** How often it looks, in milliseconds. */
  readonly everyMs: number;
  /**
   * Called when another index is stored than at the last look, and again until it gives true: what is stored is
   * served. What it rejects with is logged, once for each index.
   */
  readonly onChange: () => Promise<boolean>;
  readonly logger: Logger;
}

/**
 * Looks regularly whether another process has stored a new index. Reading two small files is as good as being told by
 * the file system, and works on network drives and in containers, too. Does not keep the process running.
 */
export class StoredIndexWatch {
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;
  /** The index that was last dealt with. */
  #known: string | null = null;
  #failed: string | null = null;

  constructor(private readonly options: WatchOptions) {
    this.#schedule();
  }

  /** Ends the watch; resolves when a look that has begun is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().finally(() => {
        this.#schedule();
      });
    }, this.options.everyMs).unref();
  }

  async #look(): Promise<void> {
    const { indexDir, onChange, logger } = this.options;
    const name = await currentGeneration(indexDir);
    if (name === null || name === this.#known) return;
    try {
      if (await onChange()) this.#known = name;
    } catch (error) {
      if (this.#failed !== name) {
        logger.warn(
          { indexDir, problem: describeError(error) },
          'a new index is stored and cannot be served',
        );
      }
      this.#failed = name;
    }
  }
}
