import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { SAVED_VECTORS_FILE } from '../../src/index/saved-vectors.js';
import { RecordingEmbedder } from './recording-embedder.js';
import { draft, Workspace } from './workspace.js';

/** Passages of the articles below: more than two batches. */
const PASSAGES = 1_300;
const BATCH = 512;

let workspace: Workspace;
let file: string;
beforeEach(() => {
  workspace = new Workspace();
  file = path.join(workspace.indexDir, SAVED_VECTORS_FILE);
  for (let i = 0; i < PASSAGES / 50; i++) {
    const topics = Array.from({ length: 50 }, (_, j) => `第${i}类第${j}种货物`);
    workspace.put(`${i}.md`, draft({ title: `通报${i}`, topics }));
  }
});
afterEach(() => {
  workspace.remove();
});

/** A build that ends when it asks for a batch, by default the third. */
async function interrupt(
  embedder = new RecordingEmbedder(),
  { rebuild = false, at = 3 } = {},
): Promise<void> {
  let batches = 0;
  embedder.beforePassages = () => {
    if (++batches === at) throw new Error('interrupted');
  };
  await expect(workspace.build(embedder, { rebuild })).rejects.toThrow('interrupted');
}

describe('an interrupted build', () => {
  it('goes on where it ended, and gives the same index as one that was not', async () => {
    await interrupt();
    const embedder = new RecordingEmbedder();
    const report = await workspace.build(embedder);
    expect(report).toMatchObject({ passages: PASSAGES, embedded: PASSAGES - 2 * BATCH, reused: 2 * BATCH });
    expect(embedder.passages).toHaveLength(PASSAGES - 2 * BATCH);
    expect(existsSync(file)).toBe(false);
    const resumed = workspace.stored();
    await workspace.build(new RecordingEmbedder(), { rebuild: true });
    expect(workspace.stored()).toEqual(resumed);
  });

  it('uses what was saved before a batch that is cut short, and goes on behind it', async () => {
    await interrupt();
    truncateSync(file, statSync(file).size - 7);
    const second = new RecordingEmbedder();
    await interrupt(second, { at: 2 });
    expect(second.passages).toHaveLength(BATCH);
    const third = new RecordingEmbedder();
    await workspace.build(third);
    expect(third.passages).toHaveLength(PASSAGES - 2 * BATCH);
  });

  it.each([0, 50, 0.25, 0.75])('uses nothing that is damaged (at %s)', async (where) => {
    await interrupt();
    const bytes = readFileSync(file);
    const at = where < 1 && where > 0 ? Math.floor(where * bytes.length) : where;
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(file, bytes);
    const embedder = new RecordingEmbedder();
    await workspace.build(embedder);
    expect(embedder.passages).toHaveLength(where === 0.75 ? PASSAGES - BATCH : PASSAGES);
    const resumed = workspace.stored();
    await workspace.build(new RecordingEmbedder(), { rebuild: true });
    expect(workspace.stored()).toEqual(resumed);
  });

  it('uses nothing of another model', async () => {
    await interrupt();
    const other = new RecordingEmbedder();
    Object.defineProperty(other, 'fingerprint', { value: 'another' });
    await workspace.build(other);
    expect(other.passages).toHaveLength(PASSAGES);
  });

  it('uses nothing where everything is to be embedded again', async () => {
    await workspace.build();
    await interrupt(new RecordingEmbedder(), { rebuild: true });
    const embedder = new RecordingEmbedder();
    await workspace.build(embedder, { rebuild: true });
    expect(embedder.passages).toHaveLength(PASSAGES);
  });

  it('ends well where nothing can be saved', async () => {
    mkdirSync(file, { recursive: true });
    const embedder = new RecordingEmbedder();
    expect(await workspace.build(embedder)).toMatchObject({ changed: true });
    expect(embedder.passages).toHaveLength(PASSAGES);
  });

  it('reports progress over all batches', async () => {
    const seen: number[] = [];
    await workspace.build(new RecordingEmbedder(), {
      onProgress: ({ phase, done, total }) => {
        if (phase === 'embed') seen.push(done / total);
      },
    });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});
