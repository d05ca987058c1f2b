import { ExactVectorIndex } from '../../src/index/exact.js';
import { HnswIndex } from '../../src/index/hnsw.js';
import { SegmentedVectorIndex } from '../../src/index/segmented-vectors.js';
import { VectorMatrix } from '../../src/index/vectors.js';
import { describeVectorIndexContract, vectorOf } from '../contracts/vector-index.js';
import { inSegments } from './in-segments.js';

describeVectorIndexContract('a SegmentedVectorIndex of exact ones', (dimensions, vectors) =>
  Promise.resolve(
    new SegmentedVectorIndex(
      dimensions,
      inSegments(vectors, vectorOf(3, dimensions)).map(({ items, numbering }) => ({
        vectors: new ExactVectorIndex(VectorMatrix.of(dimensions, items)),
        numbering,
      })),
    ),
  ),
);

describeVectorIndexContract('a SegmentedVectorIndex of graphs', async (dimensions, vectors) => {
  const segments = inSegments(vectors, vectorOf(3, dimensions)).map(async ({ items, numbering }) => ({
    vectors: await HnswIndex.build(VectorMatrix.of(dimensions, items)),
    numbering,
  }));
  return new SegmentedVectorIndex(dimensions, await Promise.all(segments));
});
