/**
 * Our side: the only file of the benchmark that knows Yinju's index. The compiled program is measured, since the loader
 * that runs TypeScript adds calls of its own to every inner function.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { silentLogger } from '../../../../src/domain/logger.js';
import type { Embedder } from '../../../../src/domain/ports.js';
import type { Bm25Index } from '../../../../src/index/bm25.js';
import type { HnswIndex } from '../../../../src/index/hnsw.js';
import type * as CreateModule from '../../../../src/embedding/create.js';
import type * as Bm25Module from '../../../../src/index/bm25.js';
import type * as Bm25FileModule from '../../../../src/index/bm25-file.js';
import type * as HnswModule from '../../../../src/index/hnsw.js';
import type * as InvertedIndexModule from '../../../../src/index/inverted-index.js';
import type * as SlicesModule from '../../../../src/index/slices.js';
import type * as VectorsModule from '../../../../src/index/vectors.js';
import type * as HybridModule from '../../../../src/retrieval/hybrid.js';
import type { Engine } from '../engine.js';

const project = path.resolve(import.meta.dirname, '../../../..');

/** A compiled module of the program, by its path under `dist/`. */
export async function compiled<Module>(module: string): Promise<Module> {
  return (await import(path.join(project, 'dist', module))) as Module;
}

/** The model that is part of the program. */
export async function openBuiltinModel(processes: number): Promise<Embedder> {
  const { createEmbedder } = await compiled<typeof CreateModule>('embedding/create.js');
  return createEmbedder({
    model: 'builtin',
    builtinDir: path.join(project, 'embeddings/builtin'),
    cacheDir: path.join(project, 'embeddings/models'),
    processes,
    logger: silentLogger,
  });
}

/** BM25F over three fields. */
export async function openWords(): Promise<Engine & { readonly index: Bm25Index }> {
  const { Bm25Index } = await compiled<typeof Bm25Module>('index/bm25.js');
  const { decodeInvertedIndex, encodeInvertedIndex } =
    await compiled<typeof Bm25FileModule>('index/bm25-file.js');
  const { invertDocuments } = await compiled<typeof InvertedIndexModule>('index/inverted-index.js');
  const { runAtOnce } = await compiled<typeof SlicesModule>('index/slices.js');
  let inverted = runAtOnce(invertDocuments([]));
  let index = Bm25Index.of(inverted);
  return {
    get index() {
      return index;
    },
    build: (source) => {
      inverted = runAtOnce(invertDocuments(source.terms()));
      index = Bm25Index.of(inverted);
    },
    save: (directory) => writeFile(path.join(directory, 'words.bin'), encodeInvertedIndex(inverted)),
    load: async (directory) => {
      inverted = decodeInvertedIndex(await readFile(path.join(directory, 'words.bin')));
      index = Bm25Index.of(inverted);
    },
    search: ({ terms }, k) => index.search(terms, k).map(({ id }) => id),
  };
}

/** HNSW at the settings that the program uses. */
export async function openVectors(): Promise<Engine & { readonly index: HnswIndex }> {
  const { HnswIndex } = await compiled<typeof HnswModule>('index/hnsw.js');
  const { VectorMatrix } = await compiled<typeof VectorsModule>('index/vectors.js');
  let index = await HnswIndex.build(VectorMatrix.zeros(1, 0));
  return {
    get index() {
      return index;
    },
    build: async (source) => {
      index = await HnswIndex.build(new VectorMatrix(source.dimensions, source.vectors()));
    },
    save: (directory) => index.save(path.join(directory, 'hnsw.bin')),
    load: async (directory, { passageCount: size, dimensions }) => {
      index = await HnswIndex.load(path.join(directory, 'hnsw.bin'), { size, dimensions });
    },
    search: ({ vector }, k) => index.search(vector, k).map(({ id }) => id),
  };
}

/** From the text of a question to ranked passages, as a question is answered: understood, embedded, both, fused. */
export async function openQuestion(): Promise<Engine> {
  const { createRetriever } = await compiled<typeof HybridModule>('retrieval/hybrid.js');
  const [words, vectors, embedder] = [await openWords(), await openVectors(), await openBuiltinModel(1)];
  return {
    build: async (source) => {
      await words.build(source);
      await vectors.build(source);
    },
    save: async (directory) => {
      await words.save(directory);
      await vectors.save(directory);
    },
    load: async (directory, source) => {
      await words.load(directory, source);
      await vectors.load(directory, source);
    },
    search: async ({ text }, k) => {
      const retriever = createRetriever({ lexical: words.index, vectors: vectors.index, embedder });
      return (await retriever.retrieve(text, k)).map(({ id }) => id);
    },
    close: () => embedder.close(),
  };
}
