/**
 * Measures how long a question takes, from text to answer, in one process with the built-in model: questions made
 * by rule from the corpus itself, background questions, questions about a time, and questions to the articles of one
 * month and of all but one day, over the first so many passages of a folder of articles.
 *
 *   node --import tsx tests/bench/question-latency.ts --content FOLDER [--passages N]
 *
 * The bar: a 95th percentile of 40 ms over 20,000 passages.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { BACKGROUND_QUESTIONS } from '../../src/answering/background-questions.js';
import { corpusQuestions } from '../../src/answering/corpus-questions.js';
import { serve } from '../../src/app/serving.js';
import { chunkArticle } from '../../src/content/chunk.js';
import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS, readContentFile } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';
import type { ArticleFilter } from '../../src/domain/filter.js';
import { silentLogger } from '../../src/domain/logger.js';
import { createEmbedder } from '../../src/embedding/create.js';
import { quantile } from '../../src/evaluation/metrics.js';
import { createMemoryIndex } from '../../src/index/memory.js';

const { values: options } = parseArgs({
  options: { content: { type: 'string' }, passages: { type: 'string', default: '20000' } },
});
const project = path.resolve(import.meta.dirname, '../..');
const TODAY = '2025-09-01';

async function readArticles(folder: string, passages: number): Promise<Article[]> {
  const articles: Article[] = [];
  let count = 0;
  for (const file of (await listContentFiles(folder)).files) {
    const { result } = await readContentFile(file, DEFAULT_READ_OPTIONS);
    if (!('article' in result)) continue;
    count += chunkArticle(result.article).length;
    if (count > passages) break;
    articles.push(result.article);
  }
  return articles;
}

const embedder = await createEmbedder({
  model: 'builtin',
  builtinDir: path.join(project, 'embeddings/builtin'),
  cacheDir: path.join(project, 'embeddings/models'),
  remoteHost: null,
  proxy: null,
  processes: 1,
  logger: silentLogger,
});
try {
  const folder = options.content ?? path.join(project, 'content');
  const index = await createMemoryIndex(await readArticles(folder, Number(options.passages)), embedder);
  const { answerer, corpus } = serve(index, embedder);
  const own = corpusQuestions(corpus);
  const [oldest = '', ...later] = corpus
    .articles()
    .flatMap(({ date }) => date?.value.slice(0, 10) ?? [])
    .sort();
  const month = later[Math.floor(later.length / 2)]?.slice(0, 7) ?? '';
  const kinds: Record<string, readonly string[]> = {
    'of the corpus': own,
    background: BACKGROUND_QUESTIONS,
    'about a time': own.slice(0, 30).flatMap((question) => [`2023年${question}`, `现在${question}`]),
    'to one month': own,
    'to nearly all': own,
  };
  const filters: Record<string, ArticleFilter> = {
    'to one month': { since: `${month}-01`, until: `${month}-31` },
    'to nearly all': { since: later.find((day) => day > oldest) ?? oldest },
  };
  process.stdout.write(`${corpus.passageCount} passages\n`);
  // The first question fits the threshold.
  for (const question of own.slice(0, 20)) await answerer.ask(question, { today: TODAY });
  for (const [kind, questions] of Object.entries(kinds)) {
    const filter = filters[kind];
    const times: number[] = [];
    for (const question of questions) {
      const started = performance.now();
      await answerer.ask(question, { today: TODAY, ...(filter && { filter }) });
      times.push(performance.now() - started);
    }
    const [p50, p95, most] = [0.5, 0.95, 1].map((q) => quantile(times, q).toFixed(1));
    process.stdout.write(`${kind.padEnd(16)} p50 ${p50} ms, p95 ${p95} ms, longest ${most} ms\n`);
  }
} finally {
  await embedder.close();
}
