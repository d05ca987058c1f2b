import type { EmbedRequest, EmbedResult } from './messages.js';

/** A request with the promise that it keeps. */
export interface Job {
  readonly request: EmbedRequest;
  /** Nobody wants the result any more once this is aborted. */
  readonly signal: AbortSignal | undefined;
  readonly resolve: (result: EmbedResult) => void;
  readonly reject: (error: unknown) => void;
  /** Processes that died while working on it. */
  deaths: number;
}

/** Requests that wait: what questions wait for before the rest, and otherwise in the order they came. */
export class JobQueue {
  private readonly urgent: Job[] = [];
  private readonly others: Job[] = [];

  get isEmpty(): boolean {
    return this.urgent.length + this.others.length === 0;
  }

  push(job: Job): void {
    this.lane(job).push(job);
  }

  /** For a job that has waited already. */
  putBack(job: Job): void {
    this.lane(job).unshift(job);
  }

  /** The next job that is still wanted. */
  next(): Job | undefined {
    for (;;) {
      const job = this.urgent.shift() ?? this.others.shift();
      if (job?.signal?.aborted !== true) return job;
      job.reject(job.signal.reason);
    }
  }

  /** Empties the queue. */
  rejectAll(error: unknown): void {
    for (const job of [...this.urgent.splice(0), ...this.others.splice(0)]) job.reject(error);
  }

  private lane({ request }: Job): Job[] {
    return request.kind === 'query' || request.urgent === true ? this.urgent : this.others;
  }
}
