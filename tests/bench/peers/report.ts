/** The figures as tables: ratios first, then what they were made of. */
import { quantile, recallAt } from '../../../src/evaluation/metrics.js';
import type { EngineKind } from './engine.js';
import { ENGINES } from './engines/all.js';
import type { BuildFigures, EngineFigures, ServeFigures, SizeFigures } from './figures.js';
import { growthExponent, type Point } from './growth.js';

/** What one engine costs at one size: medians over the rounds. Seconds, milliseconds, bytes. */
export interface EngineSummary {
  readonly name: string;
  readonly kind: EngineKind;
  readonly own: boolean;
  readonly failure: string | null;
  readonly p50: number;
  readonly p95: number;
  readonly processor: number;
  /** Places of the right passages, for the questions that were asked. */
  readonly ranks: readonly (number | null)[];
  readonly build: number;
  readonly buildProcessor: number;
  readonly optimise: number;
  readonly megabytesASecond: number;
  readonly rss: number;
  readonly heap: number;
  readonly peak: number;
  readonly disk: number | null;
  readonly load: number;
  readonly loaded: boolean;
}

/** Medians of what was measured. */
export function summarise(size: SizeFigures): EngineSummary[] {
  return size.engines.map((engine) => summariseEngine(engine, size.dataset.textBytes));
}

function summariseEngine({ name, builds, serves, failure }: EngineFigures, textBytes: number): EngineSummary {
  const entry = ENGINES.find((candidate) => candidate.name === name);
  const ofBuilds = (figure: (build: BuildFigures) => number): number => quantile(builds.map(figure), 0.5);
  const ofServes = (figure: (serve: ServeFigures) => number): number => quantile(serves.map(figure), 0.5);
  const ranks = serves[0]?.ranks ?? [];
  const build = ofBuilds(({ buildSeconds }) => buildSeconds);
  return {
    name,
    kind: entry?.kind ?? 'words',
    own: entry?.own ?? false,
    failure,
    p50: ofServes(({ milliseconds }) => quantile(milliseconds, 0.5)),
    p95: ofServes(({ milliseconds }) => quantile(milliseconds, 0.95)),
    processor: ofServes(({ processorMilliseconds }) => processorMilliseconds),
    ranks,
    build,
    buildProcessor: ofBuilds(({ buildProcessorSeconds }) => buildProcessorSeconds),
    optimise: ofBuilds(({ optimiseSeconds }) => optimiseSeconds),
    megabytesASecond: build === 0 ? 0 : textBytes / 1e6 / build,
    rss: ofServes(({ rssBytes }) => rssBytes),
    heap: ofServes(({ heapBytes }) => heapBytes),
    peak: ofBuilds(({ peakRssBytes }) => peakRssBytes),
    disk: builds[0]?.diskBytes ?? null,
    load: ofServes(({ firstAnswerSeconds }) => firstAnswerSeconds),
    loaded: serves[0]?.loaded ?? false,
  };
}

/** A Markdown table. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, header.map((_, i) => (i === 0 ? '---' : '--:')), ...rows];
  const widths = header.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  return all
    .map(
      (row) =>
        `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`,
    )
    .join('\n');
}

/** Everything about one size. */
export function reportSize(size: SizeFigures): string {
  const summaries = summarise(size);
  const { passageCount, syntheticCount, textBytes, questionCount } = size.dataset;
  const rounds = Math.max(...size.engines.map(({ serves }) => serves.length));
  const loads = size.engines.flatMap(({ serves, builds }) => [...serves, ...builds].map(({ load }) => load));
  return [
    `## ${passageCount.toLocaleString('en')} passages (${syntheticCount.toLocaleString('en')} synthetic), ${megabytes(textBytes)} of text`,
    `${questionCount} questions; medians of ${rounds} round(s), engines in turn; load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
    '### Peer ÷ Yinju: above 1 Yinju is ahead (recall: the difference in points)',
    ratios(summaries),
    '### Question to ranked passages',
    questionTable(summaries),
    '### Building from terms, storing, loading',
    buildTable(summaries),
    ownBuild(size, summaries),
    ...(size.recall.length === 0
      ? []
      : ['### HNSW: the ten nearest, against exact search', recallTable(size)]),
  ].join('\n\n');
}

function ratios(summaries: readonly EngineSummary[]): string {
  const rows = summaries
    .filter(({ own }) => !own)
    .map((peer) => {
      const own = summaries.find((other) => other.own && other.kind === peer.kind);
      if (own === undefined || peer.failure !== null) return [peer.name, peer.failure ?? ''];
      return [
        peer.name,
        ratio(peer.p50, own.p50),
        ratio(peer.p95, own.p95),
        ratio(peer.processor, own.processor),
        points(recallDifference(peer, own, 1)),
        points(recallDifference(peer, own, 10)),
        ratio(peer.build, own.build),
        ratio(peer.buildProcessor, own.buildProcessor),
        ratio(peer.rss, own.rss),
        peer.disk === null || own.disk === null ? '–' : ratio(peer.disk, own.disk),
        ratio(peer.load, own.load),
      ];
    });
  return table(
    [
      '',
      'p50',
      'p95',
      'CPU',
      'recall@1',
      'recall@10',
      'build',
      'build CPU',
      'memory',
      'disk',
      'first answer',
    ],
    rows,
  );
}

/** On the questions that both were asked. */
function recallDifference(peer: EngineSummary, own: EngineSummary, k: number): number {
  const asked = Math.min(peer.ranks.length, own.ranks.length);
  return recallAt(peer.ranks.slice(0, asked), k) - recallAt(own.ranks.slice(0, asked), k);
}

function questionTable(summaries: readonly EngineSummary[]): string {
  return table(
    ['', 'p50 ms', 'p95 ms', 'CPU ms', 'recall@1', '@5', '@10', 'questions'],
    summaries.map(({ name, p50, p95, processor, ranks, failure }) =>
      failure === null
        ? [
            name,
            ...[p50, p95, processor].map((value) => value.toPrecision(3)),
            ...[1, 5, 10].map((k) => recallAt(ranks, k).toFixed(3)),
            String(ranks.length),
          ]
        : [name, failure],
    ),
  );
}

function buildTable(summaries: readonly EngineSummary[]): string {
  return table(
    [
      '',
      'build s',
      'CPU s',
      'MB/s',
      'optimise s',
      'peak memory',
      'memory, serving',
      'of it heap',
      'disk',
      'first answer s',
    ],
    summaries.map((engine) => [
      engine.name,
      engine.build.toPrecision(3),
      engine.buildProcessor.toPrecision(3),
      engine.megabytesASecond.toPrecision(3),
      engine.optimise.toFixed(1),
      megabytes(engine.peak),
      megabytes(engine.rss),
      megabytes(engine.heap),
      engine.disk === null ? 'cannot' : megabytes(engine.disk),
      `${engine.load.toFixed(2)}${engine.loaded ? '' : ' (built)'}`,
    ]),
  );
}

/** Our build without embedding, step by step. */
function ownBuild({ dataset }: SizeFigures, summaries: readonly EngineSummary[]): string {
  const { parse, chunk, analyse, embed } = dataset.phases;
  const index = summaries.find(({ own, kind }) => own && kind === 'words')?.build ?? 0;
  const total = parse + chunk + analyse + index;
  const step = (name: string, seconds: number): string =>
    `${name} ${seconds.toFixed(1)} s (${((100 * seconds) / total).toFixed(0)} %)`;
  const speed = (dataset.sourceBytes / 1e6 / total).toFixed(2);
  const rest = summaries
    .filter(({ own, kind }) => !own && kind === 'words')
    .map(({ name, megabytesASecond }) => `${name} ${megabytesASecond.toPrecision(3)}`);
  return [
    `Yinju's whole build without embedding: ${speed} MB of files a second: ${step('parse', parse)}, ${step('chunk', chunk)}, ${step('terms', analyse)}, ${step('index', index)}; embedding beside it ${embed.toFixed(1)} s.`,
    `Indexing alone, MB of text a second: ${rest.join(', ')}.`,
  ].join('\n');
}

function recallTable({ recall }: SizeFigures): string {
  return table(
    ['', 'recall@10', 'p50 ms', 'p95 ms'],
    recall.map(({ name, recall: share, p50, p95 }) => [
      name,
      share.toFixed(4),
      p50.toFixed(3),
      p95.toFixed(3),
    ]),
  );
}

/** Costs whose growth is told. */
export const COSTS = [
  { name: 'question', unit: 'ms, median', of: ({ p50 }: EngineSummary) => p50 },
  { name: 'build', unit: 's', of: ({ build }: EngineSummary) => build },
  { name: 'memory', unit: 'MB, serving', of: ({ rss }: EngineSummary) => rss / 1e6 },
  { name: 'disk', unit: 'MB', of: ({ disk }: EngineSummary) => (disk ?? 0) / 1e6 },
] as const;

/** What a cost is at each size at which the engine was measured. */
export function pointsOf(
  name: string,
  sizes: readonly SizeFigures[],
  cost: (summary: EngineSummary) => number,
): Point[] {
  return sizes.flatMap((size) => {
    const summary = summarise(size).find((engine) => engine.name === name);
    const value = summary?.failure === null ? cost(summary) : 0;
    return value > 0 ? [{ passages: size.dataset.passageCount, cost: value }] : [];
  });
}

/** Costs by size, each with the exponent of its growth. */
export function reportGrowth(sizes: readonly SizeFigures[]): string {
  const tables = COSTS.map(({ name, unit, of }) => {
    const rows = ENGINES.map((engine) => {
      const measured = pointsOf(engine.name, sizes, of);
      const cells = sizes.map(
        ({ dataset }) =>
          measured.find(({ passages }) => passages === dataset.passageCount)?.cost.toPrecision(3) ?? '–',
      );
      const exponent = growthExponent(measured);
      return [engine.name, ...cells, exponent === null ? '–' : exponent.toFixed(2)];
    });
    const header = [
      `${name}, ${unit}`,
      ...sizes.map(({ dataset }) => dataset.passageCount.toLocaleString('en')),
      'exponent',
    ];
    return table(header, rows);
  });
  return ['## Growth: cost = a · passages ^ exponent', ...tables].join('\n\n');
}

function ratio(peer: number, own: number): string {
  return own <= 0 || peer <= 0 ? '–' : `${(peer / own).toPrecision(3)}×`;
}

function points(difference: number): string {
  return `${difference > 0 ? '+' : ''}${(100 * difference).toFixed(1)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
