import { existsSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createAnswerer } from '../../src/answering/answerer.js';
import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS, readContentFile } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';
import { silentLogger } from '../../src/domain/logger.js';
import type { Embedder } from '../../src/domain/ports.js';
import { createEmbedder } from '../../src/embedding/create.js';
import { evaluateGolden, readGoldenFile, type GoldenReport } from '../../src/evaluation/golden.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { createRetriever } from '../../src/retrieval/hybrid.js';

const root = path.resolve(import.meta.dirname, '../..');
const shared = path.resolve(root, '../shared');

let embedder: Embedder;
beforeAll(async () => {
  embedder = await createEmbedder({
    model: 'builtin',
    builtinDir: path.join(root, 'embeddings/builtin'),
    cacheDir: path.join(root, 'embeddings/models'),
    remoteHost: null,
    proxy: null,
    processes: 1,
    logger: silentLogger,
  });
});
afterAll(() => embedder.close());

async function readFolder(folder: string): Promise<Article[]> {
  const { files } = await listContentFiles(folder);
  const read = await Promise.all(files.map((file) => readContentFile(file, DEFAULT_READ_OPTIONS)));
  return read.flatMap(({ result }) => ('article' in result ? [result.article] : []));
}

async function evaluate(folder: string, file: string): Promise<GoldenReport> {
  const index = await createMemoryIndex(await readFolder(folder), embedder);
  const answerer = createAnswerer({ ...index, retriever: createRetriever({ ...index, embedder }) });
  return evaluateGolden({ questions: await readGoldenFile(file), answerer });
}

/** Fails with the questions that came out wrong when a share is below its floor. */
function expectFloor(report: GoldenReport, category: string, floor: number): void {
  const wrong = report.results
    .filter((result) => result.category === category && !result.correct)
    .map(({ question, quote }) => `${question} → ${quote ?? 'unanswered'}`);
  expect(report.categories[category]?.accuracy, wrong.join('\n')).toBeGreaterThanOrEqual(floor);
}

// Floors, not targets: a change that falls below one made the answers worse.
describe('the quality on the sample articles', () => {
  let report: GoldenReport;
  beforeAll(async () => {
    report = await evaluate(path.join(root, 'content'), path.join(import.meta.dirname, 'samples.jsonl'));
  });

  it.each([
    ['fact', 0.9],
    ['time', 0.8],
    ['paraphrase', 0.6],
    ['script', 1],
    ['unanswerable', 0.6],
  ])('of %s questions is right for at least %f', (category, floor) => {
    expectFloor(report, category, floor);
  });

  it('is such that the confidence tells answerable from unanswerable questions', () => {
    expect(report.unanswerable.auroc).toBeGreaterThanOrEqual(0.95);
    expect(report.unanswerable.answerRate).toBeGreaterThanOrEqual(0.95);
  });
});

describe.skipIf(!existsSync(shared))('the quality on the five real articles (needs ../shared)', () => {
  it('is at least that of the best BM25 sentence', async () => {
    const report = await evaluate(path.join(shared, 'seeds'), path.join(shared, 'eval/golden_dev.jsonl'));
    expectFloor(report, 'fact', 0.94);
    expectFloor(report, 'time', 0.6);
    expectFloor(report, 'paraphrase', 0.75);
    expect(report.unanswerable.auroc).toBeGreaterThanOrEqual(0.9);
  });
});
