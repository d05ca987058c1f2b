import { rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import type { ModelProfile } from '../../src/embedding/profiles.js';
import { type LoadedModel, loadTransformersModel } from '../../src/embedding/transformers-model.js';
import {
  TINY_DIMENSIONS,
  type TinyModelOptions,
  tinyRow,
  withTemporaryFolder,
  writeTinyModel,
} from '../support/tiny-model.js';

const PLAIN: ModelProfile = {
  pooling: 'mean',
  queryPrefix: '',
  passagePrefix: '',
  maxTokens: 16,
  fold: false,
};

/** Loads a tiny model that exists only while `use` runs. */
function withModel<T>(
  profile: Partial<ModelProfile>,
  use: (model: LoadedModel) => Promise<T>,
  options: TinyModelOptions = {},
): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    await writeTinyModel(folder, options);
    return use(await loadTransformersModel({ folder, profile: { ...PLAIN, ...profile } }));
  });
}

/** What mean pooling must give for these tokens. */
function meanOf(...tokens: string[]): number[] {
  const sum = Array.from({ length: TINY_DIMENSIONS }, (_, k) =>
    tokens.reduce((total, token) => total + (tinyRow(token)[k] ?? 0), 0),
  );
  return sum.map((value) => value / Math.hypot(...sum));
}

function expectClose(actual: Float32Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 5);
  });
}

describe('loadTransformersModel', () => {
  it('pools all tokens, the special ones included, for mean', () =>
    withModel({}, async (model) => {
      const { vectors } = await model.embed('passage', ['港口']);
      expectClose(vectors, meanOf('[CLS]', '港', '口', '[SEP]'));
    }));

  it('takes the first token for cls', () =>
    withModel({ pooling: 'cls' }, async (model) => {
      const { vectors } = await model.embed('passage', ['港口']);
      expectClose(vectors, meanOf('[CLS]'));
    }));

  it('puts each kind’s prefix before its texts', () =>
    withModel({ queryPrefix: 'query: ', passagePrefix: 'passage: ' }, async (model) => {
      const query = await model.embed('query', ['船']);
      const passage = await model.embed('passage', ['船']);
      expectClose(query.vectors, meanOf('[CLS]', 'query', ':', '船', '[SEP]'));
      expectClose(passage.vectors, meanOf('[CLS]', 'passage', ':', '船', '[SEP]'));
    }));

  it('folds only where the profile says so', async () => {
    const embed = (fold: boolean): Promise<Float32Array> =>
      withModel({ fold }, async (model) => (await model.embed('query', ['ＰＯＲＴ'])).vectors);
    expectClose(await embed(true), meanOf('[CLS]', 'port', '[SEP]'));
    expectClose(await embed(false), meanOf('[CLS]', '[UNK]', '[SEP]'));
  });

  it('cuts and counts long texts, and keeps the closing token', () =>
    withModel({ maxTokens: 5 }, async (model) => {
      const { vectors, truncated } = await model.embed('passage', ['船船船港口港口', '船']);
      expect(truncated).toBe(1);
      expectClose(vectors.slice(0, TINY_DIMENSIONS), meanOf('[CLS]', '船', '船', '船', '[SEP]'));
    }));

  it('never reads more than the model has positions for', () =>
    withModel({ maxTokens: 10_000 }, async (model) => {
      const { vectors, truncated } = await model.embed('passage', ['船'.repeat(100_000)]);
      expect(truncated).toBe(1);
      const ships = Array.from({ length: 14 }, () => '船');
      expectClose(vectors, meanOf('[CLS]', ...ships, '[SEP]'));
    }));

  it('uses the full-precision weights where there are no quantised ones', () =>
    withModel(
      {},
      async (model) => {
        expect(model.dimensions).toBe(TINY_DIMENSIONS);
        await expect(model.embed('query', ['船'])).resolves.toBeDefined();
      },
      { weights: 'onnx/model.onnx' },
    ));

  it('refuses a model without token vectors', async () => {
    const load = withModel({}, () => Promise.resolve(), { output: 'logits' });
    await expect(load).rejects.toMatchObject({ code: 'model-unsuitable' });
  });

  it('refuses a model that the processor cannot run, instead of falling back to WebAssembly', async () => {
    const nodes = [{ operator: 'NoSuchOperator', inputs: ['table'], outputs: ['last_hidden_state'] }];
    const load = withModel({}, () => Promise.resolve(), { nodes });
    await expect(load).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringContaining('NoSuchOperator') as string,
    });
  });

  it.each(['onnx/model_quantized.onnx', 'tokenizer.json', 'config.json'])(
    'notices that %s was copied only in part',
    (name) =>
      withTemporaryFolder(async (folder) => {
        await writeTinyModel(folder);
        await truncate(path.join(folder, name), 30);
        const load = loadTransformersModel({ folder, profile: PLAIN });
        await expect(load).rejects.toMatchObject({ code: 'model-damaged' });
      }),
  );

  it.each(['onnx/model_quantized.onnx', 'tokenizer_config.json'])('says that %s is missing', (name) =>
    withTemporaryFolder(async (folder) => {
      await writeTinyModel(folder, name.endsWith('.onnx') ? { weights: 'onnx/other.onnx' } : {});
      if (name.endsWith('.json')) await rm(path.join(folder, name));
      const load = loadTransformersModel({ folder, profile: PLAIN });
      await expect(load).rejects.toMatchObject({
        code: 'model-incomplete',
        message: expect.stringContaining(name) as string,
      });
    }),
  );

  it('says that the folder is missing', async () => {
    const load = loadTransformersModel({ folder: path.resolve('no/such/folder'), profile: PLAIN });
    await expect(load).rejects.toMatchObject({ code: 'model-not-found' });
  });
});

describe('the fingerprint', () => {
  let base: string;
  const fingerprintOf = (profile: Partial<ModelProfile>, options?: TinyModelOptions): Promise<string> =>
    withModel(profile, (model) => Promise.resolve(model.fingerprint), options);

  beforeAll(async () => {
    base = await fingerprintOf({});
  });

  it('is the same for the same files in another folder', async () => {
    expect(await fingerprintOf({})).toBe(base);
  });

  it.each<[string, Partial<ModelProfile>]>([
    ['pooling', { pooling: 'cls' }],
    ['query prefix', { queryPrefix: 'query: ' }],
    ['passage prefix', { passagePrefix: 'query: ' }],
    ['maximum length', { maxTokens: 8 }],
    ['folding', { fold: true }],
  ])('changes with the %s', async (_, profile) => {
    expect(await fingerprintOf(profile)).not.toBe(base);
  });

  it('changes with the weights', async () => {
    expect(await fingerprintOf({}, { seed: 1 })).not.toBe(base);
  });
});
