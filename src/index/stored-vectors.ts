import { listSegments } from './segment.js';
import type { TimeSlices } from './slices.js';
import { readStored } from './stored-files.js';
import { findVectors, type VectorKey } from './vectors-file.js';

/** Where vectors of texts that were embedded before are found. */
export interface VectorSource {
  /** The vectors of those keys that are known. */
  find(keys: ReadonlySet<VectorKey>): Promise<ReadonlyMap<VectorKey, Float32Array>>;
}

/**
 * The vectors of all segments in an index folder that are of one model, those of removed articles included: what was
 * moved, or taken back, is not embedded again, nor is what a damaged index leaves whole. A damaged file knows none.
 * @param fingerprint - of the model
 */
export function storedVectors(indexDir: string, fingerprint: string, slices: TimeSlices): VectorSource {
  return {
    async find(keys) {
      const found = new Map<VectorKey, Float32Array>();
      for (const segment of await listSegments(indexDir)) {
        if (found.size === keys.size) break;
        if (segment.fingerprint !== fingerprint) continue;
        const bytes = await readStored(segment, 'vectors.bin', slices).catch(() => null);
        if (bytes !== null) findVectors(bytes, keys, found);
        await slices.turn();
      }
      return found;
    },
  };
}
