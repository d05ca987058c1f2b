import { describeError, YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { IndexManifest, SegmentReference } from '../domain/manifest.js';
import type { BuildOutcome, LockedBuild } from './build-options.js';
import { calibrateIndex, isStillCalibrated } from './calibration.js';
import { collectContent, type CollectedContent } from './collect.js';
import { mergeSegments, planCompaction, type SegmentUse } from './compaction.js';
import { writing } from './errors.js';
import { examine, type Examination, type StoredIndex } from './examine.js';
import { type GenerationContent, publishGeneration, type PublishOptions } from './generation-writer.js';
import { type KnownContent, loadKnownContent, referenceTo } from './known-content.js';
import { openCurrent } from './layout.js';
import type { BuildLock } from './lock.js';
import { SavedVectors } from './saved-vectors.js';
import { openSearchable } from './searchable.js';
import { openSegment } from './segment.js';
import { SegmentBuilder, type SegmentBuilderOptions } from './segment-builder.js';
import { skippedFiles } from './sources.js';
import { storedVectors } from './stored-vectors.js';

/** Brings the stored index up to date, where something has changed. Rejects as `buildIndex` does. */
export async function updateIndex(seen: Examination, options: LockedBuild): Promise<BuildOutcome> {
  const { embedder, indexDir, slices } = options;
  const { scan, stored, fullBuildReason } = await examineAgain(seen, options);
  const base = fullBuildReason === null ? stored : null;
  const known = base && (await loadKnownContent(base, options));
  const saved = await openSaved(options, fullBuildReason === 'requested');
  const builder = new SegmentBuilder(
    builderOptions(options, { saved, anew: fullBuildReason === 'requested' }),
  );
  const content = await collectContent({
    scan,
    readOptions: options.read,
    known,
    slices,
    onFile: (done) => options.onProgress?.({ phase: 'read', done, total: scan.files.length }),
    onArticle: (chunked, signature) => builder.add(chunked, signature),
  }).catch((error: unknown) => endSaving(saved, error));
  logFiles(content, options.logger);
  const added = await builder.finish().finally(() => saved.close());
  const uses = await usesOf(base?.generation.manifest ?? null, { content, known, indexDir });
  for (const { name, passages } of added) {
    uses.push({ reference: { name, removed: [] }, left: passages, removed: 0 });
  }
  const drift = driftOf(content, { known, added: added.reduce((sum, { passages }) => sum + passages, 0) });
  const segments = uses.map(({ reference }) => reference);
  const calibration = await calibrate(
    base?.generation.manifest ?? null,
    { segments, drift, content },
    options,
  );
  const { contentHash, counts, sources } = content;
  const generation = { sources, embedder, details: { contentHash, counts, calibration, segments } };
  const before = stored?.generation.name;
  const repair = fullBuildReason === 'index-damaged' || stored?.inUse === false;
  const changed = await publish(generation, { before, repair }, options);
  await writing(indexDir, () => saved.discard());
  if (changed) await afterPublishing(generation, uses, options);
  return {
    articles: counts.articles,
    passages: counts.passages,
    embedded: builder.embedded,
    reused: counts.passages - builder.embedded,
    removed: countRemoved(stored, content),
    skipped: skippedFiles(sources),
    nearDuplicates: sources.nearDuplicates,
    model: embedder.modelId,
    changed,
    fullBuildReason,
  };
}

/** Another process may have built between the first look and the lock. */
async function examineAgain(seen: Examination, options: LockedBuild): Promise<Examination> {
  const opened = await openCurrent(options.indexDir);
  const name = opened.state === 'ready' ? opened.generation.name : undefined;
  return name === undefined || name === seen.stored?.generation.name
    ? seen
    : examine(options, options.slices);
}

function openSaved({ indexDir, embedder, logger }: LockedBuild, anew: boolean): Promise<SavedVectors> {
  return SavedVectors.open(indexDir, embedder, { logger, anew });
}

async function endSaving(saved: SavedVectors, error: unknown): Promise<never> {
  await saved.close();
  throw error;
}

function builderOptions(
  options: LockedBuild,
  {
    saved,
    anew,
    quiet = false,
  }: { readonly saved?: SavedVectors; readonly anew: boolean; readonly quiet?: boolean },
): SegmentBuilderOptions {
  const { indexDir, embedder, slices, segmentPassages, signal, onProgress } = options;
  return {
    indexDir,
    embedder,
    known: anew ? null : storedVectors(indexDir, embedder.fingerprint, slices),
    saved,
    slices,
    ...(segmentPassages === undefined ? {} : { segmentPassages }),
    ...(signal && { signal }),
    ...(onProgress && !quiet && { onProgress }),
  };
}

/** The segments of the index before, as far as articles in them were kept. */
async function usesOf(
  manifest: IndexManifest | null,
  options: {
    readonly content: CollectedContent;
    readonly known: KnownContent | null;
    readonly indexDir: string;
  },
): Promise<SegmentUse[]> {
  const { content, known, indexDir } = options;
  const left = new Map<string, number>();
  for (const { segment, position, passages } of known?.articles.values() ?? []) {
    const isKept = content.kept.get(segment)?.has(position) === true;
    if (isKept) left.set(segment, (left.get(segment) ?? 0) + passages);
  }
  const uses: SegmentUse[] = [];
  for (const { name } of manifest?.segments ?? []) {
    const stored = await openSegment(indexDir, name);
    const reference = referenceTo(stored, content.kept.get(name) ?? new Set());
    if (reference === null) continue;
    const passages = left.get(name) ?? 0;
    uses.push({ reference, left: passages, removed: stored.passages - passages });
  }
  return uses;
}

/** Passages that came or went. */
function driftOf(
  { counts }: CollectedContent,
  { known, added }: { readonly known: KnownContent | null; readonly added: number },
): number {
  let before = 0;
  for (const { passages } of known?.articles.values() ?? []) before += passages;
  const kept = counts.passages - added;
  return added + before - kept;
}

interface Calibratable {
  readonly segments: readonly SegmentReference[];
  readonly drift: number;
  readonly content: CollectedContent;
}

/** A threshold holds while little has changed since it was fitted. */
async function calibrate(
  before: IndexManifest | null,
  { segments, drift, content }: Calibratable,
  options: LockedBuild,
): Promise<IndexManifest['calibration']> {
  const { calibrator, indexDir, pool, slices, signal, logger } = options;
  const { passages } = content.counts;
  const known = before?.calibration ?? null;
  const changed = known && { ...known, drift: known.drift + drift };
  if (calibrator === undefined || isStillCalibrated(changed, { calibrator, passages })) return changed;
  const { dimensions } = options.embedder;
  const index = await openSearchable(segments, { indexDir, dimensions, pool, slices });
  return calibrateIndex(index, calibrator, { slices, signal, logger });
}

function publish(
  generation: GenerationContent,
  how: Pick<PublishOptions, 'before' | 'repair'>,
  options: LockedBuild,
): Promise<boolean> {
  const { indexDir, slices, lock } = options;
  const confirm = (): Promise<void> => requireHeld(lock);
  return writing(indexDir, () => publishGeneration(generation, { ...how, indexDir, slices, confirm }));
}

/** The index is in use by now: what goes wrong from here on is logged. */
async function afterPublishing(
  generation: GenerationContent,
  uses: readonly SegmentUse[],
  options: LockedBuild,
): Promise<void> {
  try {
    await options.onPublished?.();
    const segments = await compact(uses, options);
    if (segments === null) return;
    await publish({ ...generation, details: { ...generation.details, segments } }, {}, options);
  } catch (error) {
    if (options.signal?.aborted === true) return;
    options.logger.warn(
      { problem: describeError(error) },
      'The index is up to date, but could not be compacted.',
    );
  }
}

/** The segments after merging those that have become many, or `null` where there is nothing to merge. */
async function compact(
  uses: readonly SegmentUse[],
  options: LockedBuild,
): Promise<readonly SegmentReference[] | null> {
  const groups = planCompaction(uses);
  if (groups.length === 0) return null;
  const building = builderOptions(options, { anew: false, quiet: true });
  const merged: SegmentReference[] = [];
  for (const group of groups) merged.push(...(await mergeSegments(group, building)));
  const gone = new Set(groups.flat());
  return [...uses.filter((use) => !gone.has(use)).map(({ reference }) => reference), ...merged];
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

function logFiles({ sources }: CollectedContent, logger: Logger): void {
  for (const { path, skipped, warnings } of sources.files) {
    if (skipped !== null) logger.info({ path, ...skipped }, 'A file was skipped.');
    for (const warning of warnings) logger.warn({ path }, warning);
  }
}

function countRemoved(stored: StoredIndex | null, { sources }: CollectedContent): number {
  const kept = new Set(sources.files.filter(({ articleId }) => articleId !== null).map(({ path }) => path));
  const before = stored?.sources.files.filter(({ articleId }) => articleId !== null) ?? [];
  return before.filter(({ path }) => !kept.has(path)).length;
}
