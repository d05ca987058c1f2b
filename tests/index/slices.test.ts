import { describe, expect, it } from 'vitest';

import { runAtOnce, TimeSlices } from '../../src/index/slices.js';

function* countTo(n: number): Generator<number, string, undefined> {
  for (let i = 1; i <= n; i++) yield i;
  return 'done';
}

describe('TimeSlices', () => {
  it('lets the event loop turn while a long job runs', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const slices = new TimeSlices(undefined, 0);
    await slices.run(countTo(1000));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  it('gives what the work returns, and every step on the way', async () => {
    const steps: number[] = [];
    expect(await new TimeSlices().run(countTo(3), (step) => steps.push(step))).toBe('done');
    expect(steps).toEqual([1, 2, 3]);
    expect(runAtOnce(countTo(3))).toBe('done');
  });

  it('ends with the reason of an abort', async () => {
    const controller = new AbortController();
    const slices = new TimeSlices(controller.signal);
    const run = slices.run(countTo(1000), (step) => {
      if (step === 5) controller.abort(new Error('stopped'));
    });
    await expect(run).rejects.toThrow('stopped');
    await expect(slices.turn()).rejects.toThrow('stopped');
  });
});
