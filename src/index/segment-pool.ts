import path from 'node:path';

import type { IndexProblem } from '../domain/build.js';
import type { VectorIndex } from '../domain/ports.js';
import { type ArticleCache, ArticleFile, createArticleCache, type StoredArticle } from './article-file.js';
import type { ArticleTexts } from './article-file.js';
import { decodeInvertedIndex } from './bm25-file.js';
import { indexDamaged } from './errors.js';
import { ExactVectorIndex } from './exact.js';
import { HnswIndex } from './hnsw.js';
import type { InvertedIndex } from './inverted-index.js';
import type { SegmentNumbering } from './numbering.js';
import { countRemoved, type RemovedCounts } from './removed-counts.js';
import { openSegment, type StoredSegment } from './segment.js';
import type { TimeSlices } from './slices.js';
import { readStored, readStoredLines, statStored, verifyStored } from './stored-files.js';
import { decodeVectors } from './vectors-file.js';

/** A segment that can be searched: verified when it was opened, held in memory but for the texts. */
export interface OpenSegment {
  readonly name: string;
  readonly catalog: readonly StoredArticle[];
  readonly texts: ArticleTexts;
  readonly lexical: InvertedIndex;
  readonly vectors: VectorIndex;
}

/**
 * Segments that are open, by name. They never change, so that the index in use and the next one share those they have
 * in common, and a small change is served after opening what is small.
 */
export class SegmentPool {
  readonly #cache: ArticleCache;
  readonly #open = new Map<string, Promise<OpenSegment>>();
  /** Segments whose checksums have been compared. */
  readonly #verified = new Set<string>();
  readonly #removed = new Map<string, { readonly key: string; readonly counts: RemovedCounts | null }>();

  /** @param cache - what texts are kept in */
  constructor(cache = createArticleCache()) {
    this.#cache = cache;
  }

  /** Whether a segment is open, and so was whole when it was opened. */
  has(name: string): boolean {
    return this.#open.has(name);
  }

  /**
   * Compares a segment's files with their description, checksums once and sizes every time. Throws {@link YinjuError}
   * (code `index-damaged`) where the description is not what was written.
   */
  async verify(indexDir: string, name: string, slices: TimeSlices): Promise<IndexProblem[]> {
    const stored = await openSegment(indexDir, name);
    const problems = this.#verified.has(name) ? await statStored(stored) : await verifyStored(stored, slices);
    if (problems.length === 0) this.#verified.add(name);
    return problems;
  }

  /**
   * A segment, opened if need be: the checksum of every file is compared before anything reads it. Throws
   * {@link YinjuError} (code `index-damaged`).
   */
  async open(indexDir: string, name: string, slices: TimeSlices): Promise<OpenSegment> {
    const opened = this.#open.get(name) ?? this.#load(indexDir, name, slices);
    this.#open.set(name, opened);
    try {
      return await opened;
    } catch (error) {
      this.#open.delete(name);
      throw error;
    }
  }

  /** What the removed passages of a segment are to be taken off its counts: counted once for the same removals. */
  async removedCounts(
    { name, lexical }: OpenSegment,
    removal: { readonly removed: readonly number[]; readonly numbering: SegmentNumbering },
    slices: TimeSlices,
  ): Promise<RemovedCounts | null> {
    const key = removal.removed.join();
    const known = this.#removed.get(name);
    if (known?.key === key) return known.counts;
    const counts = await slices.run(countRemoved(lexical, removal.numbering));
    this.#removed.set(name, { key, counts });
    return counts;
  }

  async #load(indexDir: string, name: string, slices: TimeSlices): Promise<OpenSegment> {
    const [problem] = await this.verify(indexDir, name, slices);
    if (problem !== undefined) throw indexDamaged(problem);
    return loadSegment(await openSegment(indexDir, name), slices, this.#cache);
  }

  /** Forgets all other segments; what still uses them goes on. */
  keep(names: readonly string[]): void {
    const kept = new Set(names);
    for (const known of [this.#open, this.#removed, this.#verified]) {
      for (const name of known.keys()) if (!kept.has(name)) known.delete(name);
    }
  }
}

/** Loads a segment whose files are what was written. */
async function loadSegment(
  stored: StoredSegment,
  slices: TimeSlices,
  cache: ArticleCache,
): Promise<OpenSegment> {
  const { name, directory, passages, articles } = stored;
  // The checksum has been compared: what stands there is what a build wrote.
  const catalog = (await readStoredLines(stored, 'catalog.jsonl', slices)) as StoredArticle[];
  const lexical = decodeInvertedIndex(await readStored(stored, 'bm25.bin', slices));
  const catalogued = catalog.reduce((sum, entry) => sum + entry.passages, 0);
  if (catalog.length !== articles || catalogued !== passages || lexical.documents !== passages) {
    const found = `${catalogued} passages are listed and ${lexical.documents} indexed`;
    throw indexDamaged({ file: name, problem: `${found} instead of ${passages}.` });
  }
  const texts = openTexts(path.join(directory, 'articles.jsonl'), catalog, cache);
  return { name, catalog, texts, lexical, vectors: await loadVectors(stored, slices) };
}

function openTexts(file: string, catalog: readonly StoredArticle[], cache: ArticleCache): ArticleTexts {
  try {
    return new ArticleFile(file, catalog, cache);
  } catch (error) {
    throw indexDamaged({ file, problem: 'It cannot be opened.' }, error);
  }
}

/** A segment without a graph is small enough for its vectors to be compared one by one. */
async function loadVectors(stored: StoredSegment, slices: TimeSlices): Promise<VectorIndex> {
  const { directory, files, passages, dimensions } = stored;
  if (files['hnsw.bin']?.bytes === 0) {
    return new ExactVectorIndex(decodeVectors(await readStored(stored, 'vectors.bin', slices)).vectors);
  }
  return HnswIndex.load(path.join(directory, 'hnsw.bin'), { size: passages, dimensions });
}
