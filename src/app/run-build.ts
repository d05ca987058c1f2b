import type { BuildReport } from '../domain/build.js';
import { YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { Embedder } from '../domain/ports.js';
import { buildIndex } from '../index/build.js';
import type { SegmentPool } from '../index/segment-pool.js';
import { inspectIndex } from '../index/store.js';
import type { BuildRequest } from './app.js';
import { requireFolder } from './build-errors.js';
import { createCalibrator } from './calibrator.js';
import type { Settings } from './config.js';
import type { EmbedderSource } from './embedder-source.js';

/** What an index is built with. */
export interface BuildParts {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly embedders: EmbedderSource;
  readonly pool: SegmentPool;
  /** Called when a new index is stored, before its segments are merged. */
  readonly onPublished: () => Promise<void>;
  /** Ends the build, as the request's own signal does. */
  readonly closing: AbortSignal;
}

/**
 * Brings the stored index up to date. Where the model can be told from its files to be that of the stored index, it is
 * opened only if something is to be embedded, and meanwhile where what is built is to be served.
 */
export async function runBuild(parts: BuildParts, request: BuildRequest): Promise<BuildReport> {
  await requireFolder(parts.settings.contentDir);
  const assumed = await assumedModel(parts, request);
  if (assumed === null) return buildWith(await parts.embedders.get(), parts, request);
  try {
    return await buildWith(assumed, parts, request);
  } catch (error) {
    if (!(error instanceof YinjuError && error.code === 'model-changed')) throw error;
    return buildWith(await parts.embedders.get(), parts, request);
  }
}

/**
 * The model that the stored index was built with, to be opened when it is asked for a vector; `null` where it is not
 * the configured one, or that cannot be told.
 */
async function assumedModel(
  { settings, embedders }: BuildParts,
  { assumeModel = false, serve = true }: BuildRequest,
): Promise<Embedder | null> {
  const { manifest } = await inspectIndex(settings.indexDir);
  if (manifest === null) return null;
  if (!assumeModel) {
    if (!(await embedders.isOf(manifest))) return null;
    if (serve) embedders.warmUp();
  }
  return embedders.forIndex(manifest);
}

function buildWith(
  embedder: Embedder,
  { settings, logger, pool, onPublished, closing }: BuildParts,
  { rebuild = false, serve = true, onProgress, signal }: BuildRequest,
): Promise<BuildReport> {
  const { contentDir, indexDir, maxFileBytes, timeZone } = settings;
  return buildIndex({
    contentDir,
    indexDir,
    embedder,
    read: { maxFileBytes, timeZone },
    rebuild,
    calibrator: createCalibrator(embedder, logger),
    pool,
    ...(serve && { onPublished }),
    logger,
    ...(onProgress === undefined ? {} : { onProgress }),
    signal: signal === undefined ? closing : AbortSignal.any([signal, closing]),
  });
}
