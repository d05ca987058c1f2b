import { CHUNKER_VERSION } from '../content/chunk.js';
import { READER_VERSION } from '../content/read.js';
import type { ReadOptions } from '../content/read.js';
import type { FullBuildReason, IndexProblem } from '../domain/build.js';
import { describeError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { IndexManifest } from '../domain/manifest.js';
import type { Embedder } from '../domain/ports.js';
import { ANALYSER_VERSION } from '../text/analyse.js';
import { isCalibrated } from './calibration.js';
import type { Calibrator } from './calibration.js';
import { openCurrent, openOthers } from './layout.js';
import type { Generation } from './layout.js';
import type { SegmentPool } from './segment-pool.js';
import type { TimeSlices } from './slices.js';
import { isUnchanged, loadSources, scanContent } from './sources.js';
import type { ContentScan, Sources } from './sources.js';
import { verifyStored } from './stored-files.js';

/** What a build compares before it does anything. */
export interface ExamineOptions {
  readonly contentDir: string;
  readonly indexDir: string;
  readonly embedder: Pick<Embedder, 'modelId' | 'fingerprint' | 'dimensions'>;
  readonly read: ReadOptions;
  readonly rebuild?: boolean;
  readonly calibrator?: Calibrator;
  readonly logger: Logger;
  /** Checksums that were compared before are not compared again. */
  readonly pool: SegmentPool;
}

/** A stored index that is whole and of this format. */
export interface StoredIndex {
  readonly generation: Generation;
  readonly sources: Sources;
  /** False where the index in use is damaged, and this is one before it. */
  readonly inUse: boolean;
}

/** What a build has to do. */
export interface Examination {
  readonly scan: ContentScan;
  readonly stored: StoredIndex | null;
  /** Why nothing of the stored index can be used, or `null` where its articles and vectors can. */
  readonly fullBuildReason: FullBuildReason | null;
  /** Whether the stored index is what a build would give. */
  readonly upToDate: boolean;
}

/** Compares the content folder, the model and the program with the stored index, without parsing an article. */
export async function examine(options: ExamineOptions, slices: TimeSlices): Promise<Examination> {
  const { stored, problem } = await openStored(options, slices);
  const fullBuildReason = reasonForFullBuild(options, stored, problem);
  const scan = await scanContent(options.contentDir, options.read.maxFileBytes, slices);
  const upToDate =
    fullBuildReason === null &&
    stored?.inUse === true &&
    stored.generation.manifest.model.id === options.embedder.modelId &&
    isCalibrated(stored.generation.manifest, options.calibrator) &&
    isUnchanged(scan, options.read, stored.sources);
  return { scan, stored, fullBuildReason, upToDate };
}

async function openStored(
  { indexDir, logger, pool }: ExamineOptions,
  slices: TimeSlices,
): Promise<{ stored: StoredIndex | null; problem: FullBuildReason | null }> {
  const opened = await openCurrent(indexDir);
  if (opened.state === 'other-format') return { stored: null, problem: 'format-changed' };
  const current = opened.state === 'ready' ? opened.generation : null;
  const checked = current === null ? null : await check(current, { indexDir, pool, slices, inUse: true });
  if (checked !== null && 'stored' in checked) return { stored: checked.stored, problem: null };
  const problems = checked?.problems ?? (opened.state === 'damaged' ? [opened.problem] : []);
  for (const generation of await openOthers(indexDir, current?.name ?? null)) {
    const other = await check(generation, { indexDir, pool, slices, inUse: false });
    if ('problems' in other) continue;
    logger.warn(
      { problems, generation: generation.name },
      'The stored index is damaged: it is built from an older one.',
    );
    return { stored: other.stored, problem: null };
  }
  if (opened.state === 'missing') return { stored: null, problem: 'no-index' };
  logger.warn({ problems }, 'The stored index is damaged and is built anew.');
  return { stored: null, problem: 'index-damaged' };
}

interface CheckOptions {
  readonly indexDir: string;
  readonly pool: SegmentPool;
  readonly slices: TimeSlices;
  readonly inUse: boolean;
}

async function check(
  generation: Generation,
  { inUse, ...options }: CheckOptions,
): Promise<{ readonly stored: StoredIndex } | { readonly problems: readonly IndexProblem[] }> {
  try {
    const problems = [
      ...(await verifyStored(generation, options.slices)),
      ...(await verifySegments(generation, options)),
    ];
    if (problems.length > 0) return { problems };
    return { stored: { generation, sources: await loadSources(generation, options.slices), inUse } };
  } catch (error) {
    return { problems: [{ file: generation.name, problem: describeError(error) }] };
  }
}

async function verifySegments(
  { manifest }: Generation,
  { indexDir, pool, slices }: Omit<CheckOptions, 'inUse'>,
): Promise<IndexProblem[]> {
  const problems: IndexProblem[] = [];
  for (const { name } of manifest.segments) problems.push(...(await pool.verify(indexDir, name, slices)));
  return problems;
}

function reasonForFullBuild(
  { embedder, rebuild = false }: ExamineOptions,
  stored: StoredIndex | null,
  problem: FullBuildReason | null,
): FullBuildReason | null {
  if (problem !== 'no-index' && rebuild) return 'requested';
  return stored === null ? problem : versionReason(stored.generation.manifest, embedder);
}

function versionReason(
  manifest: IndexManifest,
  embedder: ExamineOptions['embedder'],
): FullBuildReason | null {
  const { model } = manifest;
  if (model.fingerprint !== embedder.fingerprint || model.dimensions !== embedder.dimensions) {
    return 'model-changed';
  }
  if (manifest.readerVersion !== READER_VERSION) return 'reader-changed';
  if (manifest.chunkerVersion !== CHUNKER_VERSION) return 'chunker-changed';
  if (manifest.analyserVersion !== ANALYSER_VERSION) return 'analyser-changed';
  return null;
}
