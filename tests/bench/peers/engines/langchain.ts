/** LangChain's HNSWLib store (M 16, efConstruction 200) over vectors that are known already. */
import type { BenchSource, Engine } from '../engine.js';
import { peerModule } from './peer-module.js';

interface Document {
  readonly pageContent: string;
  readonly metadata: { readonly id: number };
}

interface Store {
  readonly index: { setEf(ef: number): void };
  addVectors(vectors: number[][], documents: Document[]): Promise<void>;
  similaritySearchVectorWithScore(query: number[], k: number): Promise<[Document, number][]>;
  save(directory: string): Promise<void>;
}

interface Library {
  readonly HNSWLib: {
    new (embeddings: object, options: object): Store;
    load(directory: string, embeddings: object): Promise<Store>;
  };
}

/** Never asked: every vector is handed over. */
const NO_EMBEDDINGS = {};

/**
 * Opens an empty store.
 * @param ef - candidates kept while searching; default: the store's, which is hnswlib's 10 and has no option
 */
export async function openLangChain(ef?: number): Promise<Engine> {
  const { HNSWLib } = await peerModule<Library>('@langchain/community/vectorstores/hnswlib');
  let store = new HNSWLib(NO_EMBEDDINGS, { space: 'cosine' });
  return {
    build: async (source) => {
      const rows = rowsOf(source);
      const documents = rows.map((_, id) => ({ pageContent: '', metadata: { id } }));
      await store.addVectors(rows, documents);
      if (ef !== undefined) store.index.setEf(ef);
    },
    save: (directory) => store.save(directory),
    load: async (directory) => {
      store = await HNSWLib.load(directory, NO_EMBEDDINGS);
      if (ef !== undefined) store.index.setEf(ef);
    },
    search: async ({ vector }, k) => {
      const found = await store.similaritySearchVectorWithScore(Array.from(vector), k);
      return found.map(([{ metadata }]) => metadata.id);
    },
  };
}

function rowsOf(source: BenchSource): number[][] {
  const { passageCount, dimensions } = source;
  const components = source.vectors();
  return Array.from({ length: passageCount }, (_, row) =>
    Array.from(components.subarray(row * dimensions, (row + 1) * dimensions)),
  );
}
