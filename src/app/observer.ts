import type { Answer } from '../domain/answer.js';

/** How a build ended. */
export type BuildOutcome = 'changed' | 'unchanged' | 'failed' | 'cancelled';

/** Told what an application does, for figures about it; never what was asked. Must not throw. */
export interface AppObserver {
  /** A question was answered, in so many seconds. */
  asked(answer: Answer, seconds: number): void;
  /** Passages were searched, in so many seconds. */
  searched(seconds: number): void;
  /** A build ended, after so many seconds. */
  built(outcome: BuildOutcome, seconds: number): void;
}

/** Is told everything and does nothing. */
export const silentObserver: AppObserver = {
  asked: () => undefined,
  searched: () => undefined,
  built: () => undefined,
};
