/**
 * Measures what embedding costs the process that asks for it: the delay of its event loop while a few thousand
 * passages are embedded in child processes, beside passages a second, milliseconds a question (alone, and
 * during the build), and the children's memory.
 *
 *   node --import tsx tests/bench/event-loop.ts [--passages N] [--processes N] [--model builtin|FOLDER]
 *
 * The bar: a 99th percentile under 50 ms.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

import { silentLogger } from '../../src/domain/logger.js';
import type { Embedder } from '../../src/domain/ports.js';
import { createEmbedder } from '../../src/embedding/create.js';

const BAR = 50;
const QUESTIONS = 200;
const WORDS =
  '港口 海关 企业 出口 进口 货物 运输 航线 政策 增长 季度 地区 市场 合作 通关 便利 监管 试点'.split(' ');

const { values: options } = parseArgs({
  options: {
    passages: { type: 'string', default: '5000' },
    processes: { type: 'string', default: '1' },
    model: { type: 'string', default: 'builtin' },
  },
});

/** About 250 characters that look like a passage to a tokenizer. */
function passage(i: number): string {
  return Array.from({ length: 110 }, (_, k) => WORDS[(i * 7 + k * (1 + (i % 11))) % WORDS.length]).join('');
}

function print(label: string, value: number, unit: string): void {
  process.stdout.write(`${label.padEnd(44)} ${value.toFixed(1).padStart(8)} ${unit}\n`);
}

async function millisecondsPerQuestion(embedder: Embedder, count: number): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < count; i++) await embedder.embedQuery(`第 ${i} 季度的出口增长了多少？`);
  return (performance.now() - started) / count;
}

/** Resident memory of this process's children, in megabytes. */
function childrenMemory(): number {
  const table = execFileSync('ps', ['-A', '-o', 'ppid=,rss=,comm='], { encoding: 'utf8' });
  const rows = table.split('\n').map((row) => row.trim().split(/\s+/));
  const children = rows.filter(([parent, , command]) => Number(parent) === process.pid && command !== 'ps');
  return children.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) / 1024, 0);
}

const started = performance.now();
const project = path.resolve(import.meta.dirname, '../..');
const embedder = await createEmbedder({
  model: options.model,
  builtinDir: path.join(project, 'embeddings/builtin'),
  cacheDir: path.join(project, 'embeddings/models'),
  processes: Number(options.processes),
  logger: silentLogger,
});
print('opening the model', performance.now() - started, 'ms');
print('a question, alone', await millisecondsPerQuestion(embedder, QUESTIONS), 'ms');

const texts = Array.from({ length: Number(options.passages) }, (_, i) => passage(i));
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const buildStarted = performance.now();
const [, questionDuringBuild] = await Promise.all([
  embedder.embedPassages(texts),
  millisecondsPerQuestion(embedder, 20),
]);
const seconds = (performance.now() - buildStarted) / 1000;
delay.disable();

print('a question, during the build', questionDuringBuild, 'ms');
print('passages a second', texts.length / seconds, '');
print('event-loop delay, median', delay.percentile(50) / 1e6, 'ms');
print('event-loop delay, 99th percentile', delay.percentile(99) / 1e6, 'ms');
print('event-loop delay, longest', delay.max / 1e6, 'ms');
print('memory of the child processes', childrenMemory(), 'MB');
await embedder.close();
process.exitCode = delay.percentile(99) / 1e6 < BAR ? 0 : 1;
