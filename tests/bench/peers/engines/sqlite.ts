/**
 * SQLite's FTS5 (bm25: k1 1.2, b 0.75) in a file, without the texts (`content=''`), in one transaction and without a
 * journal: what makes it fastest. `ascii` keeps every term whole: all but ASCII letters count as letters, and the signs
 * that terms carry inside are named.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Engine } from '../engine.js';
import { fullText } from '../full-text.js';
import { peerModule } from './peer-module.js';

interface Statement {
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}

interface Database {
  exec(sql: string): void;
  pragma(pragma: string): unknown;
  prepare(sql: string): Statement;
  close(): void;
}

interface Library {
  readonly default: new (file: string, options?: object) => Database;
}

const TABLE = `CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize="ascii tokenchars '._''-,%+'")`;
const SEARCH = 'SELECT rowid AS id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?';
const FILE = 'fts5.db';

/** Opens an empty index. */
export async function openSqlite(): Promise<Engine> {
  const { default: Library } = await peerModule<Library>('better-sqlite3');
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-fts5-'));
  let database = new Library(path.join(folder, FILE));
  let search: Statement | null = null;
  return {
    build: (source) => {
      database.pragma('journal_mode = OFF');
      database.pragma('synchronous = OFF');
      database.pragma('cache_size = -262144');
      database.exec(TABLE);
      const insert = database.prepare('INSERT INTO passages(rowid, text) VALUES (?, ?)');
      let id = 0;
      database.exec('BEGIN');
      for (const passage of source.passages()) insert.run(id++, fullText(passage));
      database.exec('COMMIT');
    },
    optimise: () => {
      database.exec(`INSERT INTO passages(passages) VALUES ('optimize')`);
      database.exec('VACUUM');
    },
    save: (directory) => {
      copyFileSync(path.join(folder, FILE), path.join(directory, FILE));
    },
    load: (directory) => {
      database.close();
      database = new Library(path.join(directory, FILE), { readonly: true });
      database.pragma('mmap_size = 17179869184');
      database.pragma('cache_size = -262144');
    },
    search: ({ terms }, k) => {
      search ??= database.prepare(SEARCH);
      const query = terms.map((term) => `"${term}"`).join(' OR ');
      return search.all(query, k).map((row) => (row as { id: number }).id);
    },
    close: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
