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
  /** The confidence below which this index has no answer; `null` where none was fitted. */
  readonly calibration: IndexCalibration | null;
  /** What the index is searched in, in the order in which passages are numbered. */
  readonly segments: readonly SegmentReference[];
  /** The files beside the manifest. */
  readonly files: StoredFiles;
}

/** A threshold, and for what it was fitted. */
export interface IndexCalibration {
  /** Version of the method that fitted it. */
  readonly version: number;
  /** 0 to 1. */
  readonly threshold: number;
  /** Passages that came or went since: 0 right after the fit. */
  readonly drift: number;
}

/** A segment as an index uses it. */
export interface SegmentReference {
  readonly name: string;
  /** Articles of the segment that are no part of the index any more: their positions in it, rising. */
  readonly removed: readonly number[];
}

/** Files by name, each with its SHA-256 in hexadecimal and its size in bytes. */
export type StoredFiles = Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
