import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Table } from './batch.js';
import { PAD_TOKEN, tokenizerJson, UNKNOWN_TOKEN } from './features.js';
import { ElementType, encodeModel } from './onnx.js';

/** Longest input: a static model has no positions, this only bounds the work. About 1,200 characters. */
const MAX_TOKENS = 2400;
const INT8_MAX = 127;

/** A table of bytes with a factor per row: `values[row][k] = bytes[row][k] * scales[row]`. */
interface QuantizedTable {
  readonly bytes: Int8Array;
  readonly scales: Float32Array;
}

/**
 * Writes a model folder as transformers.js reads it: `config.json`, `tokenizer.json`,
 * `tokenizer_config.json`, `onnx/model_quantized.onnx`; and `yinju.json`, which tells the embedder how to use
 * it. Equal input gives equal bytes.
 */
export async function writeModel(
  folder: string,
  { table, vocabulary }: { table: Table; vocabulary: readonly string[] },
): Promise<void> {
  const files: Record<string, string | Uint8Array> = {
    'config.json': json(config(table)),
    'tokenizer.json': json(tokenizerJson(vocabulary)),
    'tokenizer_config.json': json({
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: MAX_TOKENS,
      pad_token: PAD_TOKEN,
      unk_token: UNKNOWN_TOKEN,
    }),
    'yinju.json': json({ pooling: 'mean', queryPrefix: '', passagePrefix: '', maxTokens: MAX_TOKENS, fold: true }),
    'onnx/model_quantized.onnx': lookupModel(table),
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

function json(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function config({ rows, dimensions }: Table): object {
  return {
    architectures: ['BertModel'],
    model_type: 'bert',
    vocab_size: rows,
    hidden_size: dimensions,
    num_hidden_layers: 0,
    max_position_embeddings: MAX_TOKENS,
    pad_token_id: 0,
  };
}

/** `last_hidden_state[b, t] = float(bytes[input_ids[b, t]]) * scales[input_ids[b, t]]`. */
function lookupModel(table: Table): Uint8Array {
  const { bytes, scales } = quantize(table);
  const { rows, dimensions } = table;
  return encodeModel({
    name: 'static-embedding',
    nodes: [
      { operator: 'Gather', inputs: ['table', 'input_ids'], outputs: ['bytes'], attributes: { axis: 0 } },
      { operator: 'Cast', inputs: ['bytes'], outputs: ['floats'], attributes: { to: ElementType.float } },
      { operator: 'Gather', inputs: ['scales', 'input_ids'], outputs: ['factors'], attributes: { axis: 0 } },
      { operator: 'Mul', inputs: ['floats', 'factors'], outputs: ['last_hidden_state'] },
    ],
    initializers: [
      { name: 'table', type: ElementType.int8, dims: [rows, dimensions], data: new Uint8Array(bytes.buffer) },
      { name: 'scales', type: ElementType.float, dims: [rows, 1], data: littleEndian(scales) },
    ],
    inputs: [{ name: 'input_ids', type: ElementType.int64, dims: ['batch', 'sequence'] }],
    outputs: [
      { name: 'last_hidden_state', type: ElementType.float, dims: ['batch', 'sequence', dimensions] },
    ],
  });
}

/** Each row by its own largest component, so that rare tokens' long rows do not coarsen the others. */
function quantize({ rows, dimensions, values }: Table): QuantizedTable {
  const bytes = new Int8Array(rows * dimensions);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const components = values.subarray(row * dimensions, (row + 1) * dimensions);
    const largest = components.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    if (largest === 0) continue;
    scales[row] = largest / INT8_MAX;
    components.forEach((value, k) => {
      bytes[row * dimensions + k] = Math.round((value / largest) * INT8_MAX);
    });
  }
  return { bytes, scales };
}

function littleEndian(floats: Float32Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(floats.length * 4));
  floats.forEach((value, i) => {
    bytes.setFloat32(i * 4, value, true);
  });
  return new Uint8Array(bytes.buffer);
}
