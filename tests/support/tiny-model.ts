import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ElementType, encodeModel, type GraphNode } from '../../embeddings/training/onnx.js';

/** Rows of the table: random-looking, different from each other. */
const WORDS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'query', 'passage', ':', '港', '口', '船', 'port', 'ship'];
/** Length of a tiny model's vectors. */
export const TINY_DIMENSIONS = 4;
const MAX_POSITIONS = 16;

/** How a tiny model differs from the usual one. */
export interface TinyModelOptions {
  /** Default `onnx/model_quantized.onnx`. */
  readonly weights?: string;
  /** Default `last_hidden_state`. */
  readonly output?: string;
  /** Default: a lookup of each token's row. */
  readonly nodes?: readonly GraphNode[];
  /** Written as `yinju.json`. */
  readonly declared?: object;
  /** Changes every row. */
  readonly seed?: number;
}

/** Makes a folder that is removed at the end of `use`. */
export async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yinju-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Files of a model with a vocabulary of a few words: `[CLS] text [SEP]`, each token its row of a table. */
export function tinyModelFiles(options: TinyModelOptions = {}): Record<string, string | Uint8Array> {
  const { weights = 'onnx/model_quantized.onnx', declared } = options;
  return {
    'config.json': JSON.stringify({ model_type: 'bert', max_position_embeddings: MAX_POSITIONS }),
    'tokenizer.json': JSON.stringify(tokenizer()),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'BertTokenizer',
      model_max_length: MAX_POSITIONS,
      pad_token: '[PAD]',
      unk_token: '[UNK]',
    }),
    [weights]: lookupModel(options),
    ...(declared === undefined ? {} : { 'yinju.json': JSON.stringify(declared) }),
  };
}

/** Writes {@link tinyModelFiles} into a folder, which is made. */
export async function writeTinyModel(folder: string, options: TinyModelOptions = {}): Promise<void> {
  for (const [name, content] of Object.entries(tinyModelFiles(options))) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

function tokenizer(): object {
  return {
    added_tokens: WORDS.slice(0, 4).map((content, id) => ({ id, content, special: true })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
    },
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
    },
  };
}

/** The row of a token, before pooling. */
export function tinyRow(token: string, seed = 0): number[] {
  const id = WORDS.indexOf(token);
  return Array.from({ length: TINY_DIMENSIONS }, (_, k) => Math.sin((id + 1) * (k + 2) + seed));
}

function lookupModel({ output = 'last_hidden_state', nodes, seed = 0 }: TinyModelOptions): Uint8Array {
  const table = new DataView(new ArrayBuffer(WORDS.length * TINY_DIMENSIONS * 4));
  WORDS.flatMap((word) => tinyRow(word, seed)).forEach((value, i) => {
    table.setFloat32(i * 4, value, true);
  });
  return encodeModel({
    name: 'tiny',
    nodes: nodes ?? [
      { operator: 'Gather', inputs: ['table', 'input_ids'], outputs: [output], attributes: { axis: 0 } },
    ],
    initializers: [
      {
        name: 'table',
        type: ElementType.float,
        dims: [WORDS.length, TINY_DIMENSIONS],
        data: new Uint8Array(table.buffer),
      },
    ],
    inputs: [{ name: 'input_ids', type: ElementType.int64, dims: ['batch', 'sequence'] }],
    outputs: [{ name: output, type: ElementType.float, dims: ['batch', 'sequence', TINY_DIMENSIONS] }],
  });
}
