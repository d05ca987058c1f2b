/**
 * Measures how long the offer of `/article` takes for a keystroke: beginnings of titles, of headings, of sentences
 * from the middle of articles, and what is nowhere, over the first so many passages of a folder of articles.
 *
 *   node --import tsx tests/bench/autocomplete-latency.ts --content FOLDER [--passages N]
 *
 * The bar: 10 ms over 20,000 passages.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createArticleFinder } from '../../src/app/article-finder.js';
import { createArticleMatcher, createTextFinder } from '../../src/app/article-matcher.js';
import { collectFacets } from '../../src/app/facets.js';
import { chunkArticle } from '../../src/content/chunk.js';
import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS, readContentFile } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';
import { LIMITS } from '../../src/discord/limits.js';
import { quantile } from '../../src/evaluation/metrics.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

const { values: options } = parseArgs({
  options: { content: { type: 'string' }, passages: { type: 'string', default: '20000' } },
});

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

/** A text as it is typed: its first character, its first two and so on, up to twelve. */
function keystrokes(text: string): string[] {
  return Array.from({ length: Math.min(12, text.length) }, (_, i) => text.slice(0, i + 1));
}

const folder = options.content ?? path.resolve(import.meta.dirname, '../../content');
const articles = await readArticles(folder, Number(options.passages));
// Words alone are looked up: any vectors do.
const { corpus, lexical } = await createMemoryIndex(articles, new HashingEmbedder({ dimensions: 2 }));
const said = (what: string, ms: number): void => {
  process.stdout.write(`${what.padEnd(12)} ${ms.toFixed(1)} ms\n`);
};
process.stdout.write(`${corpus.articleCount} articles, ${corpus.passageCount} passages\n`);
let started = performance.now();
const finder = createArticleFinder(corpus.articles());
const matcher = createArticleMatcher({ finder, findText: createTextFinder(corpus, lexical) });
said('made once', performance.now() - started);
started = performance.now();
collectFacets(articles);
said('facets once', performance.now() - started);

const some = articles.filter((_, i) => i % 40 === 0);
const kinds: Record<string, readonly string[]> = {
  titles: some.flatMap(({ title }) => keystrokes(title)),
  headings: some.flatMap(({ sections }) => keystrokes(sections.at(-1)?.heading ?? '')),
  sentences: some.flatMap(({ text }) => keystrokes(text.slice(text.length >> 1))),
  nowhere: ['q', 'qqqq', 'zx9', '龘龘', '麤麤麤'],
};
for (const typed of kinds.titles ?? []) matcher.match(typed, LIMITS.choices);
for (const [kind, texts] of Object.entries(kinds)) {
  const times = texts.map((typed) => {
    const from = performance.now();
    matcher.match(typed, LIMITS.choices);
    return performance.now() - from;
  });
  if (times.length === 0) continue;
  const [p50, p95, most] = [0.5, 0.95, 1].map((q) => quantile(times, q).toFixed(1));
  process.stdout.write(`${kind.padEnd(12)} p50 ${p50} ms, p95 ${p95} ms, longest ${most} ms\n`);
}
