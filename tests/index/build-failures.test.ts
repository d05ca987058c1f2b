import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Progress } from '../../src/domain/ports.js';
import { acquireBuildLock } from '../../src/index/lock.js';
import { inspectIndex, loadIndex } from '../../src/index/store.js';
import { RecordingEmbedder } from './recording-embedder.js';
import { draft, Workspace } from './workspace.js';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

describe('a build that does not succeed', () => {
  beforeEach(async () => {
    workspace.putThree();
    await workspace.build();
    workspace.put('d.md', draft({ title: '新', topics: ['吊机'] }));
  });

  async function expectUntouched(build: Promise<unknown>, message: string): Promise<void> {
    const before = [workspace.pointer(), workspace.stored()];
    await expect(build).rejects.toThrow(message);
    expect([workspace.pointer(), workspace.stored()]).toEqual(before);
    expect((await loadIndex(workspace.indexDir)).corpus.articleCount).toBe(3);
    expect(readdirSync(workspace.indexDir).filter((name) => name !== 'locks')).toHaveLength(3);
    expect(await workspace.build()).toMatchObject({ articles: 4, embedded: 1, changed: true });
  }

  it('keeps the last good index when the embedder fails', async () => {
    const embedder = new RecordingEmbedder();
    embedder.beforePassages = () => {
      throw new Error('out of ideas');
    };
    await expectUntouched(workspace.build(embedder), 'out of ideas');
  });

  it('keeps the last good index when the embedder gives a vector that is none', async () => {
    const embedder = new RecordingEmbedder();
    embedder.embedPassages = (texts) => Promise.resolve(texts.map(() => new Float32Array(64).fill(NaN)));
    await expectUntouched(workspace.build(embedder), 'not finite');
  });

  it.each(['read', 'embed', 'index', 'write'])(
    'keeps the last good index when it is aborted in phase %s',
    async (phase) => {
      const controller = new AbortController();
      const onProgress = (progress: Progress): void => {
        if (progress.phase === phase) controller.abort(new Error('stop it'));
      };
      const build = workspace.build(new RecordingEmbedder(), { signal: controller.signal, onProgress });
      await expectUntouched(build, 'stop it');
    },
  );

  it('leaves nothing behind that the next build does not clear away', async () => {
    for (const name of ['building-0123456789ab', 'removed-0123456789ab']) {
      mkdirSync(path.join(workspace.indexDir, name));
      writeFileSync(path.join(workspace.indexDir, name, 'hnsw.bin'), 'half');
    }
    writeFileSync(path.join(workspace.indexDir, 'current.json.123456'), 'half');
    writeFileSync(path.join(workspace.indexDir, 'notes.txt'), 'somebody’s own');
    await workspace.build();
    const names = readdirSync(workspace.indexDir).filter((name) => !/^[gs]-/u.test(name));
    expect(names.sort()).toEqual(['current.json', 'locks', 'notes.txt']);
  });

  it('refuses to run beside another', async () => {
    const lock = await acquireBuildLock(workspace.indexDir);
    await expect(workspace.build()).rejects.toThrow(expect.objectContaining({ code: 'build-running' }));
    await lock.release();
    expect(await workspace.build()).toMatchObject({ changed: true });
  });

  it('does not publish once another has taken over', async () => {
    const onProgress = ({ phase, done }: Progress): void => {
      if (phase !== 'write' || done > 0) return;
      const locks = path.join(workspace.indexDir, 'locks');
      writeFileSync(path.join(locks, '9.held'), '');
    };
    const before = workspace.pointer();
    const build = workspace.build(new RecordingEmbedder(), { onProgress });
    await expect(build).rejects.toThrow(expect.objectContaining({ code: 'build-running' }));
    expect(workspace.pointer()).toEqual(before);
  });

  it('says so when the index folder cannot be written', async () => {
    workspace.put('file', 'not a folder');
    const indexDir = path.join(workspace.contentDir, 'file', 'index');
    await expect(workspace.build(new RecordingEmbedder(), { indexDir })).rejects.toThrow(
      expect.objectContaining({ part: 'index', code: 'index-unwritable' }),
    );
  });
});

describe('generations', () => {
  it('are kept for one build more', async () => {
    const names: string[] = [];
    for (const topic of ['空箱', '重箱', '吊机']) {
      workspace.put('a.md', draft({ title: '通报', topics: [topic] }));
      await workspace.build();
      names.push(workspace.pointer().generation);
    }
    const kept = readdirSync(workspace.indexDir).filter((name) => name.startsWith('g-'));
    expect(kept.sort()).toEqual(names.slice(1).sort());
  });

  it('are used again where the content is what it was', async () => {
    workspace.put('a.md', draft({ title: '通报', topics: ['空箱'] }));
    await workspace.build();
    const { generation } = workspace.pointer();
    workspace.put('a.md', draft({ title: '通报', topics: ['重箱'] }));
    await workspace.build();
    workspace.put('a.md', draft({ title: '通报', topics: ['空箱'] }));
    await workspace.build();
    expect(workspace.pointer().generation).toBe(generation);
    expect(await inspectIndex(workspace.indexDir, { deep: true })).toMatchObject({ state: 'ready' });
  });
});
