import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readButtonId,
  writeButtonId,
  type ButtonState,
} from '../../../src/discord/components/article-button-id.js';
import { LIMITS } from '../../../src/discord/limits.js';

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...('0123456789abcdef'.match(/./gu) ?? [])),
    minLength: length,
    maxLength: length,
  });

const state: fc.Arbitrary<ButtonState> = fc.record({
  action: fc.constantFrom('before', 'after', 'turn-before', 'turn-after', 'card'),
  articleId: hex(12),
  hash: hex(8),
  offset: fc.nat(),
  slot: fc.nat({ max: 35 }),
});

describe('a custom_id', () => {
  it('says again what was written into it, and is short enough for Discord', () => {
    fc.assert(
      fc.property(state, (written) => {
        const id = writeButtonId(written);
        expect(id.length).toBeLessThanOrEqual(LIMITS.customId);
        expect(readButtonId(id)).toEqual(written);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['another version', 'y2.b.0123456789ab.01234567.0.0'],
    ['an unknown action', 'y1.z.0123456789ab.01234567.0.0'],
    ['an id that is none', 'y1.b.0123456789.01234567.0.0'],
    ['a negative offset', 'y1.b.0123456789ab.01234567.-1.0'],
    ['an offset beyond all texts', 'y1.b.0123456789ab.01234567.zzzzzzzzzzz.0'],
    ['a number written in another way', 'y1.b.0123456789ab.01234567.007.0'],
    ['more behind it', 'y1.b.0123456789ab.01234567.0.0\n'],
    ['a property of every object', 'y1.__proto__.0123456789ab.01234567.0.0'],
  ])('with %s says nothing', (_, id) => {
    expect(readButtonId(id)).toBeNull();
  });

  it('of any kind is read without failing, and only as it would be written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 100 }), fc.string({ unit: 'binary' })), (id) => {
        const read = readButtonId(id);
        if (read !== null) expect(writeButtonId(read)).toBe(id);
      }),
    );
  });
});
