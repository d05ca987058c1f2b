import type { IndexCalibration, IndexManifest } from '../domain/manifest.js';
import type { Corpus, LexicalIndex, VectorIndex } from '../domain/ports.js';
import { describeError, YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { TimeSlices } from './slices.js';

/** The parts of an index that a question is asked of. */
export interface SearchableIndex {
  readonly corpus: Corpus;
  readonly lexical: LexicalIndex;
  readonly vectors: VectorIndex;
}

/** Fits the threshold of an index: what answers from it knows how, the index only keeps it. */
export interface Calibrator {
  /** Version of the method and of all that it depends on besides the index; another one fits again. */
  readonly version: number;
  /**
   * The confidence, 0 to 1, below which the index has no answer. Deterministic: equal indexes, equal thresholds.
   * @param turn - to be awaited between two questions; rejects once the build is aborted
   */
  fit(index: SearchableIndex, turn: () => Promise<void>): Promise<number>;
}

/** Whether a stored index has what a calibrator would give it. So it has where there is none to ask. */
export function isCalibrated({ calibration }: IndexManifest, calibrator: Calibrator | undefined): boolean {
  return calibrator === undefined || calibration?.version === calibrator.version;
}

/** Share of the passages that may come or go before a threshold is fitted again. */
const DRIFT_MAX = 0.1;

/** Whether a threshold can still be used for an index of so many passages. */
export function isStillCalibrated(
  calibration: IndexCalibration | null,
  { calibrator, passages }: { readonly calibrator: Calibrator; readonly passages: number },
): boolean {
  return calibration?.version === calibrator.version && calibration.drift <= DRIFT_MAX * passages;
}

/**
 * Asks a calibrator for the threshold of an index. A calibrator that fails costs the threshold, not the index:
 * the passages are embedded by then, an answerer can fit for itself, and the next build tries again. Only an abort
 * ends the build, and a model that turns out not to be the index's (code `model-changed`).
 */
export async function calibrateIndex(
  index: SearchableIndex,
  calibrator: Calibrator | undefined,
  { slices, signal, logger }: { slices: TimeSlices; signal?: AbortSignal | undefined; logger: Logger },
): Promise<IndexManifest['calibration']> {
  if (calibrator === undefined) return null;
  try {
    const threshold = await calibrator.fit(index, () => slices.turn());
    return { version: calibrator.version, threshold, drift: 0 };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof YinjuError && error.code === 'model-changed') throw error;
    logger.warn(
      { problem: describeError(error) },
      'The threshold could not be fitted; it is at the first question.',
    );
    return null;
  }
}
