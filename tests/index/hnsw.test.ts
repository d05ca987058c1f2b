import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { ExactVectorIndex } from '../../src/index/exact.js';
import { HnswIndex } from '../../src/index/hnsw.js';
import { TimeSlices } from '../../src/index/slices.js';
import { VectorMatrix } from '../../src/index/vectors.js';
import { describeVectorIndexContract, vectorOf } from '../contracts/vector-index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'yinju-hnsw-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
const newFile = (): string => path.join(folder, `${files++}.bin`);
const damage: unknown = expect.objectContaining({ part: 'index', code: 'index-damaged' });

describeVectorIndexContract('HnswIndex', (dimensions, vectors) =>
  HnswIndex.build(VectorMatrix.of(dimensions, vectors)),
);

describeVectorIndexContract('an HnswIndex that was stored', async (dimensions, vectors) => {
  const file = newFile();
  await (await HnswIndex.build(VectorMatrix.of(dimensions, vectors))).save(file);
  return HnswIndex.load(file, { size: vectors.length, dimensions });
});

const dimensions = 16;
const vectors = VectorMatrix.of(
  dimensions,
  Array.from({ length: 2000 }, (_, i) => vectorOf(i, dimensions)),
);

async function saved(): Promise<string> {
  const file = newFile();
  await (await HnswIndex.build(vectors)).save(file);
  return file;
}

describe('HnswIndex', () => {
  it('finds nearly all of what exact search finds', async () => {
    const index = await HnswIndex.build(vectors);
    const exact = new ExactVectorIndex(vectors);
    let found = 0;
    for (let query = 0; query < 100; query++) {
      const vector = vectorOf(10_000 + query, dimensions);
      const ids = new Set(exact.search(vector, 10).map(({ id }) => id));
      found += index.search(vector, 10).filter(({ id }) => ids.has(id)).length;
    }
    expect(found / 1000).toBeGreaterThan(0.97);
  });

  it('finds as much after it was stored: the width of its search is set again', async () => {
    const built = await HnswIndex.build(vectors);
    const loaded = await HnswIndex.load(await saved(), { size: 2000, dimensions });
    for (let query = 0; query < 50; query++) {
      const vector = vectorOf(20_000 + query, dimensions);
      expect(loaded.search(vector, 20)).toEqual(built.search(vector, 20));
    }
  });

  it('has equal bytes for equal vectors, in slices or not', async () => {
    const [a, b] = [await saved(), newFile()];
    const counts: number[] = [];
    const sliced = await HnswIndex.build(vectors, new TimeSlices(), (count) => counts.push(count));
    await sliced.save(b);
    expect(readFileSync(a).equals(readFileSync(b))).toBe(true);
    expect(counts.at(-1)).toBe(2000);
  });

  it('refuses a file of another size or other dimensions', async () => {
    const file = await saved();
    await expect(HnswIndex.load(file, { size: 1999, dimensions })).rejects.toThrow(damage);
    await expect(HnswIndex.load(file, { size: 0, dimensions })).rejects.toThrow(damage);
    await expect(HnswIndex.load(file, { size: 2000, dimensions: 32 })).rejects.toThrow(damage);
  });

  it('refuses a file that was cut short, anywhere', async () => {
    const file = await saved();
    for (const bytes of [readFileSync(file).length - 1, 100_000, 96, 50, 0]) {
      truncateSync(file, bytes);
      await expect(HnswIndex.load(file, { size: 2000, dimensions })).rejects.toThrow(damage);
    }
  });

  it('refuses what is not its file at all', async () => {
    const file = newFile();
    writeFileSync(file, Buffer.alloc(5000, 0xff));
    await expect(HnswIndex.load(file, { size: 2000, dimensions })).rejects.toThrow(damage);
  });

  it('says so when a file cannot be written', async () => {
    const index = await HnswIndex.build(vectors);
    await expect(index.save(path.join(folder, 'nowhere', 'x.bin'))).rejects.toThrow(/ENOENT/);
  });

  it('refuses to be built from a vector without direction', async () => {
    const zero = VectorMatrix.zeros(4, 1);
    await expect(HnswIndex.build(zero)).rejects.toThrow(expect.objectContaining({ code: 'vector-invalid' }));
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    const build = HnswIndex.build(vectors, new TimeSlices(controller.signal), (count) => {
      if (count === 100) controller.abort(new Error('enough'));
    });
    await expect(build).rejects.toThrow('enough');
  });
});
