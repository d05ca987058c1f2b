import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { planCompaction, type SegmentUse } from '../../src/index/compaction.js';

const useOf = (left: number, removed = 0, name = `s${left}`): SegmentUse => ({
  reference: { name, removed: [] },
  left,
  removed,
});

/** Applies plans until there is none: what is left of each group becomes one segment. */
function compacted(uses: readonly SegmentUse[]): readonly SegmentUse[] {
  const groups = planCompaction(uses);
  if (groups.length === 0) return uses;
  const gone = new Set(groups.flat());
  const merged = groups.map((group) => useOf(group.reduce((sum, { left }) => sum + left, 0)));
  return compacted([...uses.filter((use) => !gone.has(use)), ...merged]);
}

describe('planCompaction', () => {
  it('leaves alone what is little', () => {
    expect(planCompaction(Array.from({ length: 7 }, () => useOf(10)))).toEqual([]);
    expect(planCompaction([useOf(30_000), useOf(5), useOf(600)])).toEqual([]);
  });

  it('merges eight of a size, and none of another', () => {
    const small = Array.from({ length: 8 }, (_, i) => useOf(10 + i));
    expect(planCompaction([useOf(30_000), ...small, useOf(600)])).toEqual([small]);
  });

  it('writes anew what has lost half of its passages', () => {
    const worn = useOf(50_000, 50_000);
    expect(planCompaction([worn, useOf(20, 19)])).toEqual([[worn]]);
  });

  it('never merges the largest', () => {
    expect(planCompaction(Array.from({ length: 30 }, () => useOf(65_536)))).toEqual([]);
  });

  it('keeps few segments, and writes a passage a few times, however an index grows', () => {
    const anyGrowth = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 200, maxLength: 400 });
    fc.assert(
      fc.property(anyGrowth, (added) => {
        let uses: readonly SegmentUse[] = [];
        let written = 0;
        for (const passages of added) {
          const before = new Set(uses);
          uses = compacted([...uses, useOf(passages)]);
          written += uses.filter((use) => !before.has(use)).reduce((sum, { left }) => sum + left, 0);
        }
        const total = added.reduce((sum, passages) => sum + passages, 0);
        expect(uses.reduce((sum, { left }) => sum + left, 0)).toBe(total);
        expect(uses.length).toBeLessThanOrEqual(3 * 7);
        expect(written).toBeLessThanOrEqual(4 * total);
      }),
      { numRuns: 30 },
    );
  });
});
