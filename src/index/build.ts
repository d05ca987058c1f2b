import { mkdir } from 'node:fs/promises';

import type { BuildReport } from '../domain/build.js';
import type { BuildOptions, BuildOutcome } from './build-options.js';
import { writing } from './errors.js';
import { examine, type Examination } from './examine.js';
import { removeLeftovers } from './generation-writer.js';
import { acquireBuildLock, type BuildLock } from './lock.js';
import { SegmentPool } from './segment-pool.js';
import { TimeSlices } from './slices.js';
import { skippedFiles } from './sources.js';
import { updateIndex } from './update.js';

export type { BuildOptions } from './build-options.js';

/**
 * Brings the stored index up to date with the content folder. Files that have not changed are not read again, and
 * passages whose embedded text has not changed are not embedded again: what is new goes into a segment of its own, and
 * what is gone is marked as removed. What is searched is replaced at the very end: a build that fails or is aborted
 * leaves the index as it was. Afterwards segments that have become many are merged. Long work is cut into slices
 * of some 5 ms, so that a bot that builds in its own process goes on answering.
 *
 * Throws {@link YinjuError}: `index-unwritable`, `build-running`, and whatever the embedder throws; rejects
 * with the signal's reason when aborted.
 */
export async function buildIndex(options: BuildOptions): Promise<BuildReport> {
  const started = performance.now();
  const slices = new TimeSlices(options.signal);
  const pool = options.pool ?? new SegmentPool();
  const examination = await examine({ ...options, pool }, slices);
  const report = examination.upToDate
    ? reportUnchanged(examination, options)
    : await withLock(options, (lock) => updateIndex(examination, { ...options, pool, lock, slices }));
  const seconds = (performance.now() - started) / 1000;
  options.logger.info({ ...report, skipped: report.skipped.length, seconds }, 'The index is up to date.');
  return { ...report, seconds };
}

function reportUnchanged({ stored }: Examination, { embedder }: BuildOptions): BuildOutcome {
  const counts = stored?.generation.manifest.counts;
  return {
    articles: counts?.articles ?? 0,
    passages: counts?.passages ?? 0,
    embedded: 0,
    reused: counts?.passages ?? 0,
    removed: 0,
    skipped: stored === null ? [] : skippedFiles(stored.sources),
    nearDuplicates: stored?.sources.nearDuplicates ?? [],
    model: embedder.modelId,
    changed: false,
    fullBuildReason: null,
  };
}

/** Only a build that has something to write needs a folder that can be written. */
async function withLock<T>(
  { indexDir, signal }: BuildOptions,
  work: (lock: BuildLock) => Promise<T>,
): Promise<T> {
  const lock = await writing(indexDir, async () => {
    await mkdir(indexDir, { recursive: true });
    return acquireBuildLock(indexDir, { signal });
  });
  try {
    await writing(indexDir, () => removeLeftovers(indexDir));
    return await work(lock);
  } finally {
    await lock.release();
  }
}
