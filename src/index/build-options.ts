import type { ReadOptions } from '../content/read.js';
import type { BuildReport } from '../domain/build.js';
import type { Logger } from '../domain/logger.js';
import type { Embedder, JobOptions } from '../domain/ports.js';
import type { Calibrator } from './calibration.js';
import type { BuildLock } from './lock.js';
import type { SegmentPool } from './segment-pool.js';
import type { TimeSlices } from './slices.js';

/** What to build, from what, and where to. */
export interface BuildOptions extends JobOptions {
  /** Folder of articles. */
  readonly contentDir: string;
  /** Folder of the index; made where it is missing. */
  readonly indexDir: string;
  /** Not asked for a vector where nothing has changed. */
  readonly embedder: Embedder;
  readonly read: ReadOptions;
  /** Reuse nothing. Default false. */
  readonly rebuild?: boolean;
  /** Fits the threshold of an index that is written. Default: none is fitted, and any stored one will do. */
  readonly calibrator?: Calibrator;
  /** Segments that are open; they are not verified again. Default: none is. */
  readonly pool?: SegmentPool;
  /** Called when a new index is in use, before segments are merged. What it rejects with is logged. */
  readonly onPublished?: () => Promise<void>;
  /** Passages after which a segment is closed. Default `SEGMENT_PASSAGES`. */
  readonly segmentPassages?: number;
  readonly logger: Logger;
}

/** A build that holds the folder's lock. */
export interface LockedBuild extends BuildOptions {
  readonly pool: SegmentPool;
  readonly lock: BuildLock;
  readonly slices: TimeSlices;
}

/** What a build did, before its time is known. */
export type BuildOutcome = Omit<BuildReport, 'seconds'>;
