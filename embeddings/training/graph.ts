import type { GraphNode, Initializer, OnnxModel } from './onnx.js';
import { ElementType } from './onnx.js';

/** A trained model. Rows and weights are by token id. */
export interface TrainedModel {
  /** Tokens by id, special tokens first, then characters and pieces of words, pairs of characters last. */
  readonly vocabulary: readonly string[];
  /** What a token means: `vocabulary.length` rows, those of the special tokens zero. */
  readonly meaning: Matrix<Float32Array>;
  /** What tells tokens apart: a row of ±1 for every token that is no pair, the padding's row zero. */
  readonly signs: Matrix<Int8Array>;
  /** How much a token counts by its own signs (0 for pairs). */
  readonly ownWeights: Float32Array;
  /** How much a token counts by the signs of its neighbours (0 for all but pairs and unknown tokens). */
  readonly pairWeights: Float32Array;
  /** Share of the words in the cosine of two texts, 0 to 1; the rest is meaning's. */
  readonly wordShare: number;
}

/** Rows one after the other. */
export interface Matrix<T> {
  readonly rows: number;
  readonly dimensions: number;
  readonly values: T;
}

/** Half a byte holds -7 to 7, plus 8. */
const NIBBLE_MAX = 7;
const NIBBLE_ZERO = 8;
const NIBBLES = 16;
/** Keeps a text without any known token from a division by zero. */
const LEAST_LENGTH = 1e-6;

/**
 * The graph from `input_ids` to one vector for the text, `last_hidden_state` of one row:
 *
 * - words: the sum of the signs of characters and words, and, for every pair of characters, of the product of its
 *   two characters' signs, the second's rolled by one place. So every pair has a direction of its own without a
 *   row of its own, known or not: it stands between its characters (`a ab b`).
 * - meaning: the sum of the tokens' rows.
 *
 * Each is brought to length 1, weighted by the root of its share, and put after the other.
 */
export function textModel(model: TrainedModel): OnnxModel {
  const dimensions = model.signs.dimensions + model.meaning.dimensions;
  return {
    name: 'words-and-meaning',
    nodes: [...wordNodes(), ...meaningNodes(), ...joinNodes()],
    initializers: [...wordConstants(model), ...meaningConstants(model), ...joinConstants(model)],
    inputs: [{ name: 'input_ids', type: ElementType.int64, dims: ['batch', 'sequence'] }],
    outputs: [{ name: 'last_hidden_state', type: ElementType.float, dims: ['batch', 1, dimensions] }],
  };
}

/** One operation with one output. */
function node(
  output: string,
  operator: string,
  inputs: readonly string[],
  attributes: Readonly<Record<string, number>> = {},
): GraphNode {
  return { operator, inputs, outputs: [output], attributes };
}

function wordNodes(): GraphNode[] {
  return [
    // A row of zeros before the first token and after the last: what has no neighbour is no pair.
    node('bordered', 'Pad', ['input_ids', 'border']),
    node('sign_rows', 'Min', ['bordered', 'last_sign_row']),
    node('signs_bytes', 'Gather', ['signs', 'sign_rows'], { axis: 0 }),
    node('signs_of', 'Cast', ['signs_bytes'], { to: ElementType.float }),
    node('before', 'Slice', ['signs_of', 'from_0', 'to_minus_2', 'axis_1']),
    node('after', 'Slice', ['signs_of', 'from_2', 'to_end', 'axis_1']),
    node('after_rest', 'Slice', ['after', 'from_1', 'to_end', 'axis_2']),
    node('after_first', 'Slice', ['after', 'from_0', 'to_1', 'axis_2']),
    node('rolled', 'Concat', ['after_rest', 'after_first'], { axis: 2 }),
    node('pairs', 'Mul', ['before', 'rolled']),
    ...weighedSumNodes('own', { rows: 'signs_of', ids: 'bordered' }),
    ...weighedSumNodes('pair', { rows: 'pairs', ids: 'input_ids' }),
    node('words', 'Add', ['own_sum', 'pair_sum']),
  ];
}

/** `<name>_sum`: the sum of each token's row times its entry of `<name>_weights`, as a product of matrices. */
function weighedSumNodes(name: string, { rows, ids }: { rows: string; ids: string }): GraphNode[] {
  return [
    node(`${name}_weights_of`, 'Gather', [`${name}_weights`, ids], { axis: 0 }),
    node(`${name}_weight_row`, 'Unsqueeze', [`${name}_weights_of`, 'axis_1']),
    node(`${name}_sum`, 'MatMul', [`${name}_weight_row`, rows]),
  ];
}

function wordConstants({ vocabulary, signs, ownWeights, pairWeights }: TrainedModel): Initializer[] {
  const { rows, dimensions } = signs;
  // A pair has no signs of its own, but the lookup needs a row: one of zeros comes last.
  const padded = new Int8Array((rows + 1) * dimensions);
  padded.set(signs.values);
  return [
    {
      name: 'signs',
      type: ElementType.int8,
      dims: [rows + 1, dimensions],
      data: new Uint8Array(padded.buffer),
    },
    integers('last_sign_row', [rows]),
    integers('border', [0, 1, 0, 1]),
    integers('from_0', [0]),
    integers('from_1', [1]),
    integers('from_2', [2]),
    integers('to_1', [1]),
    integers('to_minus_2', [-2]),
    integers('to_end', [Number.MAX_SAFE_INTEGER]),
    integers('axis_1', [1]),
    integers('axis_2', [2]),
    floats('own_weights', [vocabulary.length], ownWeights),
    floats('pair_weights', [vocabulary.length], pairWeights),
  ];
}

/**
 * The sum of the rows `scale · (half byte - 8)` is taken half by half, and the 8 off the sum, so that nothing but
 * the bytes is unpacked token by token: a byte is `low + 16 · high`, and its high half is what is left of a
 * sixteenth.
 */
function meaningNodes(): GraphNode[] {
  return [
    node('packed_of', 'Gather', ['meaning', 'input_ids'], { axis: 0 }),
    node('bytes_of', 'Cast', ['packed_of'], { to: ElementType.float }),
    node('sixteenths_of', 'Mul', ['bytes_of', 'sixteenth']),
    node('highs_of', 'Floor', ['sixteenths_of']),
    ...weighedSumNodes('byte', { rows: 'bytes_of', ids: 'input_ids' }),
    node('high_sum', 'MatMul', ['byte_weight_row', 'highs_of']),
    node('high_bytes', 'Mul', ['high_sum', 'nibbles']),
    node('low_sum', 'Sub', ['byte_sum', 'high_bytes']),
    node('halves', 'Concat', ['low_sum', 'high_sum'], { axis: 2 }),
    node('scale_sum', 'ReduceSum', ['byte_weight_row', 'axis_2']),
    node('zeros', 'Mul', ['scale_sum', 'nibble_zero']),
    node('meanings', 'Sub', ['halves', 'zeros']),
  ];
}

function meaningConstants({ meaning }: TrainedModel): Initializer[] {
  const { rounded, scales } = quantize(meaning);
  return [packed('meaning', rounded), floats('byte_weights', [meaning.rows], scales)];
}

/** Half a byte a component, -7 to 7: the low halves are the first components of a row, the high ones the others. */
function packed(name: string, { rows, dimensions, values }: Matrix<Int8Array>): Initializer {
  const half = dimensions / 2;
  const data = new Uint8Array(rows * half);
  for (let i = 0; i < data.length; i++) {
    const low = Math.floor(i / half) * dimensions + (i % half);
    data[i] = NIBBLE_ZERO + (values[low] ?? 0) + NIBBLES * (NIBBLE_ZERO + (values[low + half] ?? 0));
  }
  return { name, type: ElementType.uint8, dims: [rows, half], data };
}

function joinNodes(): GraphNode[] {
  return [
    ...unitNodes('words', 'word_share'),
    ...unitNodes('meanings', 'meaning_share'),
    node('last_hidden_state', 'Concat', ['words_part', 'meanings_part'], { axis: 2 }),
  ];
}

/** `<name>_part`: the vector `name` brought to the length `share`. */
function unitNodes(name: string, share: string): GraphNode[] {
  return [
    node(`${name}_squared`, 'Mul', [name, name]),
    node(`${name}_square`, 'ReduceSum', [`${name}_squared`, 'axis_2']),
    node(`${name}_root`, 'Sqrt', [`${name}_square`]),
    node(`${name}_length`, 'Max', [`${name}_root`, 'least_length']),
    node(`${name}_unit`, 'Div', [name, `${name}_length`]),
    node(`${name}_part`, 'Mul', [`${name}_unit`, share]),
  ];
}

function joinConstants({ wordShare }: TrainedModel): Initializer[] {
  return [
    floats('least_length', [1], Float32Array.of(LEAST_LENGTH)),
    floats('nibbles', [1], Float32Array.of(NIBBLES)),
    floats('sixteenth', [1], Float32Array.of(1 / NIBBLES)),
    floats('nibble_zero', [1], Float32Array.of(NIBBLE_ZERO)),
    floats('word_share', [1], Float32Array.of(Math.sqrt(wordShare))),
    floats('meaning_share', [1], Float32Array.of(Math.sqrt(1 - wordShare))),
  ];
}

/** Each row by its own largest component, so that rare tokens' long rows do not coarsen the others. */
function quantize({ rows, dimensions, values }: Matrix<Float32Array>): {
  rounded: Matrix<Int8Array>;
  scales: Float32Array;
} {
  const rounded = new Int8Array(values.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const components = values.subarray(row * dimensions, (row + 1) * dimensions);
    const largest = components.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    if (largest === 0) continue;
    scales[row] = largest / NIBBLE_MAX;
    components.forEach((value, k) => {
      rounded[row * dimensions + k] = Math.round((value / largest) * NIBBLE_MAX);
    });
  }
  return { rounded: { rows, dimensions, values: rounded }, scales };
}

function floats(name: string, dims: readonly number[], values: Float32Array): Initializer {
  const data = new DataView(new ArrayBuffer(values.length * Float32Array.BYTES_PER_ELEMENT));
  values.forEach((value, i) => {
    data.setFloat32(i * Float32Array.BYTES_PER_ELEMENT, value, true);
  });
  return { name, type: ElementType.float, dims, data: new Uint8Array(data.buffer) };
}

function integers(name: string, values: readonly number[]): Initializer {
  const data = new DataView(new ArrayBuffer(values.length * BigInt64Array.BYTES_PER_ELEMENT));
  values.forEach((value, i) => {
    data.setBigInt64(i * BigInt64Array.BYTES_PER_ELEMENT, BigInt(value), true);
  });
  return { name, type: ElementType.int64, dims: [values.length], data: new Uint8Array(data.buffer) };
}
