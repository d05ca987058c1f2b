import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { YinjuError } from '../../src/domain/errors.js';
import type { Calibrator, SearchableIndex } from '../../src/index/calibration.js';
import { loadIndex } from '../../src/index/store.js';
import { analyse } from '../../src/text/analyse.js';
import { RecordingEmbedder } from './recording-embedder.js';
import { draft, Workspace } from './workspace.js';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.putThree();
});
afterEach(() => {
  workspace.remove();
});

/** Fits what is asked for, and counts how often it is. */
class CountingCalibrator implements Calibrator {
  readonly version: number;
  fits = 0;
  readonly #threshold: (index: SearchableIndex) => number;

  constructor(version: number, threshold: (index: SearchableIndex) => number = () => 0.25) {
    this.version = version;
    this.#threshold = threshold;
  }

  async fit(index: SearchableIndex, turn: () => Promise<void>): Promise<number> {
    this.fits++;
    await turn();
    return this.#threshold(index);
  }
}

describe('the calibration of an index', () => {
  it('is fitted to what is about to be published, and stored', async () => {
    const calibrator = new CountingCalibrator(3, ({ corpus, lexical, vectors }) => {
      expect([corpus.passageCount, lexical.size, vectors.size]).toEqual([6, 6, 6]);
      expect(lexical.search(analyse('货运列车'), 1)).toHaveLength(1);
      return 0.125;
    });
    await workspace.build(undefined, { calibrator });
    const { manifest: loaded } = await loadIndex(workspace.indexDir);
    expect(loaded.calibration).toEqual({ version: 3, threshold: 0.125, drift: 0 });
  });

  it('is none where none is asked for, and then any index is up to date', async () => {
    await workspace.build();
    expect(workspace.manifest.calibration).toBeNull();
    expect(await workspace.build()).toMatchObject({ changed: false });
    await workspace.build(undefined, { calibrator: new CountingCalibrator(1) });
    expect(await workspace.build()).toMatchObject({ changed: false });
    expect(workspace.manifest.calibration).toEqual({ version: 1, threshold: 0.25, drift: 0 });
  });

  it('is not fitted again where nothing has changed', async () => {
    const calibrator = new CountingCalibrator(1);
    await workspace.build(undefined, { calibrator });
    expect(await workspace.build(undefined, { calibrator })).toMatchObject({ changed: false });
    expect(calibrator.fits).toBe(1);
    workspace.put('d.md', draft({ title: '新', topics: ['吊机'] }));
    await workspace.build(undefined, { calibrator });
    expect(calibrator.fits).toBe(2);
  });

  it('is used on while little has changed since it was fitted, and then fitted again', async () => {
    const topics = Array.from({ length: 24 }, (_, i) => `${i}号泊位`);
    workspace.put('many.md', draft({ title: '泊位', topics }));
    const calibrator = new CountingCalibrator(1);
    await workspace.build(undefined, { calibrator });
    for (const [i, drift] of [1, 2, 3].entries()) {
      workspace.put(`new${i}.md`, draft({ title: `新${i}`, topics: [`吊机${i}`] }));
      await workspace.build(undefined, { calibrator });
      expect(workspace.manifest.calibration).toEqual({ version: 1, threshold: 0.25, drift });
    }
    expect(calibrator.fits).toBe(1);
    workspace.put('new3.md', draft({ title: '新3', topics: ['吊机3'] }));
    await workspace.build(undefined, { calibrator });
    expect([calibrator.fits, workspace.manifest.calibration?.drift]).toEqual([2, 0]);
  });

  it.each([
    ['another version', new CountingCalibrator(1)],
    ['no version', undefined],
  ])('of %s is brought up to date without embedding anything', async (_, before) => {
    await workspace.build(undefined, before && { calibrator: before });
    const embedder = new RecordingEmbedder();
    const report = await workspace.build(embedder, { calibrator: new CountingCalibrator(2, () => 0.5) });
    expect(report).toMatchObject({
      embedded: 0,
      reused: 6,
      removed: 0,
      changed: true,
      fullBuildReason: null,
    });
    expect(embedder.passages).toEqual([]);
    expect(workspace.manifest.calibration).toEqual({ version: 2, threshold: 0.5, drift: 0 });
  });

  it('leaves equal content with an equal manifest', async () => {
    const fit = (): CountingCalibrator => new CountingCalibrator(1, ({ corpus }) => 1 / corpus.passageCount);
    await workspace.build(undefined, { calibrator: fit() });
    const before = workspace.stored();
    await workspace.build(undefined, { calibrator: fit(), rebuild: true });
    expect(workspace.stored()).toEqual(before);
  });
});

describe('a calibration that fails', () => {
  const failing = (error: Error): Calibrator => ({ version: 1, fit: () => Promise.reject(error) });

  it('costs the threshold, not the index, and the next build tries again', async () => {
    const report = await workspace.build(undefined, { calibrator: failing(new Error('out of memory')) });
    expect(report).toMatchObject({ articles: 3, changed: true });
    expect(workspace.manifest.calibration).toBeNull();
    expect(await workspace.build(undefined, { calibrator: new CountingCalibrator(1) })).toMatchObject({
      embedded: 0,
      changed: true,
    });
    expect(workspace.manifest.calibration).toEqual({ version: 1, threshold: 0.25, drift: 0 });
  });

  it('because the model is not the index’s fails the build', async () => {
    const changed = new YinjuError({ part: 'embedding', code: 'model-changed', message: 'Another model.' });
    await expect(workspace.build(undefined, { calibrator: failing(changed) })).rejects.toBe(changed);
  });

  it('because the build is aborted leaves the index before', async () => {
    await workspace.build();
    const before = [workspace.pointer(), workspace.stored()];
    const controller = new AbortController();
    const calibrator = new CountingCalibrator(1);
    const aborting: Calibrator = {
      version: 1,
      fit(index, turn) {
        controller.abort(new Error('stop it'));
        return calibrator.fit(index, turn);
      },
    };
    const build = workspace.build(undefined, { calibrator: aborting, signal: controller.signal });
    await expect(build).rejects.toThrow('stop it');
    expect([workspace.pointer(), workspace.stored()]).toEqual(before);
  });

  it('is refused when it is loaded with a threshold that is no probability', async () => {
    await workspace.build();
    workspace.changeManifest({ calibration: { version: 1, threshold: 2, drift: 0 } });
    await expect(loadIndex(workspace.indexDir, { strict: true })).rejects.toThrow(
      expect.objectContaining({ code: 'index-damaged' }),
    );
  });
});
