import { LEXICAL_FIELDS } from './inverted-index.js';
import type { InvertedIndex, LexicalField } from './inverted-index.js';
import type { SegmentNumbering } from './numbering.js';

/** What the removed passages of a segment have in common with those that are left. */
export interface RemovedCounts {
  /** For each term of the segment how many removed passages have it. */
  readonly frequencies: Uint32Array;
  /** Terms in all removed passages' fields, repetitions counted. */
  readonly lengths: Readonly<Record<LexicalField, number>>;
}

/** Postings that are looked at between two yields: about a millisecond's work. */
const POSTINGS_A_STEP = 1 << 18;

/** Counts, in steps, what was removed. A million postings take 2 ms. `null` where nothing was. */
export function* countRemoved(
  index: InvertedIndex,
  numbering: SegmentNumbering,
): Generator<undefined, RemovedCounts | null, undefined> {
  if (numbering.isWhole) return null;
  const gone = Uint8Array.from({ length: numbering.total }, (_, local) =>
    numbering.idOf(local) === -1 ? 1 : 0,
  );
  const { postingOffsets, postingDocuments } = index;
  const frequencies = new Uint32Array(postingOffsets.length - 1);
  let sinceYield = 0;
  for (let term = 0; term < frequencies.length; term++) {
    const end = postingOffsets[term + 1] ?? 0;
    let count = 0;
    for (let posting = postingOffsets[term] ?? 0; posting < end; posting++) {
      count += gone[postingDocuments[posting] ?? 0] ?? 0;
    }
    frequencies[term] = count;
    sinceYield += end - (postingOffsets[term] ?? 0);
    if (sinceYield < POSTINGS_A_STEP) continue;
    sinceYield = 0;
    yield;
  }
  const sum = (field: LexicalField): number =>
    index.lengths[field].reduce((total, length, local) => total + length * (gone[local] ?? 0), 0);
  const lengths = Object.fromEntries(LEXICAL_FIELDS.map((field) => [field, sum(field)]));
  return { frequencies, lengths: lengths as Record<LexicalField, number> };
}
