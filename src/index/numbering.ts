import type { PassageId } from '../domain/passage.js';

/**
 * How one segment's passages are numbered among those of all segments: passages that are left follow one another
 * without a gap, in the order of the segment. Within the segment they keep their own numbers.
 */
export class SegmentNumbering {
  /** Passage id of the first one. */
  readonly base: PassageId;
  /** Passages that are left. */
  readonly size: number;
  /** Passages of the segment, those included that were removed. */
  readonly total: number;
  /** For each passage of the segment how many are left before it, -1 where it was removed. `null`: none was. */
  readonly #ranks: Int32Array | null;
  /** For each that is left its number in the segment. */
  readonly #locals: Uint32Array | null;

  private constructor(base: PassageId, total: number, ranks: Int32Array | null) {
    this.base = base;
    this.total = total;
    this.#ranks = ranks;
    this.#locals = ranks && Uint32Array.from(keysOf(ranks));
    this.size = this.#locals?.length ?? total;
  }

  /**
   * Numbers a segment's passages.
   * @param base - passages left in the segments before it
   * @param counts - how many passages each of its articles has
   * @param removed - positions of articles that were removed
   */
  static of(
    base: PassageId,
    counts: readonly number[],
    removed: ReadonlySet<number> = new Set(),
  ): SegmentNumbering {
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (removed.size === 0) return new SegmentNumbering(base, total, null);
    const ranks = new Int32Array(total).fill(-1);
    let local = 0;
    let rank = 0;
    for (const [position, count] of counts.entries()) {
      if (removed.has(position)) local += count;
      else for (const end = local + count; local < end; local++) ranks[local] = rank++;
    }
    return new SegmentNumbering(base, total, ranks);
  }

  /** Whether every passage of the segment is left. */
  get isWhole(): boolean {
    return this.#ranks === null;
  }

  /** The id of a passage of the segment; -1 where it was removed. */
  idOf(local: number): PassageId {
    if (this.#ranks === null) return this.base + local;
    const rank = this.#ranks[local] ?? -1;
    return rank === -1 ? -1 : this.base + rank;
  }

  /** The number in its segment of a passage that is left. */
  localOf(id: PassageId): number {
    return this.#locals?.[id - this.base] ?? id - this.base;
  }
}

function* keysOf(ranks: Int32Array): Generator<number> {
  for (const [local, rank] of ranks.entries()) if (rank !== -1) yield local;
}

/** The segment that a passage is of, by its position, or -1 where there is no such passage. */
export function segmentOf(numberings: readonly SegmentNumbering[], id: PassageId): number {
  let low = 0;
  let high = numberings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { base, size } = numberings[middle] ?? { base: 0, size: 0 };
    if (base + size <= id) low = middle + 1;
    else high = middle;
  }
  const found = numberings[low];
  return found !== undefined && id >= found.base && Number.isInteger(id) ? low : -1;
}
