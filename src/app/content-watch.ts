import { isBuildRunning } from './build-errors.js';
import { describeError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import { type FolderWatch, type WatchFolder, watchFolder, type WatchMode } from './folder-watch.js';

/** How a content folder's changes are noticed; `off`: not at all. */
export type WatchState = WatchMode | 'off';

/** Time as the watch sees it. */
export interface Clock {
  /** Milliseconds from any fixed moment. */
  now(): number;
  /** Calls `act` after so many milliseconds, unless the function that it gives is called before. */
  after(ms: number, act: () => void): () => void;
}

/** Milliseconds that the watch waits for one thing or another. */
export interface WatchTiming {
  /** Without a change, before files count as written. Default 300. */
  readonly settledMs: number;
  /** Longest wait for files to settle where something changes all the while. Default 30 seconds. */
  readonly unsettledMs: number;
  /** Shortest pause after a build; a build that took longer is followed by a pause of its own length. Default 1 second. */
  readonly pauseMs: number;
  /** Longest pause after a build. Default 5 minutes. */
  readonly pauseMaxMs: number;
  /** Until another attempt where another build runs. Default 2 seconds. */
  readonly busyMs: number;
  /** After the first build that failed; doubled with each further one. Default 5 seconds. */
  readonly retryMs: number;
  /** Longest wait after a failure. Default 5 minutes. */
  readonly retryMaxMs: number;
}

/** What a content folder is watched with. */
export interface ContentWatchOptions {
  readonly contentDir: string;
  readonly mode: WatchMode;
  /** Brings the index up to date. Rejects with code `build-running` while another build runs. */
  readonly build: () => Promise<unknown>;
  readonly logger: Logger;
  readonly watch?: WatchFolder;
  /** Default: of the process, which it does not keep running. */
  readonly clock?: Clock;
  readonly timing?: Partial<WatchTiming>;
}

const TIMING: WatchTiming = {
  settledMs: 300,
  unsettledMs: 30_000,
  pauseMs: 1_000,
  pauseMaxMs: 300_000,
  busyMs: 2_000,
  retryMs: 5_000,
  retryMaxMs: 300_000,
};

const processClock: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/**
 * Brings the index up to date when the content folder has changed and come to rest: a burst of changes gives one
 * build, one build runs at a time, and what changes meanwhile gives one more. A build that fails is tried again, ever
 * more seldom. What was changed before the watch began is seen by the first build, which it begins with.
 */
export class ContentWatch {
  readonly #options: ContentWatchOptions;
  readonly #clock: Clock;
  readonly #timing: WatchTiming;
  readonly #opening: Promise<FolderWatch>;
  #opened: FolderWatch | null = null;
  /** The first and the last change that no build has seen, by the clock. */
  #changed: { readonly first: number; readonly last: number } | null = null;
  #notBefore = 0;
  #failures = 0;
  #unplan: () => void = () => undefined;
  #building: Promise<void> | null = null;
  #stopped = false;

  constructor(options: ContentWatchOptions) {
    this.#options = options;
    this.#clock = options.clock ?? processClock;
    this.#timing = { ...TIMING, ...options.timing };
    const { contentDir: folder, mode, logger, watch = watchFolder } = options;
    const onChange = (): void => {
      this.#note();
    };
    this.#opening = watch({ folder, mode, onChange, logger }).then((opened) => (this.#opened = opened));
  }

  /** How changes are noticed; `off` until they are. */
  get state(): WatchState {
    return this.#opened?.mode ?? 'off';
  }

  /** Resolves when every change from then on is noticed. */
  async watching(): Promise<void> {
    await this.#opening;
  }

  /** Ends the watch; resolves when a build that it began is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unplan();
    await (await this.#opening).close();
    await this.#building;
  }

  #note(): void {
    const now = this.#clock.now();
    this.#changed = { first: this.#changed?.first ?? now, last: now };
    this.#plan();
  }

  #plan(): void {
    this.#unplan();
    if (this.#changed === null || this.#building !== null || this.#stopped) return;
    const { first, last } = this.#changed;
    const { settledMs, unsettledMs } = this.#timing;
    const due = Math.max(Math.min(last + settledMs, first + unsettledMs), this.#notBefore);
    this.#unplan = this.#clock.after(Math.max(0, due - this.#clock.now()), () => {
      this.#building = this.#build().finally(() => {
        this.#building = null;
        this.#plan();
      });
    });
  }

  async #build(): Promise<void> {
    const { pauseMs, pauseMaxMs } = this.#timing;
    const { first } = this.#changed ?? { first: 0 };
    this.#changed = null;
    const started = this.#clock.now();
    try {
      await this.#options.build();
      this.#failures = 0;
      const now = this.#clock.now();
      this.#notBefore = now + Math.min(pauseMaxMs, Math.max(pauseMs, now - started));
    } catch (error) {
      const now = this.#clock.now();
      this.#notBefore = now + this.#delayAfter(error);
      this.#changed = { first, last: now };
    }
  }

  #delayAfter(error: unknown): number {
    const { busyMs, retryMs, retryMaxMs } = this.#timing;
    if (isBuildRunning(error)) return busyMs;
    const delayMs = Math.min(retryMaxMs, retryMs * 2 ** this.#failures);
    this.#failures += 1;
    if (!this.#stopped) {
      const { logger } = this.#options;
      logger.error(
        { problem: describeError(error), attempt: this.#failures, delayMs },
        'the content folder has changed and the index could not be brought up to date; the one before is served',
      );
    }
    return delayMs;
  }
}
