import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import { z } from 'zod';

import { YinjuError } from '../domain/errors.js';
import { foldString } from '../text/fold.js';
import type { ModelProfile, PartialProfile } from './profiles.js';

/** Files that every model has. */
export const MODEL_JSON_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;
/** The weights, best choice first: eight-bit ones are a quarter of the size and faster on processors. */
export const WEIGHT_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const;
/** One of {@link WEIGHT_FILES}. */
export type WeightFile = (typeof WEIGHT_FILES)[number];

/** A model's own word on how it wants to be used; any part may be missing. */
const DECLARATION_FILE = 'yinju.json';

const declaration = z.strictObject({
  pooling: z.enum(['mean', 'cls']).optional(),
  queryPrefix: z.string().optional(),
  passagePrefix: z.string().optional(),
  maxTokens: z.int().min(1).optional(),
  fold: z.boolean().optional(),
});

/**
 * Checks that a folder holds a model's files and chooses the weights.
 * @throws {YinjuError} `model-not-found` without the folder, `model-incomplete` without one of its files
 */
export async function findWeights(folder: string): Promise<WeightFile> {
  if (!(await isDirectory(folder))) {
    throw new YinjuError({
      part: 'embedding',
      code: 'model-not-found',
      message: `There is no model folder at ${folder}.`,
      remedy: 'Name a folder that exists, a model of the hub (owner/name), or "builtin".',
    });
  }
  for (const file of MODEL_JSON_FILES) {
    if (!(await isFile(path.join(folder, file)))) throw incomplete(folder, file);
  }
  for (const file of WEIGHT_FILES) {
    if (await isFile(path.join(folder, file))) return file;
  }
  throw incomplete(folder, WEIGHT_FILES.join(' or '));
}

function incomplete(folder: string, file: string): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'model-incomplete',
    message: `The model folder ${folder} has no ${file}.`,
    remedy:
      'Copy the whole model, in the layout that transformers.js reads (its ONNX export); a model without an ONNX export cannot be used.',
  });
}

/**
 * What a model folder says of its own use; `{}` where it says nothing.
 * @throws {YinjuError} `model-damaged` for a `yinju.json` that does not read
 */
export async function readDeclaration(folder: string): Promise<PartialProfile> {
  const file = path.join(folder, DECLARATION_FILE);
  if (!(await isFile(file))) return {};
  try {
    return declaration.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new YinjuError({
      part: 'embedding',
      code: 'model-damaged',
      message: `${file} does not read: ${cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)}.`,
      remedy: 'It may have pooling ("mean" or "cls"), queryPrefix, passagePrefix, maxTokens and fold.',
      cause,
    });
  }
}

/**
 * SHA-256 in hexadecimal over everything that changes vectors: the model's files, and how they are used. The
 * files' names and sizes separate them from each other.
 */
export async function fingerprint(
  folder: string,
  weights: WeightFile,
  profile: ModelProfile,
): Promise<string> {
  const hash = createHash('sha256');
  const { pooling, queryPrefix, passagePrefix, maxTokens, fold } = profile;
  const use = { pooling, queryPrefix, passagePrefix, maxTokens, fold: fold ? foldDigest() : null };
  hash.update(JSON.stringify(use));
  for (const name of [...MODEL_JSON_FILES, weights]) {
    const file = path.join(folder, name);
    const { size } = await stat(file);
    hash.update(`\n${name} ${size}\n`);
    await pipeline(createReadStream(file), hash, { end: false });
  }
  return hash.digest('hex');
}

/** Tells one version of the folding from another by what it makes of the characters that it is there for. */
function foldDigest(): string {
  const characters: string[] = [];
  for (let code = 0x20; code <= 0xffff; code++) {
    if (code < 0xd800 || code > 0xdfff) characters.push(String.fromCharCode(code));
  }
  return createHash('sha256')
    .update(foldString(characters.join('\n')))
    .digest('hex');
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

async function isDirectory(folder: string): Promise<boolean> {
  return stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
