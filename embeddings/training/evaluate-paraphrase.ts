/**
 * Measures how often a passage that answers is among the first five, for questions put in other words:
 *
 *   node --import tsx embeddings/training/evaluate-paraphrase.ts [--model builtin|FOLDER] [--set FILE] [--weight N] [--list]
 *
 * The passages are those of `content/` and, where it is there, of the corpus beside the project; questions on
 * folders that are not there are left out. The model is used as the bot uses it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { silentLogger } from '../../src/domain/logger.js';
import { createEmbedder } from '../../src/embedding/create.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { missedQuestions, readNamedFolder, readParaphraseSet } from './paraphrase-set.js';

const project = path.resolve(import.meta.dirname, '../..');
const FOLDERS = ['content', '../shared/corpus/xwlb'].map((folder) => path.join(project, folder));

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'builtin' },
    set: { type: 'string', default: path.join(project, 'tests/evaluation/data/paraphrase.jsonl') },
    weight: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
const folders = FOLDERS.filter((folder) => existsSync(folder));
const set = await readParaphraseSet(options.set);
const questions = set.filter(({ article }) =>
  folders.some((folder) => article.startsWith(`${path.basename(folder)}/`)),
);
const embedder = await createEmbedder({
  model: options.model,
  builtinDir: path.join(project, 'embeddings/builtin'),
  cacheDir: path.join(project, 'embeddings/models'),
  logger: silentLogger,
});
const articles = (await Promise.all(folders.map(readNamedFolder))).flat();
const index = await createMemoryIndex(articles, embedder);
process.stdout.write(`${index.corpus.passageCount} passages, ${questions.length} questions\n`);
const fused = options.weight === undefined ? undefined : Number(options.weight);
for (const [name, vectorWeight] of Object.entries({ words: 0, vectors: 1, fused })) {
  const missed = await missedQuestions(questions, { index, embedder, vectorWeight });
  const recall = (1 - missed.length / questions.length) * 100;
  process.stdout.write(`${name} (vectors count ${vectorWeight ?? 'by the model'}): recall@5 ${recall.toFixed(1)} %\n`);
  if (!options.list) continue;
  for (const { id, question } of missed) process.stdout.write(`  missed ${id} ${question}\n`);
}
await embedder.close();
