import type { ArticleSignature } from '../content/duplicates.js';
import type { SegmentReference } from '../domain/manifest.js';
import type { StoredArticle } from './article-file.js';
import type { CatalogEntry } from './catalog.js';
import type { Generation } from './layout.js';
import { openSegment } from './segment.js';
import type { SegmentPool } from './segment-pool.js';
import { decodeSignatures } from './signatures-file.js';
import type { TimeSlices } from './slices.js';
import type { Sources } from './sources.js';
import { readStored, readStoredLines } from './stored-files.js';

/** An article of an index that is stored. */
export interface KnownArticle extends CatalogEntry {
  readonly segment: string;
  /** In its segment. */
  readonly position: number;
  readonly signature: ArticleSignature;
}

/** What an index before knows of the content folder. */
export interface KnownContent {
  readonly sources: Sources;
  /** Its articles by path. */
  readonly articles: ReadonlyMap<string, KnownArticle>;
}

interface KnownOptions {
  readonly indexDir: string;
  readonly pool: SegmentPool;
  readonly slices: TimeSlices;
}

/** Reads what an index knows without its texts. Throws {@link YinjuError} (code `index-damaged`). */
export async function loadKnownContent(
  { generation, sources }: { readonly generation: Generation; readonly sources: Sources },
  { indexDir, pool, slices }: KnownOptions,
): Promise<KnownContent> {
  const articles = new Map<string, KnownArticle>();
  for (const reference of generation.manifest.segments) {
    for (const article of await knownIn(reference, { indexDir, pool, slices })) {
      articles.set(article.summary.path, article);
    }
  }
  return { sources, articles };
}

async function knownIn(
  { name, removed }: SegmentReference,
  { indexDir, pool, slices }: KnownOptions,
): Promise<KnownArticle[]> {
  const stored = await openSegment(indexDir, name);
  const catalog = pool.has(name)
    ? (await pool.open(indexDir, name, slices)).catalog
    : ((await readStoredLines(stored, 'catalog.jsonl', slices)) as StoredArticle[]);
  const signatures = decodeSignatures(await readStored(stored, 'signatures.bin', slices), stored.articles);
  const gone = new Set(removed);
  return catalog.flatMap(({ summary, passages }, position) => {
    const signature = signatures[position];
    if (signature === undefined || gone.has(position)) return [];
    return [{ segment: name, position, signature, summary, passages }];
  });
}

/** A segment as an index uses it that keeps some of its articles; `null` where it keeps none. */
export function referenceTo(
  segment: { readonly name: string; readonly articles: number },
  kept: ReadonlySet<number>,
): SegmentReference | null {
  if (kept.size === 0) return null;
  const positions = Array.from({ length: segment.articles }, (_, position) => position);
  return { name: segment.name, removed: positions.filter((position) => !kept.has(position)) };
}
