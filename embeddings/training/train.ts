/**
 * Makes the built-in embedding model:
 *
 *   npm run train -- [--pairs FILE] [--out DIR] [--epochs N] [--seed N]
 *
 * Equal input, options and seed give equal bytes. See embeddings/builtin/README.md.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { Bags } from './bags.js';
import { BagsBuilder } from './bags.js';
import type { Table } from './batch.js';
import { type Hyperparameters, train } from './contrastive.js';
import type { Section } from './corpus.js';
import { readSections } from './corpus.js';
import { SPECIAL_TOKENS } from './features.js';
import { writeModel } from './model-files.js';
import type { Random } from './random.js';
import { createRandom } from './random.js';
import { DocumentFrequencies } from './vocabulary.js';

const project = path.resolve(import.meta.dirname, '../..');

/** Rows of the table; with the dimensions this decides the model's size on disk. */
const VOCABULARY_SIZE = 40_000;
const DIMENSIONS = 256;
const PARAMETERS: Omit<Hyperparameters, 'epochs'> = {
  batch: 256,
  temperature: 0.05,
  learningRate: 0.005,
  sampling: { titles: 0.15, removed: 0.3, titled: 0.3, dropped: 0.3 },
};
/**
 * A token's weight at the start is a / (a + share of the sections that have it), after Arora, Liang, Ma (“A
 * simple but tough-to-beat baseline for sentence embeddings”, 2017); a far larger `a` than theirs, because
 * characters are in many sections and still tell much.
 */
const SIF_A = 0.2;

const started = performance.now();

function log(message: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(5);
  process.stdout.write(`${seconds} s  ${message}\n`);
}

async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      pairs: { type: 'string', default: path.join(project, '../shared/corpus/pairs.jsonl.gz') },
      out: { type: 'string', default: path.join(project, 'embeddings/builtin') },
      epochs: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
    },
  });
  const random = createRandom(Number(options.seed));
  const { sections, frequencies } = await readCorpus(options.pairs);
  const vocabulary = frequencies.vocabulary(VOCABULARY_SIZE);
  const bags = gather(sections, vocabulary, random);
  log(`${bags.passageCount} passages, ${bags.tokens.length} known tokens`);
  const table = initialTable(vocabulary, frequencies, random);
  train(bags, table, {
    parameters: { ...PARAMETERS, epochs: Number(options.epochs) },
    random,
    onStep: (epochs, loss) => {
      log(`epoch ${epochs.toFixed(2)}, loss ${loss.toFixed(3)}`);
    },
  });
  await writeModel(options.out, { table, vocabulary });
  log(`written to ${options.out}`);
}

async function readCorpus(file: string): Promise<{ sections: Section[]; frequencies: DocumentFrequencies }> {
  const sections: Section[] = [];
  const frequencies = new DocumentFrequencies();
  for await (const section of readSections(file)) {
    sections.push(section);
    frequencies.add(section);
  }
  log(`${sections.length} sections read`);
  return { sections, frequencies };
}

function gather(sections: readonly Section[], vocabulary: readonly string[], random: Random): Bags {
  const builder = new BagsBuilder(new Map(vocabulary.map((token, id) => [token, id])), random);
  for (const section of sections) builder.add(section);
  return builder.build();
}

/** Random directions; the rarer a token, the longer its row. Special tokens have none. */
function initialTable(
  vocabulary: readonly string[],
  frequencies: DocumentFrequencies,
  random: Random,
): Table {
  const values = new Float32Array(vocabulary.length * DIMENSIONS);
  vocabulary.forEach((token, row) => {
    if (row < SPECIAL_TOKENS.length) return;
    const share = frequencies.of(token) / frequencies.documents;
    const length = SIF_A / (SIF_A + share);
    for (let k = 0; k < DIMENSIONS; k++) {
      // Uniform in ±1 has a variance of 1/3.
      values[row * DIMENSIONS + k] = (random.next() * 2 - 1) * Math.sqrt(3 / DIMENSIONS) * length;
    }
  });
  return { rows: vocabulary.length, dimensions: DIMENSIONS, values };
}

await main();
