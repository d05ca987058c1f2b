/** MiniSearch at its defaults (BM25+, k 1.2, b 0.7, d 0.5), without prefixes and fuzziness. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Engine } from '../engine.js';
import { fullText } from '../full-text.js';
import { peerModule } from './peer-module.js';

interface MiniSearch {
  add(document: { readonly id: number; readonly text: string }): void;
  search(query: string): { readonly id: number }[];
}

interface Library {
  readonly default: {
    new (options: object): MiniSearch;
    loadJSON(json: string, options: object): MiniSearch;
  };
}

const OPTIONS = {
  fields: ['text'],
  tokenize: (text: string) => text.split(' '),
  processTerm: (term: string) => term,
  searchOptions: { combineWith: 'OR', prefix: false, fuzzy: false },
};

/** Opens an empty index. */
export async function openMiniSearch(): Promise<Engine> {
  const { default: Library } = await peerModule<Library>('minisearch');
  let index = new Library(OPTIONS);
  return {
    build: (source) => {
      let id = 0;
      for (const passage of source.passages()) index.add({ id: id++, text: fullText(passage) });
    },
    save: (directory) => writeFile(path.join(directory, 'minisearch.json'), JSON.stringify(index)),
    load: async (directory) => {
      index = Library.loadJSON(await readFile(path.join(directory, 'minisearch.json'), 'utf8'), OPTIONS);
    },
    search: ({ terms }, k) =>
      index
        .search(terms.join(' '))
        .slice(0, k)
        .map(({ id }) => id),
  };
}
