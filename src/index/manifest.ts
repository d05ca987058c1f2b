import { createHash } from 'node:crypto';

import { CHUNKER_VERSION } from '../content/chunk.js';
import { READER_VERSION } from '../content/read.js';
import type { IndexManifest } from '../domain/manifest.js';
import type { Embedder } from '../domain/ports.js';
import { ANALYSER_VERSION } from '../text/analyse.js';
import type { ChunkedArticle } from './corpus.js';

/** What a manifest says of content, model and program; the store adds the files. */
export type ManifestDetails = Omit<IndexManifest, 'files' | 'formatVersion'>;

/** Describes an index of these articles, made with this model by this program. */
export function describeIndex(
  chunked: readonly ChunkedArticle[],
  embedder: Embedder,
  calibration: IndexManifest['calibration'],
): ManifestDetails {
  const contentHash = createHash('sha256');
  let passages = 0;
  let characters = 0;
  for (const { article, passages: own } of chunked) {
    contentHash.update(article.contentHash);
    passages += own.length;
    characters += article.text.length;
  }
  return {
    model: { id: embedder.modelId, fingerprint: embedder.fingerprint, dimensions: embedder.dimensions },
    space: 'cosine',
    readerVersion: READER_VERSION,
    chunkerVersion: CHUNKER_VERSION,
    analyserVersion: ANALYSER_VERSION,
    contentHash: contentHash.digest('hex'),
    counts: { articles: chunked.length, passages, characters },
    calibration,
  };
}
