import type { EngineEntry } from '../engine.js';
import { openLangChain } from './langchain.js';
import { openMiniSearch } from './minisearch.js';
import { openOrama } from './orama.js';
import { openSqlite } from './sqlite.js';
import { openQuestion, openVectors, openWords } from './yinju.js';

/** Everything that is compared, in the order in which it is measured and shown. */
export const ENGINES: readonly EngineEntry[] = [
  {
    name: 'Yinju, words',
    kind: 'words',
    own: true,
    settings: 'BM25F, k1 0.9, b 0.75; three fields',
    open: openWords,
  },
  {
    name: 'MiniSearch',
    kind: 'words',
    own: false,
    settings: 'BM25+, k 1.2, b 0.7, d 0.5; one field, OR, no prefixes',
    open: openMiniSearch,
  },
  {
    name: 'Orama',
    kind: 'words',
    own: false,
    settings: 'BM25, k 1.2, b 0.75, d 0.5; one field, any term (threshold 1), no prefixes',
    open: openOrama,
  },
  {
    name: 'SQLite FTS5',
    kind: 'words',
    own: false,
    settings: 'bm25(), k1 1.2, b 0.75; one field, OR, no texts, optimised after the build',
    open: openSqlite,
  },
  {
    name: 'Yinju, vectors',
    kind: 'vectors',
    own: true,
    settings: 'HNSW as it is served',
    open: openVectors,
  },
  {
    name: 'LangChain HNSWLib',
    kind: 'vectors',
    own: false,
    settings: 'M 16, efConstruction 200, ef 10 (its defaults)',
    open: () => openLangChain(),
  },
  {
    name: 'LangChain, ef 64',
    kind: 'vectors',
    own: false,
    settings: 'the same with ef 64, set on the library below it',
    open: () => openLangChain(64),
  },
  {
    name: 'Yinju, question',
    kind: 'question',
    own: true,
    settings: 'understood, embedded in a process of its own, words and vectors, fused',
    open: openQuestion,
  },
];
