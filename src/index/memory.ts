import { chunkArticle } from '../content/chunk.js';
import type { Article } from '../domain/article.js';
import type { Embedder, JobOptions } from '../domain/ports.js';
import { assembleIndex } from './assemble.js';
import { byPath, MemoryCorpus } from './corpus.js';
import { FORMAT_VERSION } from './layout.js';
import { describeIndex } from './manifest.js';
import { TimeSlices } from './slices.js';
import type { LoadedIndex } from './store.js';

/**
 * An index of given articles that never touches the disk, for evaluation and tests. Duplicates are kept, and no
 * threshold is fitted.
 * Rejects with the signal's reason when aborted.
 */
export async function createMemoryIndex(
  articles: readonly Article[],
  embedder: Embedder,
  options: JobOptions = {},
): Promise<LoadedIndex> {
  const chunked = articles.toSorted(byPath).map((article) => ({ article, passages: chunkArticle(article) }));
  const slices = new TimeSlices(options.signal);
  const { lexical, hnsw } = await assembleIndex({ ...options, chunked, embedder, known: null, slices });
  return {
    manifest: { formatVersion: FORMAT_VERSION, ...describeIndex(chunked, embedder, null), files: {} },
    corpus: new MemoryCorpus(chunked),
    lexical,
    vectors: hnsw,
    builtAt: new Date().toISOString(),
    skipped: [],
    instead: null,
  };
}
