import { ExactVectorIndex } from '../../src/index/exact.js';
import { VectorMatrix } from '../../src/index/vectors.js';
import { describeVectorIndexContract } from '../contracts/vector-index.js';

describeVectorIndexContract('ExactVectorIndex', (dimensions, vectors) =>
  Promise.resolve(new ExactVectorIndex(VectorMatrix.of(dimensions, vectors))),
);
