import type { SegmentReference } from '../domain/manifest.js';
import { Bm25Index } from './bm25.js';
import type { SearchableIndex } from './calibration.js';
import { SegmentedCorpus } from './corpus.js';
import { indexDamaged } from './errors.js';
import { SegmentNumbering } from './numbering.js';
import type { SegmentPool } from './segment-pool.js';
import { SegmentedVectorIndex } from './segmented-vectors.js';
import type { TimeSlices } from './slices.js';

/** What is opened, and what with. */
export interface OpenOptions {
  readonly indexDir: string;
  readonly dimensions: number;
  readonly pool: SegmentPool;
  readonly slices: TimeSlices;
}

/** Opens segments as one index. Throws {@link YinjuError} (code `index-damaged`). */
export async function openSearchable(
  references: readonly SegmentReference[],
  { indexDir, dimensions, pool, slices }: OpenOptions,
): Promise<SearchableIndex> {
  const parts = [];
  let base = 0;
  for (const { name, removed } of references) {
    const segment = await pool.open(indexDir, name, slices);
    if (segment.vectors.dimensions !== dimensions) {
      throw indexDamaged({ file: name, problem: `Its vectors do not have ${dimensions} dimensions.` });
    }
    const counts = segment.catalog.map(({ passages }) => passages);
    const numbering = SegmentNumbering.of(base, counts, new Set(removed));
    const removedCounts = await pool.removedCounts(segment, { removed, numbering }, slices);
    parts.push({ segment, numbering, removed: new Set(removed), removedCounts });
    base += numbering.size;
  }
  return {
    corpus: new SegmentedCorpus(parts.map(({ segment, ...part }) => ({ ...segment, ...part }))),
    lexical: Bm25Index.over(
      parts.map(({ segment, numbering, removedCounts }) => ({
        index: segment.lexical,
        numbering,
        removed: removedCounts,
      })),
    ),
    vectors: new SegmentedVectorIndex(
      dimensions,
      parts.map(({ segment, numbering }) => ({ vectors: segment.vectors, numbering })),
    ),
  };
}
