import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { YinjuError } from '../../src/domain/errors.js';
import { VectorMatrix } from '../../src/index/vectors.js';
import { decodeVectors, encodeVectors, vectorKey } from '../../src/index/vectors-file.js';
import { vectorOf } from '../contracts/vector-index.js';

const keyed = (count: number, dimensions = 3): Parameters<typeof encodeVectors>[0] => ({
  keys: Array.from({ length: count }, (_, i) => vectorKey(`text ${i}`)),
  vectors: VectorMatrix.of(
    dimensions,
    Array.from({ length: count }, (_, i) => vectorOf(i, dimensions)),
  ),
});

describe('stored vectors', () => {
  it.each([0, 1, 7])('are the same after a round trip (%d of them)', (count) => {
    const bytes = encodeVectors(keyed(count));
    expect(decodeVectors(bytes)).toEqual(keyed(count));
    expect(encodeVectors(decodeVectors(bytes))).toEqual(bytes);
  });

  it('are read from bytes that are not aligned', () => {
    const bytes = encodeVectors(keyed(5));
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(decodeVectors(shifted.subarray(1))).toEqual(keyed(5));
  });

  it('are refused cut short, longer, or as any other bytes', () => {
    const bytes = encodeVectors(keyed(5));
    for (let length = 0; length < bytes.length; length += 5) {
      expect(() => decodeVectors(bytes.subarray(0, length))).toThrow(YinjuError);
    }
    expect(() => decodeVectors(Buffer.concat([bytes, new Uint8Array(4)]))).toThrow(YinjuError);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (noise) => {
        expect(() => decodeVectors(noise)).toThrow(YinjuError);
      }),
    );
  });
});

describe('vectorKey', () => {
  it('is equal for equal texts only', () => {
    expect(vectorKey('标题')).toBe(vectorKey('标题'));
    expect(vectorKey('标题')).not.toBe(vectorKey('标题 '));
  });
});

describe('VectorMatrix', () => {
  it('refuses components that make no whole rows', () => {
    expect(() => new VectorMatrix(3, new Float32Array(4))).toThrow(YinjuError);
  });

  it('refuses vectors of another length', () => {
    expect(() => VectorMatrix.of(3, [vectorOf(1, 4)])).toThrow(
      expect.objectContaining({ code: 'vector-invalid' }),
    );
  });
});
