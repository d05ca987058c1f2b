import { YinjuError } from '../domain/errors.js';

/** Vectors of one length, row by row in one array: row `i` belongs to passage `i`. */
export class VectorMatrix {
  readonly dimensions: number;
  readonly count: number;
  /** `count * dimensions` components. */
  readonly components: Float32Array;

  /** Throws {@link YinjuError} where the components are no whole number of rows. */
  constructor(dimensions: number, components: Float32Array) {
    const count = dimensions > 0 ? components.length / dimensions : 0;
    if (!Number.isInteger(count)) {
      throw invalidVector(`${components.length} components make no whole rows of ${dimensions}`);
    }
    this.dimensions = dimensions;
    this.count = count;
    this.components = components;
  }

  /** Room for `count` rows, all zero. */
  static zeros(dimensions: number, count: number): VectorMatrix {
    return new VectorMatrix(dimensions, new Float32Array(dimensions * count));
  }

  /** A copy of some vectors; throws {@link YinjuError} where one is not fit for cosine similarity. */
  static of(dimensions: number, rows: readonly Float32Array[]): VectorMatrix {
    const matrix = VectorMatrix.zeros(dimensions, rows.length);
    rows.forEach((row, i) => {
      matrix.set(i, row);
    });
    return matrix;
  }

  /** Row `i`, a view on the matrix. */
  row(i: number): Float32Array {
    return this.components.subarray(i * this.dimensions, (i + 1) * this.dimensions);
  }

  /** Copies a vector into row `i`; throws {@link YinjuError} where it is not fit for cosine similarity. */
  set(i: number, vector: Float32Array): void {
    assertVector(vector, this.dimensions);
    this.components.set(vector, i * this.dimensions);
  }
}

/**
 * Throws {@link YinjuError} (code `vector-invalid`) unless the vector has the right length, finite components
 * and a direction: hnswlib accepts anything, and one NaN spoils every search that meets it.
 */
export function assertVector(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw invalidVector(`a vector has ${vector.length} components, the index ${dimensions}`);
  }
  const length = Math.sqrt(dot(vector, vector));
  if (!Number.isFinite(length)) throw invalidVector('a vector has a component that is not finite');
  if (length === 0) throw invalidVector('a vector has length 0 and no direction');
}

/** Inner product of two vectors of one length. */
export function dot(a: Float32Array, b: Float32Array): number {
  return dotAt(a, b, 0);
}

/**
 * Inner product of a vector and as many components of an array, from `start` on. Four sums at once, which wait for
 * each other less, take half the time.
 */
export function dotAt(vector: Float32Array, components: Float32Array, start: number): number {
  const { length } = vector;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    const at = start + i;
    first += (vector[i] ?? 0) * (components[at] ?? 0);
    second += (vector[i + 1] ?? 0) * (components[at + 1] ?? 0);
    third += (vector[i + 2] ?? 0) * (components[at + 2] ?? 0);
    fourth += (vector[i + 3] ?? 0) * (components[at + 3] ?? 0);
  }
  for (; i < length; i++) first += (vector[i] ?? 0) * (components[start + i] ?? 0);
  return first + second + third + fourth;
}

function invalidVector(problem: string): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'vector-invalid',
    message: `Cosine similarity cannot be computed: ${problem}.`,
    remedy: 'Use the embedding model that the index was built with, or rebuild the index.',
  });
}
