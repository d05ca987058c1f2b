import { chunkArticle } from '../content/chunk.js';
import type { Article } from '../domain/article.js';
import type { Embedder, JobOptions } from '../domain/ports.js';
import { assembleIndex } from './assemble.js';
import { Bm25Index } from './bm25.js';
import { byPath } from './catalog.js';
import { MemoryCorpus } from './corpus.js';
import { ExactVectorIndex } from './exact.js';
import { createManifest } from './manifest.js';
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
  const { lexical, graph, keyed } = await assembleIndex({ ...options, chunked, embedder, slices });
  const characters = articles.reduce((sum, { text }) => sum + text.length, 0);
  return {
    manifest: createManifest(embedder, {
      contentHash: '',
      counts: { articles: articles.length, passages: keyed.keys.length, characters },
      calibration: null,
      segments: [],
      files: {},
    }),
    corpus: new MemoryCorpus(chunked),
    lexical: Bm25Index.of(lexical),
    vectors: graph ?? new ExactVectorIndex(keyed.vectors),
    builtAt: new Date().toISOString(),
    skipped: [],
    instead: null,
  };
}
