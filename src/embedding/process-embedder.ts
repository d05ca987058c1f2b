import type { Logger } from '../domain/logger.js';
import type { Embedder, EmbedOptions } from '../domain/ports.js';
import type { EmbeddingPool } from './pool.js';

/** Passages in one request at most: a question that comes meanwhile waits for one request. */
const MAX_TEXTS = 8;
/** Characters in one request, unless it is a single text. */
const MAX_CHARACTERS = 3000;

/** What {@link ProcessEmbedder} is made of. */
export interface ProcessEmbedderOptions {
  readonly modelId: string;
  readonly pool: EmbeddingPool;
  /** Requests kept waiting or running by one call of `embedPassages`. */
  readonly lanes: number;
  readonly logger: Logger;
}

/** The embedder whose work is done in child processes. */
export class ProcessEmbedder implements Embedder {
  readonly modelId: string;
  readonly fingerprint: string;
  readonly dimensions: number;

  constructor(private readonly options: ProcessEmbedderOptions) {
    this.modelId = options.modelId;
    ({ fingerprint: this.fingerprint, dimensions: this.dimensions } = options.pool.identity);
  }

  async embedQuery(text: string): Promise<Float32Array> {
    const { vectors } = await this.options.pool.embed({ kind: 'query', texts: [text] });
    return vectors;
  }

  async embedPassages(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array[]> {
    options.signal?.throwIfAborted();
    const stop = new AbortController();
    const signal =
      options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
    const work = this.embedAll(texts, { ...options, signal });
    try {
      return await Promise.race([work, rejectionOf(signal)]);
    } finally {
      // Whatever one request's failure leaves waiting is of no use any more.
      stop.abort();
    }
  }

  async close(): Promise<void> {
    await this.options.pool.close();
  }

  private async embedAll(
    texts: readonly string[],
    { signal, onProgress, urgent = false }: EmbedOptions & { signal: AbortSignal },
  ): Promise<Float32Array[]> {
    const { pool, lanes, logger } = this.options;
    const requests = slices(texts);
    const vectors: Float32Array[] = [];
    let done = 0;
    let truncated = 0;
    const lane = async (): Promise<void> => {
      for (const { start, end } of requests) {
        signal.throwIfAborted();
        const result = await pool.embed({ kind: 'passage', texts: texts.slice(start, end), urgent }, signal);
        for (let i = start; i < end; i++) vectors[i] = this.vector(result.vectors, i - start);
        truncated += result.truncated;
        done += end - start;
        onProgress?.({ phase: 'embed', done, total: texts.length });
      }
    };
    // The lanes share one iterator: each takes the next request as soon as it is free.
    // What is urgent is little, and no reason to start another process.
    await Promise.all(Array.from({ length: urgent ? 1 : lanes }, lane));
    if (truncated > 0) logger.warn({ truncated, of: texts.length }, 'passages longer than the model reads');
    return vectors;
  }

  private vector(vectors: Float32Array, index: number): Float32Array {
    return vectors.slice(index * this.dimensions, (index + 1) * this.dimensions);
  }
}

/** Cuts a list into requests of bounded size. */
function* slices(texts: readonly string[]): Generator<{ start: number; end: number }, void> {
  let start = 0;
  let characters = 0;
  for (const [i, text] of texts.entries()) {
    const full = i - start === MAX_TEXTS || (i > start && characters + text.length > MAX_CHARACTERS);
    if (full) {
      yield { start, end: i };
      start = i;
      characters = 0;
    }
    characters += text.length;
  }
  if (start < texts.length) yield { start, end: texts.length };
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
