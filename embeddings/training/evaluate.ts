/**
 * Measures how often an embedding model alone finds the right paragraph:
 *
 *   node --import tsx embeddings/training/evaluate.ts [--model builtin|FOLDER] FILE.json …
 *
 * Each FILE is in SQuAD's format; its paragraphs are ranked by cosine for each of its questions. Without files:
 * the two development sets beside the project. The model is used as the bot uses it, child process and all.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { silentLogger } from '../../src/domain/logger.js';
import type { Embedder } from '../../src/domain/ports.js';
import { createEmbedder } from '../../src/embedding/create.js';

/** The part of SQuAD's format that counts here. */
interface Squad {
  readonly data: readonly {
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly { readonly question: string }[];
    }[];
  }[];
}

const project = path.resolve(import.meta.dirname, '../..');
const DEFAULT_FILES = ['drcd_dev.json', 'cmrc_dev.json'].map((name) =>
  path.join(project, '../shared/eval', name),
);

/** Where the right paragraph stands, 0 for the first, for every question of a file. */
async function ranks(embedder: Embedder, file: string): Promise<number[]> {
  const { data } = JSON.parse(await readFile(file, 'utf8')) as Squad;
  const paragraphs = data.flatMap((article) => article.paragraphs);
  const vectors = await embedder.embedPassages(paragraphs.map(({ context }) => context));
  const found: number[] = [];
  for (const [right, { qas }] of paragraphs.entries()) {
    for (const { question } of qas) {
      const query = await embedder.embedQuery(question);
      const cosines = vectors.map((vector) => dot(query, vector));
      const own = cosines[right] ?? -1;
      found.push(cosines.filter((cosine) => cosine > own).length);
    }
  }
  return found;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

function percentage(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

const { values: options, positionals } = parseArgs({
  options: { model: { type: 'string', default: 'builtin' } },
  allowPositionals: true,
});
const embedder = await createEmbedder({
  model: options.model,
  builtinDir: path.join(project, 'embeddings/builtin'),
  cacheDir: path.join(project, 'embeddings/models'),
  logger: silentLogger,
});
for (const file of positionals.length > 0 ? positionals : DEFAULT_FILES) {
  const found = await ranks(embedder, file);
  const within = (k: number): string => percentage(found.filter((rank) => rank < k).length / found.length);
  const reciprocal = found.reduce((sum, rank) => sum + 1 / (rank + 1), 0) / found.length;
  process.stdout.write(
    `${path.basename(file)}: ${found.length} questions, recall@1 ${within(1)}, @5 ${within(5)}, ` +
      `@10 ${within(10)}, MRR ${reciprocal.toFixed(3)}\n`,
  );
}
await embedder.close();
