import { addRow, addToRow, dotRow } from './linear.js';

/** One row of floats per token. */
export interface Table {
  readonly rows: number;
  readonly dimensions: number;
  readonly values: Float32Array;
}

/** A text of a batch. */
interface Text {
  readonly tokens: number[];
  /** A view of its row in the batch's unit vectors. */
  readonly unit: Float32Array;
  /** A view of its row in the batch's gradients (of the loss, by the unit vector). */
  readonly gradient: Float32Array;
  /** Length of the sum of its tokens' rows. */
  norm: number;
}

/** Keeps a text of nothing but zero rows from a division by zero. */
const TINY = 1e-12;

/** The questions, or the passages, of a batch: tokens, unit vectors, gradients. */
export class Batch {
  private readonly texts: readonly Text[];
  private readonly units: Float32Array;
  private readonly gradients: Float32Array;

  constructor(
    size: number,
    private readonly dimensions: number,
  ) {
    this.units = new Float32Array(size * dimensions);
    this.gradients = new Float32Array(size * dimensions);
    this.texts = Array.from({ length: size }, (_, i) => ({
      tokens: [],
      unit: this.units.subarray(i * dimensions, (i + 1) * dimensions),
      gradient: this.gradients.subarray(i * dimensions, (i + 1) * dimensions),
      norm: 0,
    }));
  }

  /** Text `i`'s tokens, emptied, to be filled. */
  refill(i: number): number[] {
    const { tokens } = this.text(i);
    tokens.length = 0;
    return tokens;
  }

  /** Computes the unit vectors of the first `n` texts, and clears their gradients. */
  embed({ values }: Table, n: number): void {
    this.units.fill(0);
    this.gradients.fill(0);
    for (const text of this.texts.slice(0, n)) {
      for (const token of text.tokens) addRow(text.unit, values, token * this.dimensions, 1);
      text.norm = Math.sqrt(dotRow(text.unit, text.unit, 0)) + TINY;
      text.unit.forEach((value, k) => (text.unit[k] = value / text.norm));
    }
  }

  /** Cosine of text `i` and text `j` of the other side. */
  cosine(i: number, other: Batch, j: number): number {
    return dotRow(this.text(i).unit, other.units, j * this.dimensions);
  }

  /** Adds `weight` times text `j` of the other side to the gradient of text `i`. */
  pull(i: number, other: Batch, { j, weight }: { j: number; weight: number }): void {
    addRow(this.text(i).gradient, other.units, j * this.dimensions, weight);
  }

  /**
   * A step of Adagrad with one accumulator a row: a text is the sum of its tokens' rows, so every one of its
   * tokens has the text's gradient.
   */
  update({ values }: Table, accumulated: Float64Array, { n, rate }: { n: number; rate: number }): void {
    for (const { tokens, unit, gradient, norm } of this.texts.slice(0, n)) {
      // Through the normalisation: only what turns the vector counts.
      addRow(gradient, unit, 0, -dotRow(unit, gradient, 0));
      const meanSquare = dotRow(gradient, gradient, 0) / (norm * norm * this.dimensions);
      for (const token of tokens) {
        const sum = (accumulated[token] ?? 0) + meanSquare;
        accumulated[token] = sum;
        addToRow(values, token * this.dimensions, gradient, -rate / (norm * Math.sqrt(sum)));
      }
    }
  }

  private text(i: number): Text {
    const text = this.texts[i];
    if (text === undefined) throw new RangeError(`text ${i} is beyond the batch`);
    return text;
  }
}
