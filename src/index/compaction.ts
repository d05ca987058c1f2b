import type { SegmentReference } from '../domain/manifest.js';
import { byPath, type ChunkedArticle } from './catalog.js';
import { openSegment } from './segment.js';
import { SegmentBuilder, type SegmentBuilderOptions } from './segment-builder.js';
import { decodeSignatures } from './signatures-file.js';
import { readStored, readStoredLines } from './stored-files.js';

/** A segment as an index uses it, with how much of it is left. */
export interface SegmentUse {
  readonly reference: SegmentReference;
  /** Passages that are left. */
  readonly left: number;
  /** Passages of removed articles. */
  readonly removed: number;
}

/** Segments of one class that are merged into one: so each passage is written again once in each class. */
const MERGED_AT_ONCE = 8;
/** Passages from which a segment is of the next class; beyond the last, segments are not merged. */
const CLASSES = [512, 4096, 32_768];

/**
 * Which segments are to be written anew, each group as one: eight of a size, as log-structured merge trees do it
 * (O'Neil et al. 1996), and each of which as much was removed as is left.
 */
export function planCompaction(uses: readonly SegmentUse[]): SegmentUse[][] {
  const groups: SegmentUse[][] = [];
  const rest: SegmentUse[] = [];
  for (const use of uses) {
    if (use.removed >= use.left && use.removed > 0) groups.push([use]);
    else rest.push(use);
  }
  for (const [i, end] of CLASSES.entries()) {
    const begin = CLASSES[i - 1] ?? 0;
    const alike = rest.filter(({ left }) => left >= begin && left < end);
    if (alike.length >= MERGED_AT_ONCE) groups.push(alike);
  }
  return groups;
}

/** Writes the articles that are left of some segments into new ones. Their vectors are known. */
export async function mergeSegments(
  group: readonly SegmentUse[],
  options: SegmentBuilderOptions,
): Promise<readonly SegmentReference[]> {
  const { indexDir, slices } = options;
  const articles = [];
  for (const { reference } of group) {
    const stored = await openSegment(indexDir, reference.name);
    const removed = new Set(reference.removed);
    const chunked = (await readStoredLines(stored, 'articles.jsonl', slices)) as ChunkedArticle[];
    const signatures = decodeSignatures(await readStored(stored, 'signatures.bin', slices), stored.articles);
    for (const [position, each] of chunked.entries()) {
      const signature = signatures[position];
      if (signature !== undefined && !removed.has(position)) articles.push({ chunked: each, signature });
    }
  }
  articles.sort((a, b) => byPath(a.chunked.article, b.chunked.article));
  const builder = new SegmentBuilder(options);
  for (const { chunked, signature } of articles) await builder.add(chunked, signature);
  return (await builder.finish()).map(({ name }) => ({ name, removed: [] }));
}
