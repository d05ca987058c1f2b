import { describe, expect, it } from 'vitest';
import { Backoff } from '../../../src/discord/connection/backoff.js';

function waits(backoff: Backoff, count: number): number[] {
  return Array.from({ length: count }, () => backoff.failed());
}

describe('Backoff', () => {
  it('doubles from one second up to one minute', () => {
    expect(waits(new Backoff({ random: () => 0 }), 8)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
    expect(waits(new Backoff({ random: () => 0.999_999 }), 8)).toEqual([
      2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it('never waits for longer, however often it fails', () => {
    expect(waits(new Backoff(), 2_000).every((ms) => ms >= 1_000 && ms <= 60_000)).toBe(true);
  });

  it('begins anew after a success', () => {
    const backoff = new Backoff({ random: () => 0 });
    waits(backoff, 5);
    expect(backoff.failures).toBe(5);
    backoff.succeeded();
    expect(backoff.failures).toBe(0);
    expect(backoff.failed()).toBe(1_000);
  });

  it('waits by the timer that it is given, and not at all once it is to end', async () => {
    const slept: number[] = [];
    const backoff = new Backoff({ sleep: (ms) => Promise.resolve(slept.push(ms)) });
    await backoff.wait(7, new AbortController().signal);
    await expect(backoff.wait(8, AbortSignal.abort())).rejects.toThrow();
    expect(slept).toEqual([7]);
  });

  it('stops waiting when it is to end', async () => {
    const end = new AbortController();
    const waiting = new Backoff().wait(60_000, end.signal);
    end.abort();
    await expect(waiting).rejects.toThrow();
  });
});
