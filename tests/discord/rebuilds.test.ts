import { describe, expect, it } from 'vitest';
import { Rebuilds } from '../../src/discord/rebuilds.js';

describe('Rebuilds', () => {
  it('ends the one that runs, once, and remembers who wanted it', () => {
    const rebuilds = new Rebuilds();
    const rebuild = rebuilds.begin('Ann');
    expect(rebuilds.running).toMatchObject({ name: 'Ann', cancelledBy: null });
    expect(rebuilds.cancel(rebuild.id, '1')).toBe('cancelled');
    expect(rebuild.signal.aborted).toBe(true);
    expect(rebuilds.cancel(rebuild.id, '2')).toBe('before');
    expect(rebuild.cancelledBy).toBe('1');
  });

  it('tells one that has ended from one that it never knew, and leaves the next alone', () => {
    const rebuilds = new Rebuilds();
    const first = rebuilds.begin('Ann');
    rebuilds.end(first);
    expect(rebuilds.running).toBeNull();
    const second = rebuilds.begin('Ben');
    expect(rebuilds.cancel(first.id, '1')).toBe('ended');
    expect(rebuilds.cancel('0badc0de', '1')).toBe('unknown');
    expect(rebuilds.cancel('', '1')).toBe('unknown');
    expect(second.signal.aborted).toBe(false);
  });
});
