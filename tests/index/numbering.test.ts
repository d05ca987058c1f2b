import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SegmentNumbering, segmentOf } from '../../src/index/numbering.js';

/** Segments of articles with some passages each, of which some were removed. */
const anySegments = fc.array(
  fc.array(fc.record({ passages: fc.nat(4), isRemoved: fc.boolean() }), { maxLength: 6 }),
  { maxLength: 5 },
);

describe('the numbering of segments', () => {
  it('gives what is left the numbers from 0 on, each once, and finds every one again', () => {
    fc.assert(
      fc.property(anySegments, (segments) => {
        const numberings: SegmentNumbering[] = [];
        let base = 0;
        for (const articles of segments) {
          const removed = new Set(articles.flatMap(({ isRemoved }, i) => (isRemoved ? [i] : [])));
          const counts = articles.map(({ passages }) => passages);
          const numbering = SegmentNumbering.of(base, counts, removed);
          numberings.push(numbering);
          base += numbering.size;
        }
        const ids: number[] = [];
        for (const [segment, numbering] of numberings.entries()) {
          for (let local = 0; local < numbering.total; local++) {
            const id = numbering.idOf(local);
            if (id === -1) continue;
            ids.push(id);
            expect([segmentOf(numberings, id), numbering.localOf(id)]).toEqual([segment, local]);
          }
        }
        expect(ids).toEqual(Array.from({ length: base }, (_, i) => i));
        for (const id of [-1, base, 0.5, NaN]) expect(segmentOf(numberings, id)).toBe(-1);
      }),
    );
  });
});
