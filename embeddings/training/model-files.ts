import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { PAD_TOKEN, tokenizerJson, UNKNOWN_TOKEN } from './features.js';
import type { TrainedModel } from './graph.js';
import { textModel } from './graph.js';
import { encodeModel } from './onnx.js';

/** Longest input: the model has no positions, this only bounds the work. About 1,200 characters. */
const MAX_TOKENS = 2400;

/**
 * Writes a model folder as transformers.js reads it: `config.json`, `tokenizer.json`,
 * `tokenizer_config.json`, `onnx/model_quantized.onnx`; and `yinju.json`, which tells the embedder how to use
 * it: the graph gives one row for a text, which pooling by the first takes as it is. Equal input gives equal bytes.
 */
export async function writeModel(folder: string, model: TrainedModel): Promise<void> {
  const files: Record<string, string | Uint8Array> = {
    'config.json': json(config(model)),
    'tokenizer.json': json(tokenizerJson(model.vocabulary)),
    'tokenizer_config.json': json({
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: MAX_TOKENS,
      pad_token: PAD_TOKEN,
      unk_token: UNKNOWN_TOKEN,
    }),
    'yinju.json': json({ pooling: 'cls', queryPrefix: '', passagePrefix: '', maxTokens: MAX_TOKENS, fold: true }),
    'onnx/model_quantized.onnx': encodeModel(textModel(model)),
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

function config({ vocabulary, signs, meaning }: TrainedModel): object {
  return {
    architectures: ['BertModel'],
    model_type: 'bert',
    vocab_size: vocabulary.length,
    hidden_size: signs.dimensions + meaning.dimensions,
    num_hidden_layers: 0,
    max_position_embeddings: MAX_TOKENS,
    pad_token_id: 0,
  };
}
