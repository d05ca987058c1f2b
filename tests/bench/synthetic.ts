/**
 * Writes articles like those of a folder, as Markdown files, until they fall into so many passages: for trying the
 * program on a corpus larger than the one at hand. The same seed gives the same files.
 *
 *   node --import tsx tests/bench/synthetic.ts --content FOLDER --out FOLDER --passages N [--seed N]
 *
 * A million passages take 26,000 files and about 0.7 GB, after the shape of news transcripts.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { chunkArticle } from '../../src/content/chunk.js';
import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS, readArticle, readContentFile } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';
import { TextModel } from './text-model.js';

/** Files in one folder. */
const FILES_A_FOLDER = 1000;

/** What is to be written. */
export interface SyntheticOptions {
  /** Folder of the articles to learn from. */
  readonly content: string;
  /** Folder to write to; made where it is missing. */
  readonly out: string;
  /** Passages at least. */
  readonly passages: number;
  /** Default 1. */
  readonly seed?: number;
}

/** What has been written. */
export interface SyntheticCorpus {
  readonly files: number;
  readonly passages: number;
  readonly bytes: number;
}

/** Writes articles until they have enough passages. */
export async function writeSynthetic({
  content,
  out,
  passages,
  seed,
}: SyntheticOptions): Promise<SyntheticCorpus> {
  const model = new TextModel(await readArticles(content), seed);
  const written = { files: 0, passages: 0, bytes: 0 };
  while (written.passages < passages) {
    const name = `${String(Math.floor(written.files / FILES_A_FOLDER)).padStart(4, '0')}/${written.files}.md`;
    const bytes = Buffer.from(model.article());
    const read = readArticle(name, bytes, DEFAULT_READ_OPTIONS);
    if (!('article' in read)) continue;
    await mkdir(path.dirname(path.join(out, name)), { recursive: true });
    await writeFile(path.join(out, name), bytes);
    written.files += 1;
    written.passages += chunkArticle(read.article).length;
    written.bytes += bytes.length;
  }
  return written;
}

/** The articles of a folder that can be read, by path. */
export async function readArticles(folder: string): Promise<Article[]> {
  const articles: Article[] = [];
  for (const file of (await listContentFiles(folder)).files) {
    const { result } = await readContentFile(file, DEFAULT_READ_OPTIONS);
    if ('article' in result) articles.push(result.article);
  }
  return articles;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      content: { type: 'string', default: '../shared/corpus/xwlb' },
      out: { type: 'string' },
      passages: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.out === undefined) throw new Error('Name the folder to write to: --out FOLDER');
  const { content, out, passages, seed } = values;
  const { files, ...rest } = await writeSynthetic({
    content,
    out,
    passages: Number(passages),
    seed: Number(seed),
  });
  process.stdout.write(
    `${files} files, ${rest.passages} passages, ${(rest.bytes / 1e6).toFixed(0)} MB in ${out}\n`,
  );
}
