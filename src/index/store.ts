import type { SkippedFile } from '../domain/article.js';
import type { IndexProblem, IndexStatus } from '../domain/build.js';
import { describeError } from '../domain/errors.js';
import type { IndexManifest } from '../domain/manifest.js';
import type { SearchableIndex } from './calibration.js';
import { indexDamaged, indexFormat, indexMissing } from './errors.js';
import { openCurrent, openOthers, POINTER_FILE } from './layout.js';
import type { Generation } from './layout.js';
import { FORMAT_VERSION } from './names.js';
import { openSearchable } from './searchable.js';
import { openSegment, SEGMENT_DESCRIPTION } from './segment.js';
import { SegmentPool } from './segment-pool.js';
import { TimeSlices } from './slices.js';
import { loadSources, skippedFiles } from './sources.js';
import { statStored, type StoredFolder, verifyStored } from './stored-files.js';

/** One generation of an index, ready to be searched. */
export interface LoadedIndex extends SearchableIndex {
  readonly manifest: IndexManifest;
  /** When it was published, ISO 8601; for an index in memory, when it was made. */
  readonly builtAt: string;
  /** Files skipped by the build that wrote it. */
  readonly skipped: readonly SkippedFile[];
  /** Why it was loaded instead of the one in use; `null`: it is that one. */
  readonly instead: string | null;
}

/** How an index is loaded. */
export interface LoadOptions {
  /** The index in use or none. Default false. */
  readonly strict?: boolean;
  /** Segments that are open are taken from here, and those that are opened stay. Default: an empty one. */
  readonly pool?: SegmentPool;
}

/** Loads that find their generation replaced begin anew so many times. */
const LOADS_MAX = 3;

/**
 * Loads the index in use or, where it is damaged, the newest of those before it that is whole, and then `instead` says
 * why. The checksum of every file is compared before the native library reads a byte. Throws {@link YinjuError}:
 * `index-missing`, `index-damaged`, or `index-format` for an index of another version of this program.
 */
export async function loadIndex(
  indexDir: string,
  { strict = false, pool = new SegmentPool() }: LoadOptions = {},
): Promise<LoadedIndex> {
  let problem: unknown;
  let name: string | null = null;
  for (let load = 0; load < LOADS_MAX; load++) {
    const before: string | null = name;
    try {
      const generation = await requireCurrent(indexDir);
      ({ name } = generation);
      // The same one again: it was not replaced by a build while it was read, it is damaged.
      if (name === before) break;
      return await loadGeneration(indexDir, generation, pool);
    } catch (error) {
      problem = error;
      if (name === before) break;
    }
  }
  if (!strict) {
    for (const generation of await openOthers(indexDir, name)) {
      const index = await loadGeneration(indexDir, generation, pool).catch(() => null);
      if (index !== null) return { ...index, instead: describeError(problem) };
    }
  }
  throw problem;
}

async function loadGeneration(
  indexDir: string,
  generation: Generation,
  pool: SegmentPool,
): Promise<LoadedIndex> {
  const { manifest, builtAt } = generation;
  const slices = new TimeSlices();
  const skipped = skippedFiles(await loadSources(generation, slices));
  const { dimensions } = manifest.model;
  const searchable = await openSearchable(manifest.segments, { indexDir, dimensions, pool, slices });
  const { articles, passages } = manifest.counts;
  const { articleCount, passageCount } = searchable.corpus;
  if (articleCount !== articles || passageCount !== passages) {
    const found = `${articleCount} articles with ${passageCount} passages are stored`;
    throw indexDamaged({
      file: generation.name,
      problem: `${found} instead of ${articles} with ${passages}.`,
    });
  }
  return { ...searchable, manifest, builtAt, skipped, instead: null };
}

/**
 * Name of the generation in use: two small files are read. `null` where there is none, or it cannot be told.
 * Equal indexes have equal names.
 */
export async function currentGeneration(indexDir: string): Promise<string | null> {
  const opened = await openCurrent(indexDir);
  return opened.state === 'ready' ? opened.generation.name : null;
}

async function requireCurrent(indexDir: string): Promise<Generation> {
  const opened = await openCurrent(indexDir);
  switch (opened.state) {
    case 'missing':
      throw indexMissing(indexDir);
    case 'other-format':
      throw indexFormat(indexDir, opened.formatVersion, FORMAT_VERSION);
    case 'damaged':
      throw indexDamaged(opened.problem);
    case 'ready':
      return opened.generation;
  }
}

/**
 * What stands in an index folder. Never throws for what is wrong with it.
 * @param options.deep - compare every checksum and load the index once; otherwise only sizes are compared
 */
export async function inspectIndex(
  indexDir: string,
  { deep = false }: { readonly deep?: boolean } = {},
): Promise<IndexStatus> {
  const nothing = { manifest: null, builtAt: null, bytes: 0, skipped: [] };
  const opened = await openCurrent(indexDir);
  switch (opened.state) {
    case 'missing':
      return { ...nothing, state: 'missing', problems: [] };
    case 'damaged':
      return { ...nothing, state: 'damaged', problems: [opened.problem] };
    case 'other-format': {
      const problem = `It has format version ${opened.formatVersion}; this program reads version ${FORMAT_VERSION}.`;
      return { ...nothing, state: 'damaged', problems: [{ file: POINTER_FILE, problem }] };
    }
    case 'ready':
      return inspectGeneration(indexDir, opened.generation, deep);
  }
}

async function inspectGeneration(
  indexDir: string,
  generation: Generation,
  deep: boolean,
): Promise<IndexStatus> {
  const { manifest, builtAt } = generation;
  const slices = new TimeSlices();
  const check = deep ? verifyStored : statStored;
  const problems = await check(generation, slices);
  let bytes = sizeOf(generation);
  for (const { name } of manifest.segments) {
    const segment = await attempt(() => openSegment(indexDir, name), {
      problems,
      file: `${name}/${SEGMENT_DESCRIPTION}`,
    });
    if (segment === null) continue;
    problems.push(...(await check(segment, slices)));
    bytes += sizeOf(segment);
  }
  const sources =
    problems.length > 0 ? null : await attempt(() => loadSources(generation, slices), { problems });
  if (deep && problems.length === 0) await attempt(() => loadIndex(indexDir, { strict: true }), { problems });
  return {
    state: problems.length > 0 ? 'damaged' : 'ready',
    manifest,
    builtAt,
    bytes,
    skipped: sources === null ? [] : skippedFiles(sources),
    problems,
  };
}

function sizeOf({ files }: StoredFolder): number {
  return Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What a step gives, or `null` and one problem more. */
async function attempt<T>(
  step: () => Promise<T>,
  { problems, file = POINTER_FILE }: { readonly problems: IndexProblem[]; readonly file?: string },
): Promise<T | null> {
  try {
    return await step();
  } catch (error) {
    problems.push({ file, problem: describeError(error) });
    return null;
  }
}
