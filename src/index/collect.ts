import { createHash } from 'node:crypto';

import { chunkArticle } from '../content/chunk.js';
import { type ArticleSignature, DuplicateFinder, signText } from '../content/duplicates.js';
import type { ReadOptions } from '../content/read.js';
import { ContentReader } from '../content/reader-process.js';
import type { SkippedFile } from '../domain/article.js';
import type { NearDuplicate } from '../domain/build.js';
import type { IndexManifest } from '../domain/manifest.js';
import { byPath, type CatalogEntry, catalogEntry, type ChunkedArticle } from './catalog.js';
import type { KnownArticle, KnownContent } from './known-content.js';
import type { TimeSlices } from './slices.js';
import { isSameReading } from './sources.js';
import type { ContentScan, ScannedFile, SourceFile, Sources } from './sources.js';

/** What became of the content folder. */
export interface CollectedContent {
  readonly sources: Sources;
  /** Articles of the index before that are as they were: their positions, by segment. */
  readonly kept: ReadonlyMap<string, ReadonlySet<number>>;
  /** Of all articles, those included that were kept. */
  readonly contentHash: string;
  readonly counts: IndexManifest['counts'];
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
  /** Receives every article that is new or has changed, by path. */
  readonly onArticle: (chunked: ChunkedArticle, signature: ArticleSignature) => Promise<void>;
}

/** Reads the files that are new or have changed, and leaves exact duplicates out: the first by path stays. */
export async function collectContent(options: CollectOptions): Promise<CollectedContent> {
  const { scan, readOptions, slices } = options;
  const reader = new ContentReader(readOptions);
  try {
    const collection = new Collection(options, reader);
    for (const [done, file] of scan.files.toSorted(byPath).entries()) {
      await collection.take(file);
      options.onFile(done + 1);
      await slices.turn();
    }
    return collection.finish();
  } finally {
    reader.close();
  }
}

/** Goes through the files by path: so the first of several that say the same is known before the others. */
class Collection {
  readonly #options: CollectOptions;
  readonly #reader: ContentReader;
  readonly #duplicates: DuplicateFinder;
  readonly #before: ReadonlyMap<string, SourceFile>;
  readonly #files: SourceFile[];
  readonly #near: NearDuplicate[] = [];
  readonly #kept = new Map<string, Set<number>>();
  /** Paths of the articles that were kept. */
  readonly #keptPaths = new Set<string>();
  readonly #contentHash = createHash('sha256');
  #counts = { articles: 0, passages: 0, characters: 0 };

  constructor(options: CollectOptions, reader: ContentReader) {
    const { scan, readOptions, known } = options;
    this.#options = options;
    this.#reader = reader;
    this.#duplicates = new DuplicateFinder(scan.files.length);
    const usable = known !== null && isSameReading(readOptions, known.sources.readOptions) ? known : null;
    this.#before = new Map(usable?.sources.files.map((file) => [file.path, file]));
    this.#files = scan.skipped.map(notListed);
  }

  async take(scanned: ScannedFile): Promise<void> {
    const before = this.#before.get(scanned.path);
    if (before === undefined || !this.#isReusable(before, scanned)) return this.#read(scanned);
    const article = before.articleId === null ? undefined : this.#options.known?.articles.get(before.path);
    if (article === undefined) this.#files.push(before);
    else this.#keep(before, article);
  }

  finish(): CollectedContent {
    const { readOptions } = this.#options;
    const files = this.#files.sort(byPath);
    return {
      sources: { readOptions, nearDuplicates: this.#near, files },
      kept: this.#kept,
      contentHash: this.#contentHash.digest('hex'),
      counts: this.#counts,
    };
  }

  /** A duplicate has not been stored: it is read again unless what it repeats is still there. */
  #isReusable(before: SourceFile, { sha256 }: ScannedFile): boolean {
    if (before.sha256 === null || before.sha256 !== sha256) return false;
    return before.skipped?.code !== 'exact-duplicate' || this.#keptPaths.has(before.duplicateOf ?? '');
  }

  #keep(file: SourceFile, article: KnownArticle): void {
    if (!this.#isFirst(file, article.signature)) return;
    const { segment, position } = article;
    const kept = this.#kept.get(segment) ?? new Set();
    this.#kept.set(segment, kept.add(position));
    this.#keptPaths.add(file.path);
    this.#count(article);
  }

  async #read(scanned: ScannedFile): Promise<void> {
    const { slices, onArticle } = this.#options;
    const { path, bytes } = scanned;
    const { sha256, result, passages } = await this.#reader.read(scanned);
    if ('skipped' in result) {
      const { code, reason } = result.skipped;
      this.#files.push({ path, bytes, sha256, articleId: null, skipped: { code, reason }, warnings: [] });
      return;
    }
    const { article, warnings } = result;
    const signature = await slices.run(signText(article.text));
    const file = { path, bytes, sha256, articleId: article.id, skipped: null, warnings };
    if (!this.#isFirst(file, signature)) return;
    const chunked = { article, passages: passages ?? chunkArticle(article) };
    this.#count(catalogEntry(chunked));
    await onArticle(chunked, signature);
  }

  /** Whether no article before says the same. Notes the file in either case. */
  #isFirst(file: SourceFile, signature: ArticleSignature): boolean {
    const { exact, near } = this.#duplicates.add(file.path, signature);
    if (near !== null) this.#near.push(near);
    this.#files.push(exact === null ? file : markDuplicate(file, exact));
    return exact === null;
  }

  #count({ summary, passages }: CatalogEntry): void {
    this.#contentHash.update(summary.contentHash);
    const counts = this.#counts;
    this.#counts = {
      articles: counts.articles + 1,
      passages: counts.passages + passages,
      characters: counts.characters + summary.characters,
    };
  }
}

function notListed({ path, code, reason }: SkippedFile): SourceFile {
  return { path, bytes: 0, sha256: null, articleId: null, skipped: { code, reason }, warnings: [] };
}

function markDuplicate(file: SourceFile, original: string): SourceFile {
  const reason = `It says the same as ${original}. Remove one of the two.`;
  const skipped = { code: 'exact-duplicate', reason } as const;
  return { ...file, articleId: null, skipped, duplicateOf: original };
}
