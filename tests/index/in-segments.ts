import { SegmentNumbering } from '../../src/index/numbering.js';

/** One segment of what {@link inSegments} gives. */
export interface TestSegment<T> {
  /** Everything in it, in its order. */
  readonly items: readonly T[];
  readonly numbering: SegmentNumbering;
}

/**
 * Spreads items over three segments, each item an article of one passage, with a removed one before each second of
 * them: what is left has the numbers 0 to n − 1, in the order given.
 * @param decoy - stands where something was removed
 */
export function inSegments<T>(items: readonly T[], decoy: T): TestSegment<T>[] {
  const third = Math.ceil(items.length / 3);
  return [0, 1, 2].map((segment) => {
    const base = Math.min(segment * third, items.length);
    const own = items.slice(base, base + third);
    const spread: T[] = [];
    const removed = new Set<number>();
    for (const [i, item] of own.entries()) {
      if (i % 2 === segment % 2) removed.add(spread.push(decoy) - 1);
      spread.push(item);
    }
    return {
      items: spread,
      numbering: SegmentNumbering.of(
        base,
        spread.map(() => 1),
        removed,
      ),
    };
  });
}
