/** The one place that knows @xenova/transformers (and onnxruntime-node under it). Runs in a child process. */
import { createRequire } from 'node:module';
import path from 'node:path';

import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import type { PreTrainedModel, PreTrainedTokenizer } from '@xenova/transformers';

import { describeError, YinjuError } from '../domain/errors.js';
import { foldString } from '../text/fold.js';
import type { EmbedResult, ModelIdentity, ModelSpec, TextKind } from './messages.js';
import { findWeights, fingerprint, WEIGHT_FILES } from './model-files.js';
import type { ModelProfile } from './profiles.js';
import { pool, type TokenVectors } from './vectors.js';

/** A loaded model. Computes synchronously for long stretches, so it stays off any event loop that matters. */
export interface LoadedModel extends ModelIdentity {
  embed(kind: TextKind, texts: readonly string[]): Promise<EmbedResult>;
}

/** The tokenizer's call as it is used here: plain numbers, no padding, no truncation. */
type Encode = (
  text: string,
  options: { return_tensor: false; add_special_tokens: boolean },
) => {
  readonly input_ids: readonly number[];
};

/**
 * More characters than this for each token the model reads are cut before the tokenizer sees them, so that
 * its work is bounded. No tokenizer's average comes near it.
 */
const CHARACTERS_PER_TOKEN = 32;
/** What exports for feature extraction call the token vectors: transformers' name, sentence-transformers' name. */
const OUTPUTS = ['last_hidden_state', 'token_embeddings'] as const;

/**
 * Loads a model from a folder; never touches the network.
 * @throws {YinjuError} `model-not-found`, `model-incomplete`, `model-damaged`, `model-unsuitable`,
 *   `model-broken`
 */
export async function loadTransformersModel({ folder, profile }: ModelSpec): Promise<LoadedModel> {
  const weights = await findWeights(folder);
  const hash = await fingerprint(folder, weights, profile);
  useOneProcessorThread();
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.localModelPath = path.dirname(folder);
  const name = path.basename(folder);
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(name);
    const quantized = weights === WEIGHT_FILES[0];
    const model = await AutoModel.from_pretrained(name, { quantized });
    return await new TransformersModel(tokenizer, model, { profile, fingerprint: hash }).probe();
  } catch (cause) {
    throw cause instanceof YinjuError ? cause : damaged(folder, cause);
  }
}

class TransformersModel implements LoadedModel {
  dimensions = 0;
  readonly fingerprint: string;
  private readonly profile: ModelProfile;
  private readonly maxTokens: number;
  /** How many special tokens close every input. */
  private readonly closing: number;

  constructor(
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly model: PreTrainedModel,
    { profile, fingerprint: hash }: { profile: ModelProfile; fingerprint: string },
  ) {
    this.profile = profile;
    this.fingerprint = hash;
    const { max_position_embeddings: positions } = model.config as { max_position_embeddings?: number };
    const tokenizerLimit = tokenizer.model_max_length as number | undefined;
    this.maxTokens = Math.min(profile.maxTokens, tokenizerLimit ?? Infinity, positions ?? Infinity);
    const bare = this.encode('a', false);
    const whole = this.encode('a', true);
    const opening = whole.findIndex((id) => id === bare[0]);
    this.closing = bare.length === 0 ? 0 : whole.length - bare.length - Math.max(0, opening);
  }

  /** Runs the model once, to see whether it works and how long its vectors are. */
  async probe(): Promise<this> {
    this.dimensions = (await this.run(this.encode('。a', true))).dimensions;
    return this;
  }

  /**
   * One text a run, for two reasons. Batches are slower on processors: padding costs more than fewer calls
   * save. And quantised models choose the scale of their activations over the whole batch, so that a text's
   * vector would depend on its neighbours.
   */
  async embed(kind: TextKind, texts: readonly string[]): Promise<EmbedResult> {
    const vectors = new Float32Array(texts.length * this.dimensions);
    let truncated = 0;
    for (const [i, text] of texts.entries()) {
      const { ids, cut } = this.input(kind, text);
      if (cut) truncated++;
      const tokens =
        ids.length === 0
          ? { values: new Float32Array(0), tokens: 0, dimensions: this.dimensions }
          : await this.run(ids);
      vectors.set(pool(tokens, this.profile.pooling), i * this.dimensions);
    }
    return { vectors, truncated };
  }

  /** Token ids of a text, cut to the model's length with the closing special tokens kept. */
  private input(kind: TextKind, text: string): { ids: readonly number[]; cut: boolean } {
    const { queryPrefix, passagePrefix, fold } = this.profile;
    const given = text.slice(0, this.maxTokens * CHARACTERS_PER_TOKEN);
    const prefix = kind === 'query' ? queryPrefix : passagePrefix;
    const ids = this.encode(prefix + (fold ? foldString(given) : given), true);
    if (ids.length <= this.maxTokens) return { ids, cut: given.length < text.length };
    const kept = ids.slice(0, this.maxTokens - this.closing);
    return { ids: [...kept, ...ids.slice(ids.length - this.closing)], cut: true };
  }

  private encode(text: string, specialTokens: boolean): readonly number[] {
    // Its class is callable, which its declaration does not say.
    const encode = this.tokenizer as unknown as Encode;
    return encode(text, { return_tensor: false, add_special_tokens: specialTokens }).input_ids;
  }

  private async run(ids: readonly number[]): Promise<TokenVectors> {
    const dims = [1, ids.length];
    const input_ids = new Tensor('int64', BigInt64Array.from(ids, BigInt), dims);
    const attention_mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims);
    const outputs = (await this.model({ input_ids, attention_mask })) as Record<string, Tensor | undefined>;
    const output = OUTPUTS.map((name) => outputs[name]).find((tensor) => tensor?.dims.length === 3);
    if (output === undefined) throw unsuitable(Object.keys(outputs));
    return { values: output.data as Float32Array, tokens: ids.length, dimensions: Number(output.dims[2]) };
  }
}

/** What is used of onnxruntime-node's `InferenceSession`. */
interface SessionClass {
  create(model: Uint8Array, options: { executionProviders: readonly string[] }): Promise<unknown>;
}

let processorOnly = false;

/**
 * transformers.js 2.17 passes no session options on, and when a session fails on the processor it falls back
 * to WebAssembly with a warning: much slower, and with other numbers. So sessions are made here, with one
 * thread each (processes are what is added for speed) and without the fallback.
 */
function useOneProcessorThread(): void {
  if (processorOnly) return;
  processorOnly = true;
  const { InferenceSession } = createRequire(import.meta.resolve('@xenova/transformers'))(
    'onnxruntime-node',
  ) as { InferenceSession: SessionClass };
  const create = InferenceSession.create.bind(InferenceSession);
  let failure: unknown;
  InferenceSession.create = async (model, { executionProviders }) => {
    if (!executionProviders.includes('cpu')) throw failure;
    try {
      const options = { executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1 };
      return await create(model, options);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
}

function damaged(folder: string, cause: unknown): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'model-damaged',
    message: `The model in ${folder} does not load: ${describeError(cause)}.`,
    remedy:
      'Its files are cut short or of another kind than transformers.js reads: copy or download them again.',
    cause,
  });
}

function unsuitable(outputs: readonly string[]): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'model-unsuitable',
    message: `The model gives ${outputs.join(', ')}, but no token vectors (${OUTPUTS.join(', ')}).`,
    remedy: 'Choose a model for feature extraction (sentence embeddings).',
  });
}
