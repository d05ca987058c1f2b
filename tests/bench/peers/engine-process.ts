/**
 * One engine in a process of its own, so that its time and memory are its own. Run by `main.ts`; prints its figures as
 * one line of JSON.
 *
 *   node --expose-gc --import tsx tests/bench/peers/engine-process.ts --engine NAME --data DIR --store DIR --step build|serve
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { Dataset } from './dataset.js';
import type { Engine } from './engine.js';
import { ENGINES } from './engines/all.js';
import type { BuildFigures, ServeFigures } from './figures.js';

/** Places that are looked at: recall at 10 needs no more. */
const PLACES = 10;
/** Questions before the clock runs. */
const WARM_UP = 20;
/** An engine that takes longer for all questions is asked no more of them, in seconds, once it was asked a hundred. */
const LONG_ENOUGH = 60;
const QUESTIONS_MIN = 100;

const { values: options } = parseArgs({
  options: {
    engine: { type: 'string', default: '' },
    data: { type: 'string', default: '' },
    store: { type: 'string', default: '' },
    step: { type: 'string', default: 'serve' },
  },
});
const entry = ENGINES.find(({ name }) => name === options.engine);
if (entry === undefined) throw new Error(`There is no engine ${options.engine}.`);
const dataset = new Dataset(options.data);

interface Memory {
  readonly rss: number;
  readonly heap: number;
}

function memory(): Memory {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  // Without the pages of files that are only mapped: the system takes those back when it needs them.
  const anonymous = /^RssAnon:\s+(\d+) kB$/mu.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return { rss: Number(anonymous) * 1024, heap: heapUsed + external };
}

function since(before: Memory): { rssBytes: number; heapBytes: number } {
  const now = memory();
  return { rssBytes: now.rss - before.rss, heapBytes: now.heap - before.heap };
}

/** Seconds of processor time since the process began: unlike the clock's, other programs add nothing to them. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function seconds(begun: number): number {
  return (performance.now() - begun) / 1000;
}

function bytesIn(directory: string): number {
  return readdirSync(directory).reduce((sum, name) => sum + statSync(path.join(directory, name)).size, 0);
}

async function build(engine: Engine): Promise<BuildFigures> {
  const before = memory();
  const begun = performance.now();
  const processor = processorSeconds();
  await engine.build(dataset);
  const buildSeconds = seconds(begun) - dataset.readingSeconds;
  const buildProcessorSeconds = processorSeconds() - processor - dataset.readingProcessorSeconds;
  const built = since(before);
  const optimised = performance.now();
  await engine.optimise?.();
  const optimiseSeconds = seconds(optimised);
  await rm(options.store, { recursive: true, force: true });
  await mkdir(options.store, { recursive: true });
  const { saved, saveSeconds } = await save(engine);
  return {
    ...built,
    buildSeconds,
    buildProcessorSeconds,
    optimiseSeconds,
    saveSeconds,
    diskBytes: saved === null ? bytesIn(options.store) : null,
    notSaved: saved,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
    load: loadavg()[0] ?? 0,
  };
}

async function save(engine: Engine): Promise<{ saved: string | null; saveSeconds: number }> {
  const begun = performance.now();
  try {
    await engine.save(options.store);
    return { saved: null, saveSeconds: seconds(begun) };
  } catch (error) {
    return { saved: String(error), saveSeconds: seconds(begun) };
  }
}

async function serve(engine: Engine): Promise<ServeFigures> {
  const questions = dataset.questions();
  const [first] = questions;
  if (first === undefined) throw new Error('There are no questions.');
  const before = memory();
  const begun = performance.now();
  const stored = readdirSync(options.store).length > 0;
  if (stored) await engine.load(options.store, dataset);
  else await engine.build(dataset);
  await engine.search(first, PLACES);
  const firstAnswerSeconds = seconds(begun);
  const sinceLoad = since(before);
  for (const question of questions.slice(0, WARM_UP)) await engine.search(question, PLACES);
  const milliseconds: number[] = [];
  const ranks: (number | null)[] = [];
  const processor = processorSeconds();
  const started = performance.now();
  for (const question of questions) {
    if (ranks.length >= QUESTIONS_MIN && seconds(started) > LONG_ENOUGH) break;
    const asked = performance.now();
    const found = await engine.search(question, PLACES);
    milliseconds.push(performance.now() - asked);
    const place = found.findIndex((id) => question.right.includes(id));
    ranks.push(place === -1 ? null : place + 1);
  }
  return {
    ...sinceLoad,
    loaded: stored,
    firstAnswerSeconds,
    milliseconds,
    processorMilliseconds: (1000 * (processorSeconds() - processor)) / ranks.length,
    ranks,
    load: loadavg()[0] ?? 0,
  };
}

const engine = await entry.open();
const figures = options.step === 'build' ? await build(engine) : await serve(engine);
await engine.close?.();
process.stdout.write(`${JSON.stringify(figures)}\n`);
