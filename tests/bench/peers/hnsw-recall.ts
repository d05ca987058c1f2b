/**
 * How much of the exact ten nearest passages HNSW finds, at the settings that are served and at others. Run by `main.ts`;
 * prints one line of JSON.
 *
 *   node --import tsx tests/bench/peers/hnsw-recall.ts --data DIR --store DIR
 *
 * `--store` holds what `Yinju, vectors` has stored.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { HierarchicalNSW } from 'hnswlib-node';

import { quantile } from '../../../src/evaluation/metrics.js';
import type * as ExactModule from '../../../src/index/exact.js';
import type * as VectorsModule from '../../../src/index/vectors.js';
import { Dataset } from './dataset.js';
import { compiled, openVectors } from './engines/yinju.js';
import type { RecallFigures } from './figures.js';

const NEAREST = 10;
const CANDIDATES = [10, 32, 64, 128, 256, 400, 600, 1000];

const { values: options } = parseArgs({
  options: { data: { type: 'string', default: '' }, store: { type: 'string', default: '' } },
});
const dataset = new Dataset(options.data);
const questions = dataset.questions();
const { ExactVectorIndex } = await compiled<typeof ExactModule>('index/exact.js');
const { VectorMatrix } = await compiled<typeof VectorsModule>('index/vectors.js');

type Search = (vector: Float32Array) => readonly number[];

function measure(search: Search, exact: readonly ReadonlySet<number>[]): Omit<RecallFigures, 'name'> {
  let found = 0;
  const milliseconds = questions.map(({ vector }, i) => {
    const begun = performance.now();
    const ids = search(vector);
    const took = performance.now() - begun;
    found += ids.filter((id) => exact[i]?.has(id)).length;
    return took;
  });
  const [p50, p95] = [quantile(milliseconds, 0.5), quantile(milliseconds, 0.95)];
  return { recall: found / (NEAREST * questions.length), p50, p95 };
}

const matrix = new VectorMatrix(dataset.dimensions, dataset.vectors());
const exactIndex = new ExactVectorIndex(matrix);
const searchExactly: Search = (vector) => exactIndex.search(vector, NEAREST).map(({ id }) => id);
const exact = questions.map(({ vector }) => new Set(searchExactly(vector)));

const served = await openVectors();
await served.load(options.store, dataset);
const { default: library } = await import('hnswlib-node');
const graph: HierarchicalNSW = new library.HierarchicalNSW('cosine', dataset.dimensions);
await graph.readIndex(path.join(options.store, 'hnsw.bin'));

const figures: RecallFigures[] = [
  { name: 'exact', ...measure(searchExactly, exact) },
  {
    name: 'as served, 10 asked for',
    ...measure((vector) => served.index.search(vector, NEAREST).map(({ id }) => id), exact),
  },
  {
    name: 'as served, 100 asked for',
    ...measure(
      (vector) =>
        served.index
          .search(vector, 100)
          .slice(0, NEAREST)
          .map(({ id }) => id),
      exact,
    ),
  },
  ...CANDIDATES.map((ef) => {
    graph.setEf(ef);
    return {
      name: `ef ${ef}`,
      ...measure((vector) => graph.searchKnn(Array.from(vector), NEAREST).neighbors, exact),
    };
  }),
];
process.stdout.write(`${JSON.stringify(figures)}\n`);
