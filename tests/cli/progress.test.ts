import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgressDisplay } from '../../src/cli/progress.js';

function collect(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return { written, stream: Object.assign(stream, { isTTY }) };
}

describe('createProgressDisplay', () => {
  it('writes a line now and then where there is no terminal', () => {
    const { written, stream } = collect(false);
    let now = 0;
    const { onProgress, stop } = createProgressDisplay(stream, 'en', () => now);
    for (let done = 0; done <= 60; done++, now += 100) onProgress({ phase: 'embed', done, total: 60 });
    stop();
    expect(written).toEqual([
      'embedding passages 20/60\n',
      'embedding passages 40/60\n',
      'embedding passages 60/60\n',
    ]);
  });

  it('is quiet about what is quickly done', () => {
    const { written, stream } = collect(false);
    const { onProgress } = createProgressDisplay(stream, 'en', () => 0);
    onProgress({ phase: 'read', done: 1, total: 2 });
    expect(written).toEqual([]);
  });

  it('draws a bar on a terminal, and a new one for each phase', () => {
    const { written, stream } = collect(true);
    const { onProgress, stop } = createProgressDisplay(stream, 'en');
    onProgress({ phase: 'read', done: 1, total: 4 });
    onProgress({ phase: 'embed', done: 2, total: 4 });
    stop();
    stop();
    expect(written.join('')).toContain('reading articles');
    expect(written.join('')).toMatch(/embedding passages \[[^\]]+\] 50%/);
  });
});
