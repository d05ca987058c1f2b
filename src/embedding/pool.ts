import { describeError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import { ChildDiedError, type EmbeddingChild } from './child.js';
import { closed, killsModel, modelChanged, unavailable } from './errors.js';
import { type Job, JobQueue } from './job-queue.js';
import type { EmbedRequest, EmbedResult, ModelIdentity, ModelSpec } from './messages.js';

/** A process, as far as the pool knows it; {@link EmbeddingChild} is one. */
export type PooledChild = Pick<EmbeddingChild, 'pid' | 'gone' | 'load' | 'embed' | 'kill'>;

/** What a pool is made of. */
export interface PoolOptions {
  readonly model: ModelSpec;
  /** Processes at most, 1 or more. Those after the first are started when requests wait. */
  readonly processes: number;
  readonly startChild: () => PooledChild;
  readonly logger: Logger;
}

/** A place for a process. */
interface Slot {
  state: 'empty' | 'starting' | 'idle' | 'busy';
  /** The process of every state but `empty`; in `starting` absent between two attempts. */
  child: PooledChild | null;
  /** Ends a process that has been idle for long. */
  retirement: NodeJS.Timeout | undefined;
}

/** A single text over which so many processes died is not tried again. */
const MAX_DEATHS = 2;
/** Failed starts in a row after which waiting requests are rejected: for the first process, and afterwards. */
const MAX_FAILED_STARTS = { first: 3, later: 30 };
/** Milliseconds before a dead process is replaced; doubled with every failure in a row. */
const BACKOFF = { shortest: 50, longest: 2000 };
/** Milliseconds after which an idle process is ended, to give its memory back. The first one stays. */
const RETIRE_AFTER = 30_000;

/**
 * Child processes that embed, with a queue in front. Questions go before passages and a process works on one
 * request at a time, so that a question waits for one request at most. A process that dies is replaced, and
 * its request done again.
 */
export class EmbeddingPool {
  private readonly queue = new JobQueue();
  private readonly slots: Slot[];
  private readonly closing = new AbortController();
  private known: ModelIdentity | null = null;
  /** Starts that failed, and requests that ended a process, since something last went well. */
  private failures = 0;

  private constructor(private readonly options: PoolOptions) {
    this.slots = Array.from({ length: options.processes }, () => ({
      state: 'empty',
      child: null,
      retirement: undefined,
    }));
  }

  /**
   * Starts the first process.
   * @throws {YinjuError} what keeps the model from loading; `embedder-unavailable` where processes die
   */
  static async open(options: PoolOptions): Promise<EmbeddingPool> {
    const pool = new EmbeddingPool(options);
    const [first] = pool.slots;
    if (first === undefined) throw new RangeError('a pool needs one process at least');
    try {
      await pool.start(first);
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  /** Of the model, the same in every process. */
  get identity(): ModelIdentity {
    if (this.known === null) throw new Error('no process has loaded the model');
    return this.known;
  }

  /** Process ids of the processes that run now. */
  get pids(): number[] {
    return this.slots.flatMap(({ child }) => child?.pid ?? []);
  }

  /**
   * @param signal - keeps a request that still waits from being worked on
   * @throws {YinjuError} `embedder-closed`, `embedder-unavailable`, `text-kills-model`, or what the model said
   */
  embed(request: EmbedRequest, signal?: AbortSignal): Promise<EmbedResult> {
    return new Promise((resolve, reject) => {
      if (this.closing.signal.aborted) {
        reject(closed());
        return;
      }
      this.queue.push({ request, signal, resolve, reject, deaths: 0 });
      this.dispatch();
    });
  }

  /** Ends all processes; waiting requests reject with `embedder-closed`. Idempotent. */
  async close(): Promise<void> {
    this.closing.abort(closed());
    this.queue.rejectAll(closed());
    const children = this.slots.flatMap(({ child }) => child ?? []);
    for (const { retirement } of this.slots) clearTimeout(retirement);
    for (const child of children) child.kill();
    await Promise.all(children.map((child) => child.gone));
  }

  /** Gives waiting requests to idle processes, and starts a process where requests still wait. */
  private dispatch(): void {
    for (const slot of this.slots) {
      if (slot.state !== 'idle') continue;
      const job = this.queue.next();
      if (job === undefined) return;
      void this.work(slot, job);
    }
    if (this.queue.isEmpty || this.slots.some(({ state }) => state === 'starting')) return;
    const empty = this.slots.find(({ state }) => state === 'empty');
    if (empty !== undefined) this.startAgain(empty);
  }

  private startAgain(slot: Slot): void {
    this.start(slot).catch((error: unknown) => {
      if (this.closing.signal.aborted) return;
      this.options.logger.error({ problem: describeError(error) }, 'no embedding process could be started');
      if (this.slots.every(({ state }) => state === 'empty')) this.queue.rejectAll(error);
    });
  }

  private async work(slot: Slot, job: Job): Promise<void> {
    const { child } = slot;
    if (child === null) throw new Error('an idle slot has a process');
    clearTimeout(slot.retirement);
    slot.state = 'busy';
    try {
      job.resolve(await child.embed(job.request));
      this.failures = 0;
    } catch (error) {
      if (error instanceof ChildDiedError) {
        // The slot stays busy until its process is gone and replaced.
        this.retry(job, error);
        return;
      }
      job.reject(error);
    }
    slot.state = 'idle';
    this.scheduleRetirement(slot);
    this.dispatch();
  }

  /** Texts over which a process died go one by one, so that only the one to blame is given up. */
  private retry(job: Job, death: ChildDiedError): void {
    const { request, signal, resolve, reject } = job;
    job.deaths++;
    if (this.closing.signal.aborted) reject(closed());
    else if (request.texts.length > 1) {
      const parts = request.texts.map((text) => this.embed({ ...request, texts: [text] }, signal));
      Promise.all(parts).then((results) => {
        resolve(join(results));
      }, reject);
    } else if (job.deaths >= MAX_DEATHS) reject(killsModel(request.texts[0] ?? '', death));
    else this.queue.putBack(job);
  }

  /** Fills a slot with a process that has loaded the model; tries again, ever slower, while they die. */
  private async start(slot: Slot): Promise<void> {
    slot.state = 'starting';
    const limit = this.known === null ? MAX_FAILED_STARTS.first : MAX_FAILED_STARTS.later;
    for (;;) {
      try {
        await this.pauseAfterFailures();
        this.closing.signal.throwIfAborted();
        const child = (slot.child = this.options.startChild());
        this.recognise(await child.load(this.options.model));
        slot.state = 'idle';
        void child.gone.then(() => {
          this.replace(slot, child);
        });
        this.dispatch();
        return;
      } catch (error) {
        slot.child?.kill();
        this.failures++;
        if (error instanceof ChildDiedError && this.failures < limit && !this.closing.signal.aborted)
          continue;
        slot.state = 'empty';
        slot.child = null;
        if (this.closing.signal.aborted) throw closed();
        throw error instanceof ChildDiedError ? unavailable(error) : error;
      }
    }
  }

  /** Ends early when the pool is closed. */
  private async pauseAfterFailures(): Promise<void> {
    if (this.failures === 0) return;
    const pause = Math.min(BACKOFF.longest, BACKOFF.shortest * 2 ** (this.failures - 1));
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.closing.signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, pause);
      this.closing.signal.addEventListener('abort', end);
    });
  }

  private recognise(identity: ModelIdentity): void {
    this.known ??= identity;
    if (identity.fingerprint !== this.known.fingerprint) throw modelChanged(this.options.model.folder);
  }

  private replace(slot: Slot, child: PooledChild): void {
    if (slot.child !== child || this.closing.signal.aborted) return;
    this.options.logger.warn({ pid: child.pid }, 'an embedding process died and is replaced');
    this.failures++;
    clearTimeout(slot.retirement);
    slot.state = 'empty';
    slot.child = null;
    // At once, so that the next question does not wait for it.
    if (slot === this.slots[0]) this.startAgain(slot);
    this.dispatch();
  }

  private scheduleRetirement(slot: Slot): void {
    if (slot === this.slots[0]) return;
    slot.retirement = setTimeout(() => {
      const { child } = slot;
      slot.state = 'empty';
      slot.child = null;
      child?.kill();
    }, RETIRE_AFTER).unref();
  }
}

function join(results: readonly EmbedResult[]): EmbedResult {
  const length = results.reduce((sum, { vectors }) => sum + vectors.length, 0);
  const vectors = new Float32Array(length);
  let at = 0;
  let truncated = 0;
  for (const result of results) {
    vectors.set(result.vectors, at);
    at += result.vectors.length;
    truncated += result.truncated;
  }
  return { vectors, truncated };
}
