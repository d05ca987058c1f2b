/**
 * Orama at its defaults (BM25, k 1.2, b 0.75, d 0.5). Its search takes every term for a prefix, and its exact search
 * looks for Latin word boundaries in the text: so every term ends with a sign of its own, and is no prefix of another.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Engine } from '../engine.js';
import { fullText } from '../full-text.js';
import { peerModule } from './peer-module.js';

type Database = object;

interface Library {
  readonly create: (options: object) => Database;
  readonly insert: (database: Database, document: object) => unknown;
  readonly search: (database: Database, query: object) => SearchResults | Promise<SearchResults>;
  readonly save: (database: Database) => unknown;
  readonly load: (database: Database, stored: unknown) => void;
}

interface SearchResults {
  readonly hits: readonly { readonly id: string }[];
}

const TERM_END = '\u0001';

/** Opens an empty index. */
export async function openOrama(): Promise<Engine> {
  const { create, insert, search, save, load } = await peerModule<Library>('@orama/orama');
  const database = create({
    schema: { text: 'string' },
    sort: { enabled: false },
    components: {
      tokenizer: {
        language: 'english',
        normalizationCache: new Map(),
        tokenize: (text: string) => text.split(' ').map((term) => term + TERM_END),
      },
    },
  });
  return {
    build: async (source) => {
      let id = 0;
      for (const passage of source.passages()) {
        await insert(database, { id: String(id++), text: fullText(passage) });
      }
    },
    save: (directory) => writeFile(path.join(directory, 'orama.json'), JSON.stringify(save(database))),
    load: async (directory) => {
      load(database, JSON.parse(await readFile(path.join(directory, 'orama.json'), 'utf8')));
    },
    search: async ({ terms }, k) =>
      (await search(database, { term: terms.join(' '), limit: k, threshold: 1 })).hits.map(({ id }) =>
        Number(id),
      ),
  };
}
