import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Native modules (hnswlib-node, onnxruntime-node) cannot be loaded twice in one process's worker threads.
    pool: 'forks',
    // Tests over sockets wait more than they work: one file at a time would leave the processor idle.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // .ci/run reads the counts from a file, so that its closing line does not depend on terminal output.
    ...(process.env.YINJU_TEST_REPORT === undefined
      ? {}
      : { reporters: ['default', 'json'], outputFile: { json: process.env.YINJU_TEST_REPORT } }),
  },
});
