import { YinjuError } from '../domain/errors.js';
import type { Pooling } from './profiles.js';

/** The vectors of one text's tokens, row after row. */
export interface TokenVectors {
  readonly values: Float32Array;
  readonly tokens: number;
  readonly dimensions: number;
}

/**
 * One vector of length 1 for a text. A text of which the model sees nothing (no tokens, or all of them zero)
 * gets the first axis, so that every text has a vector.
 * @throws {YinjuError} `model-broken` where the model gave something that is not a finite number
 */
export function pool(tokenVectors: TokenVectors, pooling: Pooling): Float32Array {
  const { values, tokens, dimensions } = tokenVectors;
  const pooled = new Float64Array(dimensions);
  const rows = pooling === 'cls' ? Math.min(1, tokens) : tokens;
  for (let row = 0; row < rows; row++) {
    const at = row * dimensions;
    for (let k = 0; k < dimensions; k++) pooled[k] = (pooled[k] ?? 0) + (values[at + k] ?? 0);
  }
  return normalize(pooled);
}

/** Dividing by the number of tokens, as the mean does, would not change the direction. */
function normalize(sum: Float64Array): Float32Array {
  const norm = Math.hypot(...sum);
  if (!Number.isFinite(norm)) {
    throw new YinjuError({
      part: 'embedding',
      code: 'model-broken',
      message: `The model gave a vector of length ${norm}.`,
      remedy:
        'Its files are damaged or it does not run on this processor: download it again, or choose another.',
    });
  }
  if (norm === 0) return Float32Array.from(sum, (_, k) => (k === 0 ? 1 : 0));
  return Float32Array.from(sum, (value) => value / norm);
}
