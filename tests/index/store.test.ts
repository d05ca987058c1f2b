import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { SEGMENT_FILES } from '../../src/index/segment.js';
import { SegmentPool } from '../../src/index/segment-pool.js';
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

const FILES = [...SEGMENT_FILES, 'segment.json', 'manifest.json', 'sources.jsonl'];

/** Without these vectors cannot be found again. */
const WITHOUT_VECTORS = ['vectors.bin', 'segment.json', 'manifest.json'];

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

/** The graph of so few passages is an empty file, which has no middle to damage. */
const CASES = FILES.flatMap((file) => Object.keys(FAULTS).map((fault) => ({ file, fault }))).filter(
  ({ file, fault }) => file !== 'hnsw.bin' || fault === 'longer' || fault === 'missing',
);

describe('a stored index', () => {
  it.each(CASES)('is refused, and built anew, when $file is $fault', async ({ file, fault }) => {
    await workspace.build();
    const before = workspace.stored();
    FAULTS[fault]?.(workspace.fileOf(file));

    const status = await inspectIndex(workspace.indexDir, { deep: true });
    expect(status.state).toBe('damaged');
    expect(status.problems.map((problem) => path.basename(problem.file))).toEqual([file]);
    await expect(loadIndex(workspace.indexDir)).rejects.toThrow(failure('index-damaged'));

    const report = await workspace.build();
    // Vectors are found again where the damage left them whole.
    const embedded = WITHOUT_VECTORS.includes(file) ? 2 : 0;
    expect(report).toMatchObject({ changed: true, embedded, fullBuildReason: 'index-damaged' });
    expect(workspace.stored()).toEqual(before);
    expect(await inspectIndex(workspace.indexDir, { deep: true })).toMatchObject({ state: 'ready' });
  });

  it('shows missing and truncated files without reading them all', async () => {
    await workspace.build();
    rmSync(workspace.fileOf('hnsw.bin'));
    truncateSync(workspace.fileOf('vectors.bin'), 3);
    const { state, problems } = await inspectIndex(workspace.indexDir);
    expect([state, problems.map(({ file }) => path.basename(file))]).toEqual([
      'damaged',
      ['hnsw.bin', 'vectors.bin'],
    ]);
  });

  it('is refused as one of another format', async () => {
    await workspace.build();
    workspace.writePointer('{"formatVersion":99,"generation":{"new":"form"}}');
    await expect(loadIndex(workspace.indexDir, { strict: true })).rejects.toThrow(failure('index-format'));
    const status = await inspectIndex(workspace.indexDir);
    expect(status.state).toBe('damaged');
    expect(status.problems[0]?.problem).toContain('version 99');
    expect(await workspace.build()).toMatchObject({ changed: true, fullBuildReason: 'format-changed' });
  });
});

describe('a pointer', () => {
  it.each([
    ['nothing', ''],
    ['noise', '\u0000\u0001{{{'],
    ['another value', '[]'],
    ['null', 'null'],
    ['a path', '{"formatVersion":3,"generation":"../../etc"}'],
    ['a generation that is gone', `{"formatVersion":3,"generation":"g-${'0'.repeat(32)}"}`],
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
  it.each(CASES)(
    'is served as it was before, and built from that, when $file is $fault',
    async ({ file, fault }) => {
      await workspace.build();
      const before = path.basename(workspace.generation);
      workspace.put('b.md', draft({ title: '铁路通报', topics: ['货运列车'] }));
      await workspace.build();
      const whole = workspace.stored();
      FAULTS[fault]?.(workspace.fileOf(file));

      const index = await loadIndex(workspace.indexDir);
      expect(index.corpus.articleCount).toBe(1);
      expect(index.instead).toContain(file);
      await expect(loadIndex(workspace.indexDir, { strict: true })).rejects.toThrow(failure('index-damaged'));

      const embedded = WITHOUT_VECTORS.includes(file) ? 1 : 0;
      expect(await workspace.build()).toMatchObject({ changed: true, embedded, reused: 3 - embedded });
      expect(workspace.stored()).toEqual(whole);
      const kept = readdirSync(workspace.indexDir).filter((name) => name.startsWith('g-'));
      expect(kept.sort()).toEqual([before, path.basename(workspace.generation)].sort());
    },
  );

  it('is built anew, with the vectors that are whole, where both generations use what is damaged', async () => {
    await workspace.build();
    workspace.put('b.md', draft({ title: '铁路通报', topics: ['货运列车'] }));
    await workspace.build();
    const [shared = ''] = workspace.segments;
    FAULTS['changed in one bit']?.(path.join(shared, 'articles.jsonl'));
    await expect(loadIndex(workspace.indexDir)).rejects.toThrow(failure('index-damaged'));
    expect(await workspace.build()).toMatchObject({
      articles: 2,
      embedded: 0,
      changed: true,
      fullBuildReason: 'index-damaged',
    });
    expect((await loadIndex(workspace.indexDir)).corpus.articleCount).toBe(2);
  });
});

describe('segments that are open', () => {
  it('are shared with the next index, and read to the end though their files are gone', async () => {
    await workspace.build();
    const pool = new SegmentPool();
    const before = await loadIndex(workspace.indexDir, { pool });
    for (const title of ['一', '二', '三']) {
      workspace.put('a.md', draft({ title, topics: ['空箱'] }));
      await workspace.build();
    }
    const after = await loadIndex(workspace.indexDir, { pool });
    pool.keep(after.manifest.segments.map(({ name }) => name));
    expect(before.corpus.passage(1).headingPath.join()).toContain('重箱');
    expect(after.corpus.articles()[0]?.title).toBe('三');
    expect(readdirSync(workspace.indexDir).filter((name) => name.startsWith('s-'))).toHaveLength(2);
  });

  it('notice that a text is not what was written, whenever that happens', async () => {
    await workspace.build();
    const { corpus } = await loadIndex(workspace.indexDir);
    FAULTS['changed in one bit']?.(workspace.fileOf('articles.jsonl'));
    expect(() => corpus.passage(0)).toThrow(failure('index-damaged'));
  });
});
