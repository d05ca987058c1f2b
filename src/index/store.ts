import path from 'node:path';

import type { SkippedFile } from '../domain/article.js';
import type { IndexProblem, IndexStatus } from '../domain/build.js';
import { describeError } from '../domain/errors.js';
import type { IndexManifest } from '../domain/manifest.js';
import { Bm25Index } from './bm25.js';
import type { SearchableIndex } from './calibration.js';
import { MemoryCorpus } from './corpus.js';
import type { ChunkedArticle } from './corpus.js';
import { indexDamaged, indexFormat, indexMissing } from './errors.js';
import { HnswIndex } from './hnsw.js';
import { FORMAT_VERSION, openCurrent, openOthers, POINTER_FILE } from './layout.js';
import type { Generation } from './layout.js';
import { TimeSlices } from './slices.js';
import { loadSources, skippedFiles } from './sources.js';
import { readStored, readStoredLines, statStored, verifyStored } from './stored-files.js';

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

/** Loads that find their generation replaced begin anew so many times. */
const LOADS_MAX = 3;

/**
 * Loads the index in use or, where it is damaged, the newest of those before it that is whole, and then `instead` says
 * why. The checksum of every file is compared before the native library reads a byte. Throws {@link YinjuError}:
 * `index-missing`, `index-damaged`, or `index-format` for an index of another version of this program.
 * @param options.strict - the index in use or none. Default false
 */
export async function loadIndex(
  indexDir: string,
  { strict = false }: { readonly strict?: boolean } = {},
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
      return await loadGeneration(generation);
    } catch (error) {
      problem = error;
      if (name === before) break;
    }
  }
  if (!strict) {
    for (const generation of await openOthers(indexDir, name)) {
      const index = await loadGeneration(generation).catch(() => null);
      if (index !== null) return { ...index, instead: describeError(problem) };
    }
  }
  throw problem;
}

async function loadGeneration(generation: Generation): Promise<LoadedIndex> {
  const { manifest, builtAt, directory } = generation;
  const slices = new TimeSlices();
  const [problem] = await verifyStored(generation, slices, ['hnsw.bin', 'vectors.bin']);
  if (problem !== undefined) throw indexDamaged(problem);
  const skipped = skippedFiles(await loadSources(generation, slices));
  const lexical = Bm25Index.deserialize(await readStored(generation, 'bm25.bin', slices));
  const corpus = new MemoryCorpus(await loadChunked(generation, slices));
  const { passages } = manifest.counts;
  if (corpus.passageCount !== passages || lexical.size !== passages) {
    const found = `${corpus.passageCount} passages are stored and ${lexical.size} indexed`;
    throw indexDamaged({ file: generation.name, problem: `${found} instead of ${passages}.` });
  }
  const size = { size: passages, dimensions: manifest.model.dimensions };
  const vectors = await HnswIndex.load(path.join(directory, 'hnsw.bin'), size);
  return { manifest, corpus, lexical, vectors, builtAt, skipped, instead: null };
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

/** The articles of a generation with their passages. Throws {@link YinjuError} (code `index-damaged`). */
export async function loadChunked(generation: Generation, slices: TimeSlices): Promise<ChunkedArticle[]> {
  // The checksum has been compared: what stands there is what a build wrote.
  return (await readStoredLines(generation, 'articles.jsonl', slices)) as ChunkedArticle[];
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
  const problems = deep ? await verifyStored(generation, slices) : await statStored(generation);
  const sources = problems.length > 0 ? null : await attempt(() => loadSources(generation, slices), problems);
  if (deep && problems.length === 0) await attempt(() => loadIndex(indexDir, { strict: true }), problems);
  return {
    state: problems.length > 0 ? 'damaged' : 'ready',
    manifest,
    builtAt,
    bytes: Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0),
    skipped: sources === null ? [] : skippedFiles(sources),
    problems,
  };
}

/** What a step gives, or `null` and one problem more. */
async function attempt<T>(step: () => Promise<T>, problems: IndexProblem[]): Promise<T | null> {
  try {
    return await step();
  } catch (error) {
    problems.push({ file: POINTER_FILE, problem: describeError(error) });
    return null;
  }
}
