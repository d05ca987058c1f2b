/**
 * Makes the built-in embedding model:
 *
 *   npm run train -- [--pairs FILE] [--out DIR] [--work DIR] [--python COMMAND] [--epochs N] [--seed N]
 *
 * Folds the texts, runs `train.py` (Python with PyTorch and NumPy), and writes the model folder. See
 * embeddings/builtin/README.md.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { writeModel } from './model-files.js';
import { prepareData } from './prepare.js';
import { readTrainedModel } from './trained-files.js';

const project = path.resolve(import.meta.dirname, '../..');

const { values: options } = parseArgs({
  options: {
    pairs: { type: 'string', default: path.join(project, '../shared/corpus/pairs.jsonl.gz') },
    out: { type: 'string', default: path.join(project, 'embeddings/builtin') },
    work: { type: 'string', default: path.join(project, 'embeddings/work') },
    python: { type: 'string', default: 'python3' },
    epochs: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});
await prepareData(options.pairs, options.work);
const script = path.join(import.meta.dirname, 'train.py');
const passedOn = ['--epochs', options.epochs, '--seed', options.seed];
const training = spawn(
  options.python,
  [script, '--data', options.work, '--out', options.work, ...passedOn],
  { stdio: 'inherit' },
);
const [code] = (await once(training, 'exit')) as [number | null];
if (code !== 0) throw new Error(`${options.python} ended with ${String(code)}.`);
await writeModel(options.out, await readTrainedModel(options.work));
process.stdout.write(`written to ${options.out}\n`);
