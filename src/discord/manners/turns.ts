import { setImmediate as nextLoop } from 'node:timers/promises';
import type { App } from '../../app/app.js';

/**
 * Lets tasks that keep the processor busy have their turns, a few at a time and first come first served. Between two
 * of them whatever has come meanwhile is seen to: a command that comes while two hundred wait is acknowledged at once.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /**
   * @param most - tasks that run at the same time, 1 or more
   */
  constructor(most: number) {
    this.#free = most;
  }

  /** Runs a task when it is its turn; gives what it gives. */
  async take<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      await nextLoop();
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}

/** Enough that the next question's vector is computed while this one's passages are read. */
const AT_ONCE = 3;
const BUSY: ReadonlySet<string | symbol> = new Set(['ask', 'search'] satisfies (keyof App)[]);

/**
 * An application whose questions and searches are dealt with in turns; all else passes through.
 * @param app - what answers
 */
export function inTurns(app: App): App {
  const turns = new Turns(AT_ONCE);
  return new Proxy(app, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const method = value.bind(target) as (...values: unknown[]) => Promise<unknown>;
      return BUSY.has(name) ? (...values: unknown[]) => turns.take(() => method(...values)) : method;
    },
  });
}
