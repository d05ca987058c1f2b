import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { editDistance } from '../../src/text/edit-distance.js';

describe('editDistance', () => {
  it.each([
    ['port', 'port', 0],
    ['port', 'ports', 1],
    ['port', 'prot', 1],
    ['port', 'part', 1],
    ['', 'abc', 3],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('is from %s to %s %i', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance);
  });

  it('is the same both ways, and infinite beyond the limit only', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(8), (a, b, limit) => {
        const distance = editDistance(a, b, 8);
        expect(distance).toBe(editDistance(b, a, 8));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b, limit)).toBe(distance <= limit ? distance : Infinity);
      }),
    );
  });

  it('forgives any one edit at the cost of one', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 2, maxLength: 10 }),
        fc.nat(),
        fc.constantFrom('delete', 'insert', 'swap'),
        (word, n, edit) => {
          const at = n % (word.length - 1);
          const inserted = edit === 'delete' ? '' : edit === 'insert' ? `#${word.charAt(at)}` : '';
          const edited =
            edit === 'swap'
              ? word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
              : word.slice(0, at) + inserted + word.slice(at + 1);
          expect(editDistance(word, edited, 2)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
