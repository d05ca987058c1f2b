import type { SkippedFile } from './article.js';
import type { IndexManifest } from './manifest.js';

/** Two articles that say nearly the same: the later one (by path) stays in the index and is noted. */
export interface NearDuplicate {
  readonly path: string;
  readonly of: string;
  /** Estimated Jaccard similarity of their character shingles, 0 to 1. */
  readonly similarity: number;
}

/** Why a build could not reuse anything, or `null` where it could. */
export type FullBuildReason =
  | 'requested'
  | 'no-index'
  | 'index-damaged'
  | 'format-changed'
  | 'model-changed'
  | 'reader-changed'
  | 'chunker-changed'
  | 'analyser-changed';

/** What a build of the index did. */
export interface BuildReport {
  readonly articles: number;
  readonly passages: number;
  /** Passages embedded by this build. */
  readonly embedded: number;
  /** Passages whose vectors were taken from the index before. */
  readonly reused: number;
  /** Articles of the index before whose file is gone or no longer gives an article. */
  readonly removed: number;
  readonly skipped: readonly SkippedFile[];
  readonly nearDuplicates: readonly NearDuplicate[];
  readonly seconds: number;
  /** The configured model id. */
  readonly model: string;
  /** Whether anything was written: false where the index was up to date. */
  readonly changed: boolean;
  readonly fullBuildReason: FullBuildReason | null;
}

/** A build that failed. */
export interface BuildFailure {
  /** When it failed: ISO 8601, UTC. */
  readonly at: string;
  /** The code of the error, `null` where it has none: see `YinjuError`. */
  readonly code: string | null;
  /** What went wrong, for the operator. */
  readonly message: string;
}

/** One thing that is wrong with a stored index. */
export interface IndexProblem {
  readonly file: string;
  /** One English sentence for the operator. */
  readonly problem: string;
}

/** What is known of the stored index. */
export interface IndexStatus {
  /** `missing`: never built. `damaged`: `problems` says how. `ready`: loads and serves. */
  readonly state: 'missing' | 'damaged' | 'ready';
  readonly manifest: IndexManifest | null;
  /** When the index was written (the file's time; not part of its identity), ISO 8601. */
  readonly builtAt: string | null;
  /** Bytes on disk. */
  readonly bytes: number;
  /** Files skipped by the build that wrote it. */
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly IndexProblem[];
}
