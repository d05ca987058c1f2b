import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { sentences } from '../../embeddings/training/corpus.js';
import { features, SPECIAL_TOKENS } from '../../embeddings/training/features.js';
import type { TrainedModel } from '../../embeddings/training/graph.js';
import { writeModel } from '../../embeddings/training/model-files.js';
import { loadTransformersModel } from '../../src/embedding/transformers-model.js';
import { foldString } from '../../src/text/fold.js';
import { builtinDir } from '../support/builtin-model.js';
import { withTemporaryFolder } from '../support/tiny-model.js';

const PROFILE = { pooling: 'cls', queryPrefix: '', passagePrefix: '', maxTokens: 100, fold: true } as const;
const WORD_DIMENSIONS = 8;
const MEANING_DIMENSIONS = 6;
const SINGLES = [...SPECIAL_TOKENS, '港', '口', '船', 'a', 'b', '##b'];
const PAIRS = ['港口', '口船'];
/** Whole numbers up to 7 survive the rounding of a row whose largest is 7. */
const LARGEST = 7;

/** A model whose numbers are different for every token. */
function smallModel(): TrainedModel {
  const vocabulary = [...SINGLES, ...PAIRS];
  const meaning = Float32Array.from({ length: vocabulary.length * MEANING_DIMENSIONS }, (_, i) => {
    if (i < SPECIAL_TOKENS.length * MEANING_DIMENSIONS) return 0;
    return i % MEANING_DIMENSIONS === 0 ? LARGEST : ((i * 5) % 13) - 6;
  });
  const signs = Int8Array.from({ length: SINGLES.length * WORD_DIMENSIONS }, (_, i) =>
    i < WORD_DIMENSIONS ? 0 : ((i * 7919) >> 2) % 2 === 0 ? 1 : -1,
  );
  const weightOf = (token: string, id: number): number => (token === '[UNK]' ? 1 : 0.5 + id / 10);
  const isPair = (token: string): boolean => PAIRS.includes(token);
  const isSpecial = (token: string): boolean => SPECIAL_TOKENS.includes(token);
  return {
    vocabulary,
    meaning: { rows: vocabulary.length, dimensions: MEANING_DIMENSIONS, values: meaning },
    signs: { rows: SINGLES.length, dimensions: WORD_DIMENSIONS, values: signs },
    ownWeights: Float32Array.from(vocabulary, (t, i) => (isPair(t) || isSpecial(t) ? 0 : weightOf(t, i))),
    pairWeights: Float32Array.from(vocabulary, (t, i) => (isPair(t) || t === '[UNK]' ? weightOf(t, i) : 0)),
    wordShare: 0.36,
  };
}

function rowOf({ dimensions, values }: TrainedModel['meaning' | 'signs'], row: number): number[] {
  return Array.from(values.subarray(row * dimensions, (row + 1) * dimensions));
}

function unit(vector: readonly number[], share: number): number[] {
  return vector.map((value) => (value / Math.hypot(...vector)) * Math.sqrt(share));
}

/** The vector of tokens as it is defined: signs by what they are, pairs by the product of their characters' signs. */
function expectedVector(model: TrainedModel, tokens: readonly string[]): number[] {
  const words = Array.from({ length: WORD_DIMENSIONS }, () => 0);
  const meaning = Array.from({ length: MEANING_DIMENSIONS }, () => 0);
  for (const token of tokens) {
    const [first = '', second = ''] = Array.from(token);
    const known = model.vocabulary.indexOf(token);
    const id = known === -1 ? model.vocabulary.indexOf('[UNK]') : known;
    const isSingle = SINGLES.includes(token);
    const a = rowOf(model.signs, isSingle ? id : SINGLES.indexOf(first));
    const b = rowOf(model.signs, isSingle ? id : SINGLES.indexOf(second));
    const weight = (isSingle ? model.ownWeights : model.pairWeights)[id] ?? 0;
    words.forEach((value, k) => {
      const rolled = isSingle ? 1 : (b[(k + 1) % WORD_DIMENSIONS] ?? 0);
      words[k] = value + (a[k] ?? 0) * rolled * weight;
    });
    rowOf(model.meaning, id).forEach((value, k) => (meaning[k] = (meaning[k] ?? 0) + value));
  }
  return [...unit(words, model.wordShare), ...unit(meaning, 1 - model.wordShare)];
}

describe('a model that was written', () => {
  it.each([
    ['港口船', ['港', '港口', '口', '口船', '船']],
    ['船港, ab', ['船', '船港', '港', 'a', '##b']],
    ['港', ['港']],
  ])('gives %s the vector of its tokens, those of unknown pairs included', async (text, tokens) => {
    const model = smallModel();
    await withTemporaryFolder(async (folder) => {
      await writeModel(folder, model);
      const loaded = await loadTransformersModel({ folder, profile: PROFILE });
      const { vectors } = await loaded.embed('query', [text]);
      const expected = expectedVector(model, tokens);
      expect(loaded.dimensions).toBe(expected.length);
      expected.forEach((value, k) => {
        expect(vectors[k]).toBeCloseTo(value, 5);
      });
    });
  });

  it('has a vector for a text of which it knows nothing', async () => {
    await withTemporaryFolder(async (folder) => {
      await writeModel(folder, smallModel());
      const loaded = await loadTransformersModel({ folder, profile: PROFILE });
      const { vectors } = await loaded.embed('passage', ['?', '']);
      expect(vectors.every((value) => Number.isFinite(value))).toBe(true);
    });
  });

  it('has equal bytes for equal input', async () => {
    await withTemporaryFolder((a) =>
      withTemporaryFolder(async (b) => {
        await writeModel(a, smallModel());
        await writeModel(b, smallModel());
        const names = (await readdir(a, { recursive: true })).filter((name) => name !== 'onnx');
        expect(names.length).toBe(5);
        for (const name of names) {
          expect(await readFile(path.join(a, name))).toEqual(await readFile(path.join(b, name)));
        }
      }),
    );
  });
});

describe('the built-in model', () => {
  it('is small enough to come with the program: 20 MB at most', async () => {
    const names = await readdir(builtinDir, { recursive: true });
    const sizes = await Promise.all(
      names.map(async (name) => {
        const file = await stat(path.join(builtinDir, name));
        return file.isFile() ? file.size : 0;
      }),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(20_000_000);
  });

  it('finds what is said in other words', async () => {
    const loaded = await loadTransformersModel({
      folder: builtinDir,
      profile: { ...PROFILE, maxTokens: 2400 },
    });
    const { vectors } = await loaded.embed('passage', [
      '我买了一台笔记本电脑',
      '购置了手提计算机',
      '他昨天踢足球受伤了',
    ]);
    const part = (i: number): Float32Array =>
      vectors.subarray(i * loaded.dimensions, (i + 1) * loaded.dimensions);
    const cosine = (i: number, j: number): number =>
      part(i).reduce((sum, value, k) => sum + value * (part(j)[k] ?? 0), 0);
    expect(cosine(0, 1)).toBeGreaterThan(cosine(0, 2) + 0.1);
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

/** A known feature itself; the longest pieces of an unknown word, one after the other; `[UNK]` for anything else. */
function pieces(feature: string, vocabulary: Record<string, number>): string[] {
  const characters = Array.from(feature);
  if (characters.length > 32) return ['[UNK]'];
  const found: string[] = [];
  for (let start = 0; start < characters.length;) {
    let end = characters.length;
    const piece = (): string => (start > 0 ? '##' : '') + characters.slice(start, end).join('');
    while (end > start && !Object.hasOwn(vocabulary, piece())) end--;
    if (end === start) return ['[UNK]'];
    found.push(piece());
    start = end;
  }
  return found;
}

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
        ...Array.from('海关监管港口的一是在。,、 「」《》\n\t〇々𠀀ーカｶAEO3.5%-_#&~$1$2[PAD]xq907'),
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constant('x'.repeat(40)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const folded = foldString(parts.join(''));
        const expected = features(folded).flatMap((feature) => pieces(feature, vocabulary));
        expect(ids(folded)).toEqual(expected.map((piece) => vocabulary[piece]));
      }),
      { numRuns: 500 },
    );
  });

  it('knows the words of the trade', () => {
    for (const word of ['海关', '监管', '出口', '2021']) expect(vocabulary).toHaveProperty(word);
  });
});
