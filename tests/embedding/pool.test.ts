import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { silentLogger } from '../../src/domain/logger.js';
import type { EmbedRequest } from '../../src/embedding/messages.js';
import { EmbeddingPool } from '../../src/embedding/pool.js';
import { FakeChild, type Loading } from '../support/fake-child.js';

const model = {
  folder: '/model',
  profile: { pooling: 'mean', queryPrefix: '', passagePrefix: '', maxTokens: 8, fold: false },
} as const;

/** A pool of fake children, which are listed in the order they were started. */
async function openPool(
  processes = 1,
  loadings: Loading[] = [],
): Promise<{ pool: EmbeddingPool; children: FakeChild[] }> {
  const children: FakeChild[] = [];
  const startChild = (): FakeChild => {
    const child = new FakeChild(loadings.shift());
    children.push(child);
    return child;
  };
  return { pool: await EmbeddingPool.open({ model, processes, startChild, logger: silentLogger }), children };
}

function passages(...texts: string[]): EmbedRequest {
  return { kind: 'passage', texts };
}

/** Lets everything that is due, and every pause before a restart, pass. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(5000);
}

describe('EmbeddingPool', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets a question, and passages that a question waits for, overtake the passages that wait', async () => {
    const { pool, children } = await openPool();
    const all = [pool.embed(passages('1')), pool.embed(passages('2')), pool.embed(passages('3'))];
    all.push(pool.embed({ kind: 'query', texts: ['q'] }));
    all.push(pool.embed({ ...passages('s'), urgent: true }));
    while (children[0]?.busy === true) {
      children[0].answer();
      await settle();
    }
    await Promise.all(all);
    expect(children[0]?.seen).toEqual([['1'], ['q'], ['s'], ['2'], ['3']]);
    await pool.close();
  });

  it('starts further processes only when requests wait, and ends them when they have been idle', async () => {
    const { pool, children } = await openPool(3);
    expect(children).toHaveLength(1);
    const first = pool.embed(passages('1'));
    await settle();
    expect(children).toHaveLength(1);
    const second = pool.embed(passages('2'));
    await settle();
    expect(children).toHaveLength(2);
    for (const child of children) child.answer();
    await Promise.all([first, second]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(children.map(({ killed }) => killed)).toEqual([false, true]);
    await pool.close();
  });

  it('replaces a process that dies, and does its request again', async () => {
    const { pool, children } = await openPool();
    const work = pool.embed(passages('four'));
    children[0]?.die();
    await settle();
    children[1]?.answer();
    expect((await work).vectors).toEqual(Float32Array.of(4));
    await pool.close();
  });

  it('replaces a process that dies while nobody asks anything', async () => {
    const { pool, children } = await openPool();
    children[0]?.die();
    await settle();
    expect(children).toHaveLength(2);
    await pool.close();
  });

  it('gives up the one text that kills process after process, and does the others beside it', async () => {
    const { pool, children } = await openPool();
    const together = pool.embed(passages('good', 'deadly', 'fine'));
    const rejected = expect(together).rejects.toMatchObject({
      code: 'text-kills-model',
      message: expect.stringContaining('deadly') as string,
    });
    const innocent = pool.embed(passages('innocent'));
    for (let i = 0; i < 20; i++) {
      const child = children.at(-1);
      const last = child?.seen.at(-1);
      if (last?.includes('deadly') === true) child?.die();
      else if (last !== undefined && child?.busy === true) child.answer();
      await settle();
    }
    await rejected;
    expect((await innocent).vectors).toEqual(Float32Array.of(8));
    expect(children.flatMap(({ seen }) => seen)).toContainEqual(['fine']);
    await pool.close();
  });

  it('survives 20 deaths in a row', async () => {
    const { pool, children } = await openPool();
    for (let i = 0; i < 20; i++) {
      children.at(-1)?.die();
      await settle();
    }
    const work = pool.embed(passages('four'));
    children.at(-1)?.answer();
    expect((await work).vectors).toEqual(Float32Array.of(4));
    await pool.close();
  });

  it('passes on what the model says without ending the process', async () => {
    const { pool, children } = await openPool();
    const work = pool.embed(passages('x'));
    children[0]?.fail(new Error('no'));
    await expect(work).rejects.toThrow('no');
    expect(children[0]?.killed).toBe(false);
    await pool.close();
  });

  it('does not open where processes keep dying', async () => {
    const opening = expect(openPool(1, ['dies', 'dies', 'dies', 'dies'])).rejects.toMatchObject({
      code: 'embedder-unavailable',
    });
    await settle();
    await opening;
  });

  it('does not open, nor try again, where the model does not load', async () => {
    const error = new Error('damaged');
    await expect(openPool(1, [error])).rejects.toBe(error);
  });

  it('rejects what waits when no process can be started any more, and tries again with the next request', async () => {
    const identity = { dimensions: 1, fingerprint: 'a' };
    const { pool, children } = await openPool(1, [identity, new Error('disk gone')]);
    const work = pool.embed(passages('x'));
    const rejected = expect(work).rejects.toThrow('disk gone');
    children[0]?.die();
    await settle();
    await rejected;
    const next = pool.embed(passages('four'));
    await settle();
    children[2]?.answer();
    expect((await next).vectors).toEqual(Float32Array.of(4));
    await pool.close();
  });

  it('refuses a model that is another one after a restart', async () => {
    const { pool, children } = await openPool(1, [
      { dimensions: 1, fingerprint: 'a' },
      { dimensions: 1, fingerprint: 'b' },
    ]);
    const rejected = expect(pool.embed(passages('x'))).rejects.toMatchObject({ code: 'model-changed' });
    children[0]?.die();
    await settle();
    await rejected;
    await pool.close();
  });

  it('does not work on what nobody wants any more', async () => {
    const { pool, children } = await openPool();
    const controller = new AbortController();
    const first = pool.embed(passages('1'));
    const unwanted = expect(pool.embed(passages('2'), controller.signal)).rejects.toThrow('enough');
    const third = pool.embed(passages('3'));
    controller.abort(new Error('enough'));
    children[0]?.answer();
    await first;
    children[0]?.answer();
    await Promise.all([unwanted, third]);
    expect(children[0]?.seen).toEqual([['1'], ['3']]);
    await pool.close();
  });

  it('ends its processes and rejects everything when it is closed', async () => {
    const { pool, children } = await openPool();
    const running = expect(pool.embed(passages('1'))).rejects.toMatchObject({ code: 'embedder-closed' });
    const waiting = expect(pool.embed(passages('2'))).rejects.toMatchObject({ code: 'embedder-closed' });
    await pool.close();
    await Promise.all([running, waiting]);
    expect(children.every(({ killed }) => killed)).toBe(true);
    await expect(pool.embed(passages('3'))).rejects.toMatchObject({ code: 'embedder-closed' });
    await settle();
    expect(children).toHaveLength(1);
  });
});
