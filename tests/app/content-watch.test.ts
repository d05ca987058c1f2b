import { beforeEach, describe, expect, it } from 'vitest';
import { type Clock, ContentWatch, type ContentWatchOptions } from '../../src/app/content-watch.js';
import type { FolderWatchOptions, WatchFolder } from '../../src/app/folder-watch.js';
import { YinjuError } from '../../src/domain/errors.js';
import { type LogLine, recordingLogger } from '../support/recording-logger.js';

/** A clock that stands still until it is told to go on. */
class HandClock implements Clock {
  #now = 0;
  #planned: { readonly at: number; readonly act: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const plan = { at: this.#now + ms, act };
    this.#planned.push(plan);
    return () => {
      this.#planned = this.#planned.filter((other) => other !== plan);
    };
  }

  /** Goes on by so many milliseconds, and does what falls into them. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      await settled();
      const next = this.#planned.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#planned = this.#planned.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
    }
    this.#now = until;
  }
}

/** Lets promises that are settled have their say. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

let clock: HandClock;
let log: LogLine[];
let change: () => void;
let builds: number[];
let closed: boolean;

const watchByHand: WatchFolder = ({ onChange }: FolderWatchOptions) => {
  change = onChange;
  return Promise.resolve({
    mode: 'events',
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  });
};

beforeEach(() => {
  clock = new HandClock();
  log = [];
  builds = [];
  closed = false;
});

function start(
  build: () => Promise<unknown> = () => Promise.resolve(),
  more: Partial<ContentWatchOptions> = {},
) {
  return new ContentWatch({
    contentDir: '/content',
    mode: 'events',
    build: () => {
      builds.push(clock.now());
      return build();
    },
    logger: recordingLogger(log),
    watch: watchByHand,
    clock,
    timing: {
      settledMs: 500,
      unsettledMs: 30_000,
      pauseMs: 1_000,
      busyMs: 2_000,
      retryMs: 5_000,
      retryMaxMs: 60_000,
    },
    ...more,
  });
}

describe('ContentWatch', () => {
  it('makes one build of a burst, once it is over', async () => {
    start();
    for (let i = 0; i < 100; i++) {
      change();
      await clock.pass(100);
    }
    expect(builds).toEqual([]);
    await clock.pass(60_000);
    expect(builds).toEqual([100 * 100 - 100 + 500]);
  });

  it('builds now and then where something changes all the while', async () => {
    start();
    for (let i = 0; i < 650; i++) {
      change();
      await clock.pass(100);
    }
    expect(builds).toEqual([30_000, 60_000]);
  });

  it('builds once more for what changes during a build, never two at a time', async () => {
    let finish = (): void => undefined;
    start(() => new Promise<void>((resolve) => (finish = resolve)));
    change();
    await clock.pass(500);
    for (let i = 0; i < 5; i++) {
      change();
      await clock.pass(1_000);
    }
    expect(builds).toEqual([500]);
    finish();
    await clock.pass(20_000);
    expect(builds).toHaveLength(2);
    finish();
    await clock.pass(60_000);
    expect(builds).toHaveLength(2);
  });

  it('pauses for as long as a build took', async () => {
    start(() =>
      clock.pass(0).then(
        () =>
          new Promise((resolve) =>
            clock.after(8_000, () => {
              resolve(null);
            }),
          ),
      ),
    );
    change();
    await clock.pass(1_000);
    change();
    await clock.pass(60_000);
    expect(builds).toEqual([500, 500 + 8_000 + 8_000]);
  });

  it('tries a failed build again ever more seldom, and says so each time', async () => {
    let problem: Error | null = new Error('the disk is full');
    start(() => (problem === null ? Promise.resolve() : Promise.reject(problem)));
    change();
    await clock.pass(40_000);
    expect(builds).toEqual([500, 5_500, 15_500, 35_500]);
    expect(log.map(({ fields }) => fields.delayMs)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(log[0]?.fields.problem).toBe('the disk is full');
    problem = null;
    await clock.pass(600_000);
    expect(builds).toEqual([500, 5_500, 15_500, 35_500, 75_500]);
    problem = new Error('again');
    change();
    await clock.pass(1_000);
    expect(log.at(-1)?.fields).toMatchObject({ attempt: 1, delayMs: 5_000 });
  });

  it('waits for a build of somebody else without a word', async () => {
    let running = true;
    const error = new YinjuError({ part: 'index', code: 'build-running', message: 'Another one.' });
    start(() => (running ? Promise.reject(error) : Promise.resolve()));
    change();
    await clock.pass(5_000);
    running = false;
    await clock.pass(60_000);
    expect(builds).toEqual([500, 2_500, 4_500, 6_500]);
    expect(log).toEqual([]);
  });

  it('ends with the build that it began, and begins no other', async () => {
    let finish = (): void => undefined;
    const watch = start(() => new Promise<void>((resolve) => (finish = resolve)));
    change();
    await clock.pass(500);
    change();
    const stopped = watch.stop();
    finish();
    await stopped;
    change();
    await clock.pass(60_000);
    expect([builds, closed]).toEqual([[500], true]);
  });

  it('tells how changes are noticed', async () => {
    const watch = start();
    expect(watch.state).toBe('off');
    await watch.watching();
    expect(watch.state).toBe('events');
  });
});
