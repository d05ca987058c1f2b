import { mkdir } from 'node:fs/promises';

import type { ReadOptions } from '../content/read.js';
import type { BuildReport } from '../domain/build.js';
import { YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { Embedder, JobOptions, Progress } from '../domain/ports.js';
import { assembleIndex } from './assemble.js';
import type { AssembledIndex } from './assemble.js';
import { calibrateIndex } from './calibration.js';
import type { Calibrator } from './calibration.js';
import { collectContent } from './collect.js';
import type { CollectedContent } from './collect.js';
import { MemoryCorpus } from './corpus.js';
import { indexUnwritable, isSystemError } from './errors.js';
import { examine } from './examine.js';
import type { Examination, StoredIndex } from './examine.js';
import { GenerationWriter, removeLeftovers } from './generation-writer.js';
import { GENERATION_FILES, openCurrent } from './layout.js';
import { acquireBuildLock } from './lock.js';
import type { BuildLock } from './lock.js';
import { describeIndex } from './manifest.js';
import type { ManifestDetails } from './manifest.js';
import { SavedVectors } from './saved-vectors.js';
import { TimeSlices } from './slices.js';
import { skippedFiles, sourceLines } from './sources.js';
import { loadChunked } from './store.js';
import { readStored } from './stored-files.js';
import { decodeVectors, encodeVectors } from './vectors-file.js';

/** What to build, from what, and where to. */
export interface BuildOptions extends JobOptions {
  /** Folder of articles. */
  readonly contentDir: string;
  /** Folder of the index; made where it is missing. */
  readonly indexDir: string;
  /** Not asked for a vector where nothing has changed. */
  readonly embedder: Embedder;
  readonly read: ReadOptions;
  /** Reuse nothing. Default false. */
  readonly rebuild?: boolean;
  /** Fits the threshold of an index that is written. Default: none is fitted, and any stored one will do. */
  readonly calibrator?: Calibrator;
  readonly logger: Logger;
}

/**
 * Brings the stored index up to date with the content folder. Files that have not changed are not read again,
 * and passages whose embedded text has not changed are not embedded again; the words' and the vectors' index
 * are built anew, so that equal content gives equal bytes, however it came about. What is searched is replaced
 * at the very end: a build that fails or is aborted leaves the index as it was. Long work is cut into slices
 * of some 5 ms, so that a bot that builds in its own process goes on answering.
 *
 * Throws {@link YinjuError}: `index-unwritable`, `build-running`, and whatever the embedder throws; rejects
 * with the signal's reason when aborted.
 */
export async function buildIndex(options: BuildOptions): Promise<BuildReport> {
  const started = performance.now();
  const slices = new TimeSlices(options.signal);
  const examination = await examine(options, slices);
  const report = examination.upToDate
    ? reportUnchanged(examination, options)
    : await withLock(options, (lock) => update(examination, { ...options, lock }, slices));
  const seconds = (performance.now() - started) / 1000;
  options.logger.info({ ...report, skipped: report.skipped.length, seconds }, 'The index is up to date.');
  return { ...report, seconds };
}

type Outcome = Omit<BuildReport, 'seconds'>;

function reportUnchanged({ stored }: Examination, { embedder }: BuildOptions): Outcome {
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

/** Says what it means when the system refuses a step that writes. */
async function writing<T>(indexDir: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw isSystemError(error) ? indexUnwritable(indexDir, error) : error;
  }
}

/** A build that holds the folder's lock. */
type LockedBuild = BuildOptions & { readonly lock: BuildLock };

async function update(seen: Examination, options: LockedBuild, slices: TimeSlices): Promise<Outcome> {
  const { scan, stored, fullBuildReason } = await examineAgain(seen, options, slices);
  const { embedder, logger } = options;
  const known = fullBuildReason === null ? stored : null;
  const content = await collectContent({
    scan,
    readOptions: options.read,
    known: known && { sources: known.sources, chunked: await loadChunked(known.generation, slices) },
    slices,
    onFile: (done) => options.onProgress?.({ phase: 'read', done, total: scan.files.length }),
  });
  logFiles(content, logger);
  const saved = await SavedVectors.open(options.indexDir, embedder, {
    logger,
    anew: fullBuildReason === 'requested',
  });
  const index = await assembleIndex({
    chunked: content.chunked,
    embedder,
    known: known && decodeVectors(await readStored(known.generation, 'vectors.bin', slices)),
    saved,
    slices,
    ...jobOptions(options),
  }).finally(() => saved.close());
  const searchable = {
    corpus: new MemoryCorpus(content.chunked),
    lexical: index.lexical,
    vectors: index.hnsw,
  };
  const calibration = await calibrateIndex(searchable, options.calibrator, {
    slices,
    signal: options.signal,
    logger,
  });
  const details = describeIndex(content.chunked, embedder, calibration);
  const changed = await writing(options.indexDir, () =>
    writeGeneration({ content, index, details, before: stored?.generation.name }, options, slices),
  );
  await writing(options.indexDir, () => saved.discard());
  const passages = index.keyed.keys.length;
  return {
    articles: content.chunked.length,
    passages,
    embedded: index.embedded,
    reused: passages - index.embedded,
    removed: countRemoved(stored, content),
    skipped: skippedFiles(content.sources),
    nearDuplicates: content.sources.nearDuplicates,
    model: embedder.modelId,
    changed,
    fullBuildReason,
  };
}

/** Another process may have built between the first look and the lock. */
async function examineAgain(
  seen: Examination,
  options: BuildOptions,
  slices: TimeSlices,
): Promise<Examination> {
  const opened = await openCurrent(options.indexDir);
  const name = opened.state === 'ready' ? opened.generation.name : undefined;
  return name === undefined || name === seen.stored?.generation.name ? seen : examine(options, slices);
}

/** What one generation is written from. */
interface FinishedBuild {
  readonly content: CollectedContent;
  readonly index: AssembledIndex;
  readonly details: ManifestDetails;
  /** The generation that stood there, whole. */
  readonly before: string | undefined;
}

async function writeGeneration(
  { content: { chunked, sources }, index, details, before }: FinishedBuild,
  options: LockedBuild,
  slices: TimeSlices,
): Promise<boolean> {
  const writer = await GenerationWriter.create(options.indexDir, slices);
  let written = 0;
  const report = (): void => options.onProgress?.(writeProgress(written++));
  try {
    report();
    await writer.writeLines('articles.jsonl', chunked);
    report();
    await writer.writeBytes('bm25.bin', index.lexical.serialize());
    report();
    await index.hnsw.save(writer.pathOf('hnsw.bin'));
    await writer.adopt('hnsw.bin');
    report();
    await writer.writeLines('sources.jsonl', sourceLines(sources));
    report();
    await writer.writeBytes('vectors.bin', encodeVectors(index.keyed));
    report();
    return await writer.publish(details, { before, confirm: () => requireHeld(options.lock) });
  } finally {
    await writer.discard();
  }
}

/** A build that stood still for long, with its machine, may find another one at work. */
async function requireHeld(lock: BuildLock): Promise<void> {
  if (await lock.isHeld()) return;
  throw new YinjuError({
    part: 'index',
    code: 'build-running',
    message: 'Another build has taken over this index, since this one stood still.',
    remedy: 'Wait until it has ended.',
  });
}

function writeProgress(done: number): Progress {
  return { phase: 'write', done, total: GENERATION_FILES.length };
}

function logFiles({ sources }: CollectedContent, logger: Logger): void {
  for (const { path, skipped, warnings } of sources.files) {
    if (skipped !== null) logger.info({ path, ...skipped }, 'A file was skipped.');
    for (const warning of warnings) logger.warn({ path }, warning);
  }
}

function countRemoved(stored: StoredIndex | null, { chunked }: CollectedContent): number {
  const kept = new Set(chunked.map(({ article }) => article.path));
  const before = stored?.sources.files.filter(({ articleId }) => articleId !== null) ?? [];
  return before.filter(({ path }) => !kept.has(path)).length;
}

function jobOptions({ onProgress, signal }: JobOptions): JobOptions {
  return { ...(onProgress && { onProgress }), ...(signal && { signal }) };
}
