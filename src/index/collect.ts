import { chunkArticle } from '../content/chunk.js';
import { findDuplicates } from '../content/duplicates.js';
import type { ReadOptions } from '../content/read.js';
import { ContentReader } from '../content/reader-process.js';
import type { Article, SkippedFile } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';
import { byPath } from './corpus.js';
import type { ChunkedArticle } from './corpus.js';
import type { TimeSlices } from './slices.js';
import { isSameReading } from './sources.js';
import type { ContentScan, ScannedFile, SourceFile, Sources } from './sources.js';

/** What an index before knows of the content folder. */
export interface KnownContent {
  readonly sources: Sources;
  readonly chunked: readonly ChunkedArticle[];
}

/** The articles to index, by path, and what became of every file. */
export interface CollectedContent {
  readonly sources: Sources;
  readonly chunked: readonly ChunkedArticle[];
}

/** What is to be collected. */
export interface CollectOptions {
  readonly scan: ContentScan;
  readonly readOptions: ReadOptions;
  /** Articles of files that have not changed are taken from here. */
  readonly known: KnownContent | null;
  readonly slices: TimeSlices;
  /** Receives the number of files dealt with so far. */
  readonly onFile: (done: number) => void;
}

/** Reads the files that are new or have changed, and leaves exact duplicates out: the first by path stays. */
export async function collectContent(options: CollectOptions): Promise<CollectedContent> {
  const { readOptions, known, slices } = options;
  const read = await readFiles(options);
  const { exact, near } = await slices.run(findDuplicates(read.articles));
  const originals = new Map(exact.map(({ path, of }) => [path, of]));
  const chunkedBefore = new Map(known?.chunked.map((chunked) => [chunked.article, chunked]));
  const chunked: ChunkedArticle[] = [];
  for (const article of read.articles) {
    if (originals.has(article.path)) continue;
    const passages = read.passages.get(article);
    chunked.push(chunkedBefore.get(article) ?? { article, passages: passages ?? chunkArticle(article) });
    await slices.turn();
  }
  const files = read.files.map((file) => markDuplicate(file, originals.get(file.path)));
  return { sources: { readOptions, nearDuplicates: near, files }, chunked };
}

interface FilesRead {
  readonly files: SourceFile[];
  readonly articles: Article[];
  /** Of articles that were cut into passages where they were read. */
  readonly passages: ReadonlyMap<Article, readonly Passage[]>;
}

async function readFiles({ scan, readOptions, known, slices, onFile }: CollectOptions): Promise<FilesRead> {
  const usable = known !== null && isSameReading(readOptions, known.sources.readOptions) ? known : null;
  const before = new Map(usable?.sources.files.map((file) => [file.path, file]));
  const articlesBefore = new Map(usable?.chunked.map(({ article }) => [article.path, article]));
  const files: SourceFile[] = scan.skipped.map(notListed);
  const articles: Article[] = [];
  const passages = new Map<Article, readonly Passage[]>();
  const reader = new ContentReader(readOptions);
  try {
    for (const [done, scanned] of scan.files.entries()) {
      const stored = before.get(scanned.path);
      if (stored !== undefined && isReusable(stored, scanned)) {
        files.push(stored);
        const article = articlesBefore.get(scanned.path);
        if (article !== undefined) articles.push(article);
      } else {
        const read = await readFile(scanned, reader);
        files.push(read.file);
        if (read.article !== null) articles.push(read.article);
        if (read.article !== null && read.passages !== null) passages.set(read.article, read.passages);
      }
      onFile(done + 1);
      await slices.turn();
    }
  } finally {
    reader.close();
  }
  return { files: files.sort(byPath), articles: articles.sort(byPath), passages };
}

/** A duplicate is read again: what it duplicated may be gone, and its article has not been stored. */
function isReusable(stored: SourceFile, scanned: ScannedFile): boolean {
  return (
    stored.sha256 !== null && stored.sha256 === scanned.sha256 && stored.skipped?.code !== 'exact-duplicate'
  );
}

async function readFile(
  scanned: ScannedFile,
  reader: ContentReader,
): Promise<{ file: SourceFile; article: Article | null; passages: readonly Passage[] | null }> {
  const { path, bytes } = scanned;
  const { sha256, result, passages } = await reader.read(scanned);
  if ('skipped' in result) {
    const { code, reason } = result.skipped;
    const file = { path, bytes, sha256, articleId: null, skipped: { code, reason }, warnings: [] };
    return { file, article: null, passages: null };
  }
  const { article, warnings } = result;
  return { file: { path, bytes, sha256, articleId: article.id, skipped: null, warnings }, article, passages };
}

function notListed({ path, code, reason }: SkippedFile): SourceFile {
  return { path, bytes: 0, sha256: null, articleId: null, skipped: { code, reason }, warnings: [] };
}

function markDuplicate(file: SourceFile, original: string | undefined): SourceFile {
  if (original === undefined) return file;
  const reason = `It says the same as ${original}. Remove one of the two.`;
  return { ...file, articleId: null, skipped: { code: 'exact-duplicate', reason } };
}
