import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import type { TrainedModel } from './graph.js';

const describedSchema = z.object({
  vocabulary: z.array(z.string()),
  /** Tokens that are no pairs; they come first. */
  signRows: z.int().positive(),
  wordShare: z.number().min(0).max(1),
});

/**
 * Reads what `train.py` left in a folder: `model.json`, and little-endian arrays of its rows and weights.
 * @throws {RangeError} for an array whose length is no whole number of rows
 */
export async function readTrainedModel(folder: string): Promise<TrainedModel> {
  const described = describedSchema.parse(JSON.parse(await readFile(path.join(folder, 'model.json'), 'utf8')));
  const { vocabulary, signRows, wordShare } = described;
  const bytes = async (name: string): Promise<ArrayBuffer> =>
    Uint8Array.from(await readFile(path.join(folder, name))).buffer;
  const meaning = new Float32Array(await bytes('meaning.f32'));
  const signs = new Int8Array(await bytes('signs.i8'));
  return {
    vocabulary,
    meaning: { rows: vocabulary.length, dimensions: whole(meaning.length / vocabulary.length), values: meaning },
    signs: { rows: signRows, dimensions: whole(signs.length / signRows), values: signs },
    ownWeights: new Float32Array(await bytes('own-weights.f32')),
    pairWeights: new Float32Array(await bytes('pair-weights.f32')),
    wordShare,
  };
}

function whole(dimensions: number): number {
  if (!Number.isInteger(dimensions)) throw new RangeError(`Rows of ${dimensions} components.`);
  return dimensions;
}
