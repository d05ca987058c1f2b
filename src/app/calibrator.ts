import { CALIBRATION_VERSION, calibrateThreshold } from '../answering/calibrate.js';
import { createJudge } from '../answering/judge.js';
import type { Logger } from '../domain/logger.js';
import type { Embedder } from '../domain/ports.js';
import type { Calibrator } from '../index/calibration.js';
import { createIndexReader } from './index-reader.js';

/**
 * Fits an index's threshold with the parts that answer in service, at the model's own weight of the vectors. A model
 * that fails ends the fit: by words alone an index sounds otherwise than it will.
 * @param embedder - of the model that the index is built with
 */
export function createCalibrator(embedder: Embedder, logger: Logger): Calibrator {
  return {
    version: CALIBRATION_VERSION,
    fit(index, turn) {
      const reader = createIndexReader(index, { embedder, logger });
      const judge = createJudge({ lexical: index.lexical, reader });
      return calibrateThreshold({ corpus: index.corpus, judge, turn });
    },
  };
}
