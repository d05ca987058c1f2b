import { CHUNKER_VERSION } from '../content/chunk.js';
import { READER_VERSION } from '../content/read.js';
import type { IndexManifest } from '../domain/manifest.js';
import type { Embedder } from '../domain/ports.js';
import { ANALYSER_VERSION } from '../text/analyse.js';
import { FORMAT_VERSION } from './names.js';

/** What a manifest says of content and model. */
export type ManifestDetails = Pick<
  IndexManifest,
  'contentHash' | 'counts' | 'calibration' | 'segments' | 'files'
>;

/** The manifest of an index that was made with this model by this program. */
export function createManifest(
  { modelId, fingerprint, dimensions }: Pick<Embedder, 'modelId' | 'fingerprint' | 'dimensions'>,
  { contentHash, counts, calibration, segments, files }: ManifestDetails,
): IndexManifest {
  return {
    formatVersion: FORMAT_VERSION,
    model: { id: modelId, fingerprint, dimensions },
    space: 'cosine',
    readerVersion: READER_VERSION,
    chunkerVersion: CHUNKER_VERSION,
    analyserVersion: ANALYSER_VERSION,
    contentHash,
    counts,
    calibration,
    segments,
    files,
  };
}
