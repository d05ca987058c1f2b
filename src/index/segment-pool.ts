import path from 'node:path';

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
import { readStored, readStoredLines, verifyStored } from './stored-files.js';
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
   * A segment, opened if need be: the checksum of every file is compared before anything reads it. Throws
   * {@link YinjuError} (code `index-damaged`).
   */
  async open(indexDir: string, name: string, slices: TimeSlices): Promise<OpenSegment> {
    const opened = this.#open.get(name) ?? loadSegment(indexDir, name, { slices, cache: this.#cache });
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

  /** Forgets all other segments; what still uses them goes on. */
  keep(names: readonly string[]): void {
    const kept = new Set(names);
    for (const map of [this.#open, this.#removed]) {
      for (const name of map.keys()) if (!kept.has(name)) map.delete(name);
    }
  }
}

async function loadSegment(
  indexDir: string,
  name: string,
  { slices, cache }: { readonly slices: TimeSlices; readonly cache: ArticleCache },
): Promise<OpenSegment> {
  const stored = await openSegment(indexDir, name);
  const { directory, passages, articles } = stored;
  const [problem] = await verifyStored(stored, slices, ['articles.jsonl', 'hnsw.bin', 'signatures.bin']);
  if (problem !== undefined) throw indexDamaged(problem);
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
  const [problem] = await verifyStored(stored, slices, ['vectors.bin']);
  if (problem !== undefined) throw indexDamaged(problem);
  return HnswIndex.load(path.join(directory, 'hnsw.bin'), { size: passages, dimensions });
}
