import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { inspectIndex, loadIndex } from '../../src/index/store.js';
import { draft, Workspace } from './workspace.js';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.put('a.md', draft({ title: '集装箱通报', topics: ['空箱', '重箱'] }));
  workspace.put('none.md', '');
});
afterEach(() => {
  workspace.remove();
});

const failure = (code: string): unknown => expect.objectContaining({ part: 'index', code });

describe('inspectIndex', () => {
  it('says when nothing has been built', async () => {
    expect(await inspectIndex(workspace.indexDir)).toEqual({
      state: 'missing',
      manifest: null,
      builtAt: null,
      bytes: 0,
      skipped: [],
      problems: [],
    });
  });

  it.each([false, true])('describes a whole index (deep: %s)', async (deep) => {
    await workspace.build();
    const status = await inspectIndex(workspace.indexDir, { deep });
    expect(status).toMatchObject({
      state: 'ready',
      problems: [],
      skipped: [{ path: 'none.md', code: 'empty' }],
    });
    expect(status.manifest?.counts).toMatchObject({ articles: 1, passages: 2 });
    expect(Date.parse(status.builtAt ?? '')).toBeGreaterThan(0);
    expect(status.bytes).toBeGreaterThan(1000);
  });
});

describe('loadIndex', () => {
  it('refuses where nothing has been built', async () => {
    await expect(loadIndex(workspace.indexDir)).rejects.toThrow(failure('index-missing'));
  });
});

const FILES = ['articles.jsonl', 'bm25.bin', 'hnsw.bin', 'manifest.json', 'sources.jsonl', 'vectors.bin'];

const FAULTS: Record<string, (file: string) => void> = {
  'cut short': (file) => {
    truncateSync(file, Math.floor(readFileSync(file).length / 2));
  },
  longer: (file) => {
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]));
  },
  'changed in one bit': (file) => {
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  },
  missing: (file) => {
    rmSync(file);
  },
};

describe('a stored index', () => {
  const cases = FILES.flatMap((file) => Object.keys(FAULTS).map((fault) => ({ file, fault })));

  it.each(cases)('is refused, and built anew, when $file is $fault', async ({ file, fault }) => {
    await workspace.build();
    const before = workspace.stored();
    FAULTS[fault]?.(path.join(workspace.generation, file));

    const status = await inspectIndex(workspace.indexDir, { deep: true });
    expect(status.state).toBe('damaged');
    expect(status.problems.map((problem) => path.basename(problem.file))).toEqual([file]);
    await expect(loadIndex(workspace.indexDir)).rejects.toThrow(failure('index-damaged'));

    const report = await workspace.build();
    expect(report).toMatchObject({ changed: true, embedded: 2, fullBuildReason: 'index-damaged' });
    expect(workspace.stored()).toEqual(before);
    expect(await inspectIndex(workspace.indexDir, { deep: true })).toMatchObject({ state: 'ready' });
  });

  it('shows missing and truncated files without reading them all', async () => {
    await workspace.build();
    rmSync(path.join(workspace.generation, 'hnsw.bin'));
    truncateSync(path.join(workspace.generation, 'vectors.bin'), 3);
    const { state, problems } = await inspectIndex(workspace.indexDir);
    expect([state, problems.map(({ file }) => path.basename(file))]).toEqual([
      'damaged',
      ['hnsw.bin', 'vectors.bin'],
    ]);
  });

  it('is refused as one of another format', async () => {
    await workspace.build();
    workspace.writePointer('{"formatVersion":3,"generation":{"new":"form"}}');
    await expect(loadIndex(workspace.indexDir, { strict: true })).rejects.toThrow(failure('index-format'));
    const status = await inspectIndex(workspace.indexDir);
    expect(status.state).toBe('damaged');
    expect(status.problems[0]?.problem).toContain('version 3');
    expect(await workspace.build()).toMatchObject({ changed: true, fullBuildReason: 'format-changed' });
  });
});

describe('a pointer', () => {
  it.each([
    ['nothing', ''],
    ['noise', '\u0000\u0001{{{'],
    ['another value', '[]'],
    ['null', 'null'],
    ['a path', '{"formatVersion":2,"generation":"../../etc"}'],
    ['a generation that is gone', `{"formatVersion":2,"generation":"g-${'0'.repeat(32)}"}`],
  ])('that holds %s is damage', async (_, text) => {
    await workspace.build();
    const name = path.basename(workspace.generation);
    workspace.writePointer(text);
    expect(await inspectIndex(workspace.indexDir)).toMatchObject({ state: 'damaged' });
    await expect(loadIndex(workspace.indexDir, { strict: true })).rejects.toThrow(failure('index-damaged'));
    expect((await loadIndex(workspace.indexDir)).instead).toContain('damaged');
    expect(await workspace.build()).toMatchObject({ changed: true, embedded: 0 });
    expect(await inspectIndex(workspace.indexDir, { deep: true })).toMatchObject({ state: 'ready' });
    expect(path.basename(workspace.generation)).toBe(name);
  });
});

it('an index is damaged, not missing, where only the pointer is gone', async () => {
  await workspace.build();
  rmSync(path.join(workspace.indexDir, 'current.json'));
  expect(await inspectIndex(workspace.indexDir)).toMatchObject({ state: 'damaged' });
  expect((await loadIndex(workspace.indexDir)).corpus.articleCount).toBe(1);
  expect(await workspace.build()).toMatchObject({ changed: true, embedded: 0 });
});

describe('a stored index whose newest generation is damaged', () => {
  const damages = FILES.flatMap((file) => Object.keys(FAULTS).map((fault) => ({ file, fault })));

  it.each(damages)(
    'is served as it was before, and built from that, when $file is $fault',
    async ({ file, fault }) => {
      await workspace.build();
      const before = path.basename(workspace.generation);
      workspace.put('b.md', draft({ title: '铁路通报', topics: ['货运列车'] }));
      await workspace.build();
      const whole = workspace.stored();
      FAULTS[fault]?.(path.join(workspace.generation, file));

      const index = await loadIndex(workspace.indexDir);
      expect(index.corpus.articleCount).toBe(1);
      expect(index.instead).toContain(file);
      await expect(loadIndex(workspace.indexDir, { strict: true })).rejects.toThrow(failure('index-damaged'));

      expect(await workspace.build()).toMatchObject({ changed: true, embedded: 1, reused: 2 });
      expect(workspace.stored()).toEqual(whole);
      const kept = readdirSync(workspace.indexDir).filter((name) => name.startsWith('g-'));
      expect(kept.sort()).toEqual([before, path.basename(workspace.generation)].sort());
    },
  );
});
