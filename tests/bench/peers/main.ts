/**
 * Yinju's index against what one would otherwise use, over the same passages, terms and vectors, and how its costs grow.
 *
 *   npm run bench -- [--content FOLDER] [--passages 2000,20000,200000] [--rounds 3] [--engines NAMES] [--out FOLDER]
 *
 * See README.md beside this file.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { cpus, freemem, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { chunkArticle } from '../../../src/content/chunk.js';
import { readArticles, writeSynthetic } from '../synthetic.js';
import { Dataset, FILES } from './dataset.js';
import { ENGINES } from './engines/all.js';
import type { BuildFigures, EngineFigures, RecallFigures, ServeFigures, SizeFigures } from './figures.js';
import { plot } from './growth.js';
import { COSTS, pointsOf, reportGrowth, reportSize } from './report.js';

const run = promisify(execFile);
const HERE = import.meta.dirname;
/** Passages that are worth measuring exact search over. */
const EXACT_MAX = 250_000;

const { values: options } = parseArgs({
  options: {
    content: { type: 'string', default: '../shared/corpus/xwlb' },
    eval: { type: 'string', default: '../shared/eval' },
    passages: { type: 'string', default: '2000,20000,200000' },
    rounds: { type: 'string', default: '3' },
    /** Of `engines/all.ts`, separated by semicolons. */
    engines: { type: 'string', default: ENGINES.map(({ name }) => name).join(';') },
    /** Megabytes of heap that an engine may take. */
    heap: { type: 'string', default: String(Math.floor((0.7 * totalmem()) / 1e6)) },
    /** Where data sets are kept for the next run, and the figures and plots written. */
    out: { type: 'string', default: path.join(tmpdir(), 'yinju-bench') },
  },
});
const sizes = options.passages.split(',').map(Number);
const engines = options.engines.split(';').map((name) => name.trim());
const rounds = Number(options.rounds);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function note(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}

async function inProcess(script: string, args: readonly string[]): Promise<string> {
  const node = [
    '--expose-gc',
    `--max-old-space-size=${options.heap}`,
    '--import',
    'tsx',
    path.join(HERE, script),
  ];
  const { stdout } = await run(process.execPath, [...node, ...args], { maxBuffer: 2 ** 28 });
  return stdout.trim().split('\n').at(-1) ?? '';
}

async function installPeers(): Promise<void> {
  if (existsSync(path.join(HERE, 'node_modules'))) return;
  note('installing what Yinju is measured against');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--prefix', HERE]);
}

/** A data set is complete when its description is there, and is used again. */
async function prepare(passages: number, synthetic: string | null): Promise<string> {
  const directory = path.join(options.out, String(passages));
  if (existsSync(path.join(directory, FILES.info))) return directory;
  note(`preparing ${passages} passages`);
  const folders = synthetic === null ? [options.content] : ['--synthetic', options.content, synthetic];
  await inProcess('prepare.ts', [
    '--out',
    directory,
    '--passages',
    String(passages),
    '--eval',
    options.eval,
    ...folders,
  ]);
  return directory;
}

/** Articles to fill the largest size with, or `null` where the folder's own are enough. */
async function synthesise(): Promise<string | null> {
  const most = Math.max(...sizes);
  const info = path.join(options.out, String(most), FILES.info);
  const folder = path.join(options.out, `synthetic-${most}`);
  if (existsSync(folder) || existsSync(info)) return folder;
  const own = (await readArticles(options.content)).reduce(
    (sum, article) => sum + chunkArticle(article).length,
    0,
  );
  if (own >= most) return null;
  note(`writing articles for ${most - own} more passages`);
  const partial = `${folder}.part`;
  await rm(partial, { recursive: true, force: true });
  await writeSynthetic({ content: options.content, out: partial, passages: most - own });
  await rename(partial, folder);
  return folder;
}

/** Every engine in turn, round by round, so that what else the machine does falls on all of them. */
async function measure(directory: string): Promise<EngineFigures[]> {
  const figures = engines.map((name) => ({
    name,
    builds: [] as BuildFigures[],
    serves: [] as ServeFigures[],
    failure: null as string | null,
  }));
  for (let round = 1; round <= rounds; round++) {
    for (const engine of figures.filter(({ failure }) => failure === null)) {
      const store = path.join(directory, `store ${engine.name}`);
      const step = async (name: string): Promise<unknown> => {
        note(`${path.basename(directory)}, round ${round}: ${engine.name}, ${name}`);
        return JSON.parse(
          await inProcess('engine-process.ts', [
            '--engine',
            engine.name,
            '--data',
            directory,
            '--store',
            store,
            '--step',
            name,
          ]),
        );
      };
      try {
        engine.builds.push((await step('build')) as BuildFigures);
        engine.serves.push((await step('serve')) as ServeFigures);
      } catch (error) {
        engine.failure = failureOf(error);
      }
    }
  }
  return figures;
}

function failureOf(error: unknown): string {
  const text = String(error);
  if (text.includes('heap out of memory')) return `more than ${options.heap} MB of heap`;
  const [command = '', ...lines] = text.split('\n');
  return (lines.find((line) => /error/iu.test(line)) ?? `${command.slice(0, 20)}…`).slice(0, 100);
}

async function measureRecall(directory: string, passages: number): Promise<RecallFigures[]> {
  const store = path.join(directory, 'store Yinju, vectors');
  if (passages > EXACT_MAX || !existsSync(store)) return [];
  return JSON.parse(
    await inProcess('hnsw-recall.ts', ['--data', directory, '--store', store]),
  ) as RecallFigures[];
}

async function measureSize(passages: number, synthetic: string | null): Promise<SizeFigures> {
  const directory = await prepare(passages, synthetic);
  const { questions, ...info } = new Dataset(directory).info;
  return {
    dataset: { ...info, questionCount: questions.length },
    engines: await measure(directory),
    recall: await measureRecall(directory, passages),
  };
}

async function writePlots(measured: readonly SizeFigures[]): Promise<void> {
  for (const { name, unit, of } of COSTS) {
    const series = engines.map((engine) => ({ name: engine, points: pointsOf(engine, measured, of) }));
    await writeFile(path.join(options.out, `growth-${name}.svg`), plot(name, unit, series));
  }
}

async function versions(): Promise<string> {
  const lock = await readFile(path.join(HERE, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(lock) as { dependencies: Record<string, string> };
  return Object.entries(dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

await installPeers();
await mkdir(options.out, { recursive: true });
const [cpu] = cpus();
say(`# Yinju's index against others\n`);
say(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model ?? '?'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB (${(freemem() / 2 ** 30).toFixed(0)} free), load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`,
);
say(`${await versions()}\n`);
for (const { name, settings } of ENGINES.filter((engine) => engines.includes(engine.name)))
  say(`- ${name}: ${settings}`);
const synthetic = await synthesise();
const measured: SizeFigures[] = [];
for (const passages of sizes) {
  const figures = await measureSize(passages, synthetic);
  measured.push(figures);
  say(`\n${reportSize(figures)}`);
  await writeFile(path.join(options.out, 'figures.json'), JSON.stringify(measured));
}
if (measured.length > 1) {
  say(`\n${reportGrowth(measured)}`);
  await writePlots(measured);
  say(`\nPlots and raw figures: ${options.out}`);
}
