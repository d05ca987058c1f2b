import { describe, expect, it, vi } from 'vitest';
import { createEmbedderSource } from '../../src/app/embedder-source.js';
import type { IndexManifest } from '../../src/domain/manifest.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

function manifestOf({ modelId, fingerprint, dimensions }: HashingEmbedder): IndexManifest {
  return {
    formatVersion: 2,
    model: { id: modelId, fingerprint, dimensions },
    space: 'cosine',
    readerVersion: 1,
    chunkerVersion: 1,
    analyserVersion: 1,
    contentHash: '',
    counts: { articles: 0, passages: 0, characters: 0 },
    calibration: null,
    segments: [],
    files: {},
  };
}

describe('createEmbedderSource', () => {
  it('opens the model when it is first needed, and once', async () => {
    const open = vi.fn(() => Promise.resolve(new HashingEmbedder()));
    const source = createEmbedderSource('m', open);
    const embedder = source.forIndex(manifestOf(new HashingEmbedder()));
    expect(embedder.dimensions).toBe(64);
    expect(open).not.toHaveBeenCalled();
    await Promise.all([embedder.embedQuery('一'), embedder.embedPassages(['二']), source.get()]);
    expect(open).toHaveBeenCalledOnce();
  });

  it('tries again after a failure', async () => {
    const open = vi.fn(() => Promise.resolve(new HashingEmbedder()));
    open.mockRejectedValueOnce(new Error('no network'));
    const source = createEmbedderSource('m', open);
    await expect(source.get()).rejects.toThrow('no network');
    await expect(source.get()).resolves.toBeInstanceOf(HashingEmbedder);
  });

  it('refuses to search an index with the vectors of another model', async () => {
    const source = createEmbedderSource('m', () => Promise.resolve(new HashingEmbedder({ seed: 1 })));
    const embedder = source.forIndex(manifestOf(new HashingEmbedder({ modelId: 'old', seed: 2 })));
    await expect(embedder.embedQuery('一')).rejects.toMatchObject({
      code: 'model-changed',
      message: expect.stringContaining('"old"') as string,
    });
  });

  it('closes what it opened, and opens nothing to close it', async () => {
    const model = new HashingEmbedder();
    const opened = createEmbedderSource('m', () => Promise.resolve(model));
    await opened.get();
    await opened.close();
    await opened.close();
    await expect(model.embedQuery('一')).rejects.toThrow();
    await expect(opened.get()).rejects.toMatchObject({ code: 'closed' });

    const open = vi.fn(() => Promise.resolve(new HashingEmbedder()));
    await createEmbedderSource('m', open).close();
    expect(open).not.toHaveBeenCalled();
  });

  it('tells without opening it whether the model is the index’s, and no where that cannot be told', async () => {
    const open = vi.fn(() => Promise.resolve(new HashingEmbedder()));
    const [own, other] = [new HashingEmbedder(), new HashingEmbedder({ seed: 9 })];
    const source = createEmbedderSource('m', open, () => Promise.resolve(own));
    expect(await source.isOf(manifestOf(own))).toBe(true);
    expect(await source.isOf(manifestOf(other))).toBe(false);
    expect(await createEmbedderSource('m', open).isOf(manifestOf(own))).toBe(false);
    expect(open).not.toHaveBeenCalled();
  });

  it('opens the model ahead, and says what failed where it is needed', async () => {
    const open = vi.fn(() => Promise.reject(new Error('no memory')));
    const source = createEmbedderSource('m', open);
    source.warmUp();
    expect(open).toHaveBeenCalledOnce();
    await expect(source.get()).rejects.toThrow('no memory');
  });
});
