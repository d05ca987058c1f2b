import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ArticleFile, createArticleCache, type StoredArticle } from '../../src/index/article-file.js';
import { catalogEntry, type ChunkedArticle } from '../../src/index/catalog.js';
import { sketchArticle } from '../support/fake-articles.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-articles-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const chunkedOf = (text: string): ChunkedArticle => {
  const article = sketchArticle({
    path: 'a',
    title: text,
    date: null,
    parts: [{ heading: '标题', paragraph: text }],
  });
  return { article, passages: [] };
};

/** Writes articles as a segment does. */
function store(articles: readonly ChunkedArticle[]): { file: string; entries: StoredArticle[] } {
  let at = 0;
  const lines = articles.map((article) => Buffer.from(JSON.stringify(article)));
  const entries = articles.map((article, i) => {
    const line = lines[i] ?? Buffer.alloc(0);
    const entry = { ...catalogEntry(article), at, bytes: line.length, crc: crc32(line) };
    at += line.length + 1;
    return entry;
  });
  const file = path.join(folder, 'articles.jsonl');
  writeFileSync(file, lines.map((line) => `${line.toString()}\n`).join(''));
  return { file, entries };
}

describe('ArticleFile', () => {
  it('gives every article as it was written, whatever it says, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 8 }),
        (texts) => {
          const articles = texts.map((text) => chunkedOf(text.toWellFormed()));
          const { file, entries } = store(articles);
          const read = new ArticleFile(file, entries, createArticleCache());
          for (const position of [...articles.keys(), ...[...articles.keys()].reverse()]) {
            expect(read.read(position)).toEqual(articles[position]);
          }
        },
      ),
    );
  });

  it('reads what is longer than its memory once, while it is asked for again and again', () => {
    const { file, entries } = store([chunkedOf('长'.repeat(5000)), chunkedOf('短')]);
    const read = new ArticleFile(file, entries, createArticleCache(100));
    expect(read.read(0)).toBe(read.read(0));
    expect(read.read(1)).toBe(read.read(1));
  });

  it('forgets what was read long ago', () => {
    const { file, entries } = store(Array.from({ length: 50 }, (_, i) => chunkedOf(`第${i}篇`)));
    const read = new ArticleFile(file, entries, createArticleCache(40));
    const first = read.read(0);
    for (const position of entries.keys()) read.read(position);
    expect(read.read(0)).not.toBe(first);
    expect(read.read(0)).toEqual(first);
  });

  it('says that a file is cut short, and that there is no such article', () => {
    const { file, entries } = store([chunkedOf('甲'), chunkedOf('乙')]);
    const read = new ArticleFile(file, entries, createArticleCache());
    truncateSync(file, (entries[1]?.at ?? 0) + 5);
    const damaged = expect.objectContaining({ code: 'index-damaged' }) as Error;
    expect(() => read.read(1)).toThrow(damaged);
    expect(() => read.read(2)).toThrow(damaged);
    expect(read.read(0).article.title).toBe('甲');
  });
});
