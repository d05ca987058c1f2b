import type { Embedder, JobOptions } from '../../src/domain/ports.js';
import { foldString } from '../../src/text/fold.js';

/** Largest length of the character runs that are hashed. */
const MAX_GRAM = 3;

/** What {@link HashingEmbedder} may be told. */
export interface HashingEmbedderOptions {
  readonly modelId?: string;
  /** Changes the fingerprint, and with it every vector. */
  readonly seed?: number;
  readonly dimensions?: number;
}

/**
 * An embedder without a model: every run of one to three characters falls into a dimension by its hash, so
 * that texts with common words are near each other. Instant, in memory, the same everywhere.
 */
export class HashingEmbedder implements Embedder {
  readonly modelId: string;
  readonly fingerprint: string;
  readonly dimensions: number;
  /** Passages embedded so far. */
  embedded = 0;
  private readonly seed: number;
  private closed = false;

  constructor({ modelId = 'hashing', seed = 0, dimensions = 64 }: HashingEmbedderOptions = {}) {
    this.modelId = modelId;
    this.dimensions = dimensions;
    this.seed = seed;
    this.fingerprint = hash(`${dimensions}`, seed).toString(16).padStart(8, '0').repeat(8);
  }

  embedQuery(text: string): Promise<Float32Array> {
    return this.closed ? Promise.reject(new Error('closed')) : Promise.resolve(this.vector(text));
  }

  async embedPassages(texts: readonly string[], options: JobOptions = {}): Promise<Float32Array[]> {
    if (this.closed) throw new Error('closed');
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      options.signal?.throwIfAborted();
      vectors.push(this.vector(text));
      this.embedded++;
      options.onProgress?.({ phase: 'embed', done: vectors.length, total: texts.length });
      await Promise.resolve();
    }
    return vectors;
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  private vector(text: string): Float32Array {
    const vector = new Float32Array(this.dimensions);
    const characters = Array.from(foldString(text));
    characters.forEach((_, i) => {
      for (let n = 1; n <= MAX_GRAM && i + n <= characters.length; n++) {
        const code = hash(characters.slice(i, i + n).join(''), this.seed);
        const at = code % this.dimensions;
        vector[at] = (vector[at] ?? 0) + (code & 0x10000 ? n : -n);
      }
    });
    const norm = Math.hypot(...vector);
    if (norm === 0) vector[0] = 1;
    return norm === 0 ? vector : vector.map((value) => value / norm);
  }
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
