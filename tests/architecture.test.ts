import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

const src = path.resolve(import.meta.dirname, '../src');

/** The house: a room may import rooms before it. */
const ROOMS = [
  'domain',
  'text',
  'content',
  'embedding',
  'index',
  'retrieval',
  'answering',
  'evaluation',
  'i18n',
  'app',
  'cli',
  'discord',
  'sandbox',
];
/** Rooms that never import each other although one stands before the other. */
const STRANGERS = [
  ['embedding', 'index'],
  ['cli', 'discord'],
  ['cli', 'sandbox'],
  ['discord', 'sandbox'],
];
/** Each is imported by one file only: its adapter. */
const ADAPTED = [
  'hnswlib-node',
  'gray-matter',
  'cheerio',
  '@xenova/transformers',
  'marked',
  '@node-rs/jieba',
  'prom-client',
];

interface SourceFile {
  readonly file: string;
  readonly room: string;
  readonly text: string;
  /** Files of the project, relative to `src`, that it imports for more than their types. */
  readonly imports: readonly string[];
  readonly typeImports: readonly string[];
  readonly packages: readonly string[];
}

function readSources(): SourceFile[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.split(path.sep).join('/'))
    .map((file) => {
      const text = readFileSync(path.join(src, file), 'utf8');
      const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)];
      const local = (type: boolean): string[] =>
        found
          .filter(([, isType, from]) => from?.startsWith('.') === true && (isType !== undefined) === type)
          .map(([, , from]) => path.posix.join(path.posix.dirname(file), from ?? '').replace(/\.js$/, '.ts'));
      const packages = found.map(([, , from]) => from ?? '').filter((from) => !from.startsWith('.'));
      return {
        file,
        room: file.includes('/') ? (file.split('/')[0] ?? '') : '',
        text,
        imports: local(false),
        typeImports: local(true),
        packages,
      };
    });
}

const sources = readSources();

describe('the house', () => {
  it('has the rooms of the plan and no others', () => {
    expect([...new Set(sources.map(({ room }) => room))].filter((room) => room !== '').sort()).toEqual(
      [...ROOMS].sort(),
    );
  });

  it('lets a room import only the rooms before it', () => {
    const wrong = sources.flatMap(({ file, room, imports, typeImports }) =>
      room === ''
        ? []
        : [...imports, ...typeImports]
            .filter((imported) => ROOMS.indexOf(imported.split('/')[0] ?? '') > ROOMS.indexOf(room))
            .map((imported) => `${file} imports ${imported}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps strangers apart', () => {
    const wrong = sources.flatMap(({ file, room, imports, typeImports }) =>
      [...imports, ...typeImports]
        .filter((imported) => {
          const other = imported.split('/')[0] ?? '';
          return other !== room && STRANGERS.some((pair) => pair.includes(room) && pair.includes(other));
        })
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no import cycles', () => {
    expect(findCycle(new Map(sources.map(({ file, imports }) => [file, imports])))).toBeNull();
  });

  it('adapts each of these libraries in one file', () => {
    for (const library of ADAPTED) {
      const users = sources.filter(({ packages }) =>
        packages.some((name) => name === library || name.startsWith(`${library}/`)),
      );
      expect(
        users.map(({ file }) => file),
        library,
      ).toHaveLength(1);
    }
  });

  it('reads the environment in app/config only', () => {
    const readers = sources.filter(({ text }) => /process\.env\b/.test(text)).map(({ file }) => file);
    expect(readers).toEqual(['app/config.ts']);
  });
});

/** A cycle as a list of files that starts and ends with the same one, or `null`. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const imported of graph.get(file) ?? []) {
      const cycle = visit(imported, [...trail, file]);
      if (cycle !== null) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
