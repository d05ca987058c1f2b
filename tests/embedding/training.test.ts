import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { BagsBuilder } from '../../embeddings/training/bags.js';
import type { Table } from '../../embeddings/training/batch.js';
import { train } from '../../embeddings/training/contrastive.js';
import type { Section } from '../../embeddings/training/corpus.js';
import { sentences } from '../../embeddings/training/corpus.js';
import { features, SPECIAL_TOKENS } from '../../embeddings/training/features.js';
import { writeModel } from '../../embeddings/training/model-files.js';
import { createRandom } from '../../embeddings/training/random.js';
import { DocumentFrequencies } from '../../embeddings/training/vocabulary.js';
import { loadTransformersModel } from '../../src/embedding/transformers-model.js';
import { foldString } from '../../src/text/fold.js';
import { builtinDir } from '../support/builtin-model.js';
import { withTemporaryFolder } from '../support/tiny-model.js';

const TOPICS = ['港口 货轮 码头 装船', '菜园 番茄 浇水 施肥', '地铁 车站 换乘 早高峰', '诗人 月亮 故乡 酒杯'];
const DIMENSIONS = 16;

/** Sections whose sentences share their topic's words. */
function sections(): Section[] {
  return Array.from({ length: 64 }, (_, i) => {
    const words = (TOPICS[i % TOPICS.length] ?? '').split(' ');
    const paragraphs = Array.from({ length: 8 }, (_, p) => {
      const word = (k: number): string => words[(i + p + k) % words.length] ?? '';
      return `${word(0)}和${word(1)}在第${p}天都与${word(2)}有关。${word(3)}离${word(0)}不远,人们常说起${word(1)}。`;
    });
    return { title: `关于${words.join('和')}的笔记`, paragraphs };
  });
}

function trainSmall(): { table: Table; vocabulary: string[]; losses: number[] } {
  const random = createRandom(7);
  const frequencies = new DocumentFrequencies();
  for (const section of sections()) frequencies.add(section);
  const vocabulary = frequencies.vocabulary(200);
  const builder = new BagsBuilder(new Map(vocabulary.map((token, id) => [token, id])), random);
  for (const section of sections()) builder.add(section);
  const values = new Float32Array(vocabulary.length * DIMENSIONS);
  values.fill(0);
  for (let i = SPECIAL_TOKENS.length * DIMENSIONS; i < values.length; i++) values[i] = random.next() - 0.5;
  const table = { rows: vocabulary.length, dimensions: DIMENSIONS, values };
  const losses: number[] = [];
  train(builder.build(), table, {
    parameters: {
      batch: 16,
      temperature: 0.1,
      learningRate: 0.02,
      epochs: 120,
      sampling: { titles: 0.2, removed: 0.5, titled: 0.2, dropped: 0.2 },
    },
    random,
    onStep: (_, loss) => losses.push(loss),
  });
  return { table, vocabulary, losses };
}

describe('training', () => {
  it('lowers the loss', () => {
    const { losses } = trainSmall();
    expect(losses.length).toBeGreaterThan(1);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.95);
  });

  it('gives equal bytes for equal input, and leaves the special tokens’ rows at zero', async () => {
    const first = trainSmall();
    const second = trainSmall();
    expect(first.table.values).toEqual(second.table.values);
    expect(
      first.table.values.slice(0, SPECIAL_TOKENS.length * DIMENSIONS).every((value) => value === 0),
    ).toBe(true);
    await withTemporaryFolder((a) =>
      withTemporaryFolder(async (b) => {
        await writeModel(a, first);
        await writeModel(b, second);
        for (const name of await readdir(a, { recursive: true })) {
          if (name === 'onnx') continue;
          expect(await readFile(path.join(a, name))).toEqual(await readFile(path.join(b, name)));
        }
      }),
    );
  });

  it('writes a model that gives the table’s vectors, but for rounding', async () => {
    const { table, vocabulary } = trainSmall();
    await withTemporaryFolder(async (folder) => {
      await writeModel(folder, { table, vocabulary });
      const model = await loadTransformersModel({
        folder,
        profile: { pooling: 'mean', queryPrefix: '', passagePrefix: '', maxTokens: 100, fold: true },
      });
      const { vectors } = await model.embed('query', ['港口的货轮']);
      const sum = new Float32Array(DIMENSIONS);
      for (const feature of features('港口的货轮')) {
        const row = vocabulary.indexOf(feature);
        if (row >= 0) sum.forEach((value, k) => (sum[k] = value + (table.values[row * DIMENSIONS + k] ?? 0)));
      }
      const norm = Math.hypot(...sum);
      const cosine = vectors.reduce((total, value, k) => total + (value * (sum[k] ?? 0)) / norm, 0);
      expect(cosine).toBeGreaterThan(0.999);
    });
  });
});

describe('features', () => {
  it('are Han characters, pairs of neighbours, and words and numbers of other scripts', () => {
    expect(features('aeo互认国 3个')).toEqual(['aeo', '互', '互认', '认', '认国', '国', '3', '个']);
  });

  it('do not pair across punctuation or spaces', () => {
    expect(features('中,国 人')).toEqual(['中', '国', '人']);
  });

  it('sentences keep every character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('港', '口', 'a', '。', '!')), (characters) => {
        const text = characters.join('').replace(/^[。!]+/, '');
        expect(sentences(text).join('')).toBe(text);
      }),
    );
  });
});

describe('the built-in tokenizer', () => {
  let ids: (text: string) => number[];
  let vocabulary: Record<string, number>;

  beforeAll(async () => {
    env.allowRemoteModels = false;
    env.localModelPath = path.dirname(builtinDir);
    const tokenizer = await AutoTokenizer.from_pretrained(path.basename(builtinDir));
    ids = (text) => tokenizer.encode(text);
    const json = JSON.parse(await readFile(path.join(builtinDir, 'tokenizer.json'), 'utf8')) as {
      model: { vocab: Record<string, number> };
    };
    vocabulary = json.model.vocab;
  });

  it('gives in transformers.js exactly the features that training saw', () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...Array.from('海关监管港口的一是在。,、 「」《》\n\t〇々𠀀ーカｶAEO3.5%-_#&~$1$2[PAD]'),
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constant('x'.repeat(40)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const folded = foldString(parts.join(''));
        const expected = features(folded).map((feature) =>
          Object.hasOwn(vocabulary, feature) ? vocabulary[feature] : vocabulary['[UNK]'],
        );
        expect(ids(folded)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('knows the words of the trade', () => {
    for (const word of ['海关', '监管', '出口', '2021']) expect(vocabulary).toHaveProperty(word);
  });
});
