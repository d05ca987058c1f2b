import { CHUNKER_VERSION } from '../content/chunk.js';
import { READER_VERSION } from '../content/read.js';
import type { ReadOptions } from '../content/read.js';
import type { FullBuildReason } from '../domain/build.js';
import { describeError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { IndexManifest } from '../domain/manifest.js';
import type { Embedder } from '../domain/ports.js';
import { ANALYSER_VERSION } from '../text/analyse.js';
import { isCalibrated } from './calibration.js';
import type { Calibrator } from './calibration.js';
import { openCurrent } from './layout.js';
import type { Generation } from './layout.js';
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
}

/** A stored index that is whole and of this format. */
export interface StoredIndex {
  readonly generation: Generation;
  readonly sources: Sources;
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
    stored?.generation.manifest.model.id === options.embedder.modelId &&
    isCalibrated(stored.generation.manifest, options.calibrator) &&
    isUnchanged(scan, options.read, stored.sources);
  return { scan, stored, fullBuildReason, upToDate };
}

async function openStored(
  { indexDir, logger }: ExamineOptions,
  slices: TimeSlices,
): Promise<{ stored: StoredIndex | null; problem: FullBuildReason | null }> {
  const opened = await openCurrent(indexDir);
  if (opened.state === 'missing') return { stored: null, problem: 'no-index' };
  if (opened.state === 'other-format') return { stored: null, problem: 'format-changed' };
  const problems =
    opened.state === 'damaged' ? [opened.problem] : await verifyStored(opened.generation, slices);
  if (opened.state === 'damaged' || problems.length > 0) {
    logger.warn({ problems }, 'The stored index is damaged and is built anew.');
    return { stored: null, problem: 'index-damaged' };
  }
  const { generation } = opened;
  try {
    return { stored: { generation, sources: await loadSources(generation, slices) }, problem: null };
  } catch (error) {
    logger.warn({ problem: describeError(error) }, 'The stored index cannot be read and is built anew.');
    return { stored: null, problem: 'index-damaged' };
  }
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
