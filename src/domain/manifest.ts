/**
 * The identity of an index: what it was built from and how. Contains no timestamp and no absolute path, so
 * that equal input gives an equal manifest.
 */
export interface IndexManifest {
  /** Version of the layout on disk; another one is refused before loading. */
  readonly formatVersion: number;
  readonly model: {
    readonly id: string;
    readonly fingerprint: string;
    readonly dimensions: number;
  };
  /** Distance of the vector index. Vectors have length 1, so that cosine and inner product agree. */
  readonly space: 'cosine';
  /** Versions of the code that decides what is indexed; another one forces a full build. */
  readonly readerVersion: number;
  readonly chunkerVersion: number;
  readonly analyserVersion: number;
  /** SHA-256 over the content hashes of all articles, in the order of their paths. */
  readonly contentHash: string;
  readonly counts: {
    readonly articles: number;
    readonly passages: number;
    /** Characters (UTF-16 code units) of all articles' texts. */
    readonly characters: number;
  };
  /**
   * The confidence below which this index has no answer, and the version of the method that fitted it; `null` where
   * none was fitted. The threshold is 0 to 1.
   */
  readonly calibration: { readonly version: number; readonly threshold: number } | null;
  /** Every file of the index with its SHA-256 in hexadecimal and its size in bytes. */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
}
