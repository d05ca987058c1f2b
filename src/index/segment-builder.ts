import type { ArticleSignature } from '../content/duplicates.js';
import type { Embedder, JobOptions } from '../domain/ports.js';
import { assembleIndex } from './assemble.js';
import type { ChunkedArticle } from './catalog.js';
import { writing } from './errors.js';
import type { SavedVectors } from './saved-vectors.js';
import { SEGMENT_FILES, type StoredSegment } from './segment.js';
import { writeSegment } from './segment-writer.js';
import type { TimeSlices } from './slices.js';
import type { VectorSource } from './stored-vectors.js';

/**
 * Passages after which a segment is closed. What is held in memory while an index is built grows with it, what a
 * search costs grows with the number of segments.
 */
export const SEGMENT_PASSAGES = 65_536;

/** What segments are built with. */
export interface SegmentBuilderOptions extends JobOptions {
  readonly indexDir: string;
  readonly embedder: Embedder;
  /** Vectors to be used again. */
  readonly known: VectorSource | null;
  readonly saved?: SavedVectors | undefined;
  readonly slices: TimeSlices;
  /** Default {@link SEGMENT_PASSAGES}. */
  readonly segmentPassages?: number;
}

/** Takes in articles one after the other and writes them into segments. */
export class SegmentBuilder {
  readonly #options: SegmentBuilderOptions;
  readonly #segments: StoredSegment[] = [];
  #chunked: ChunkedArticle[] = [];
  #signatures: ArticleSignature[] = [];
  #passages = 0;
  #embedded = 0;

  constructor(options: SegmentBuilderOptions) {
    this.#options = options;
  }

  /** Passages that were embedded, the others' vectors were known. */
  get embedded(): number {
    return this.#embedded;
  }

  /** Takes in an article; writes a segment once there are enough. */
  async add(chunked: ChunkedArticle, signature: ArticleSignature): Promise<void> {
    this.#chunked.push(chunked);
    this.#signatures.push(signature);
    this.#passages += chunked.passages.length;
    if (this.#passages >= (this.#options.segmentPassages ?? SEGMENT_PASSAGES)) await this.#write();
  }

  /** Writes what is left, and gives all segments. */
  async finish(): Promise<readonly StoredSegment[]> {
    if (this.#chunked.length > 0) await this.#write();
    return this.#segments;
  }

  async #write(): Promise<void> {
    const { indexDir, embedder, known, saved, slices, signal, onProgress } = this.#options;
    const [chunked, signatures] = [this.#chunked, this.#signatures];
    this.#chunked = [];
    this.#signatures = [];
    this.#passages = 0;
    const { lexical, graph, keyed, embedded } = await assembleIndex({
      chunked,
      embedder,
      known,
      saved,
      slices,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });
    this.#embedded += embedded;
    let files = 0;
    const segment = await writing(indexDir, () =>
      writeSegment(
        { chunked, fingerprint: embedder.fingerprint, signatures, lexical, keyed, graph },
        {
          indexDir,
          slices,
          onFile: () => onProgress?.({ phase: 'write', done: files++, total: SEGMENT_FILES.length }),
        },
      ),
    );
    onProgress?.({ phase: 'write', done: files, total: SEGMENT_FILES.length });
    this.#segments.push(segment);
  }
}
