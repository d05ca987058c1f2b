/** Inner loops of training, on rows of a flat table: `at` is where a row begins. */

/** `target += factor * source[at …]`, over the length of `target`. */
export function addRow(target: Float32Array, source: Float32Array, at: number, factor: number): void {
  for (let k = 0; k < target.length; k++) target[k] = (target[k] ?? 0) + factor * (source[at + k] ?? 0);
}

/** `target[at …] += factor * source`, over the length of `source`. */
export function addToRow(target: Float32Array, at: number, source: Float32Array, factor: number): void {
  for (let k = 0; k < source.length; k++) target[at + k] = (target[at + k] ?? 0) + factor * (source[k] ?? 0);
}

/** The inner product of `a` and the row of `b`, over the length of `a`. */
export function dotRow(a: Float32Array, b: Float32Array, at: number): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[at + k] ?? 0);
  return sum;
}
