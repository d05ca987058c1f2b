import { describe, expect, it } from 'vitest';

import { pool } from '../../src/embedding/vectors.js';

const tokens = { values: Float32Array.of(3, 0, 0, 4, 3, 4), tokens: 3, dimensions: 2 };

describe('pool', () => {
  it('gives the direction of the mean, with length 1', () => {
    const [x, y] = pool(tokens, 'mean');
    expect(x).toBeCloseTo(6 / 10);
    expect(y).toBeCloseTo(8 / 10);
  });

  it('gives the first token’s direction for cls', () => {
    expect(pool(tokens, 'cls')).toEqual(Float32Array.of(1, 0));
  });

  it.each(['mean', 'cls'] as const)('gives the first axis where the model sees nothing (%s)', (pooling) => {
    const nothing = { values: new Float32Array(0), tokens: 0, dimensions: 3 };
    const zeros = { values: new Float32Array(6), tokens: 2, dimensions: 3 };
    expect(pool(nothing, pooling)).toEqual(Float32Array.of(1, 0, 0));
    expect(pool(zeros, pooling)).toEqual(Float32Array.of(1, 0, 0));
  });

  it.each([NaN, Infinity])('refuses %s', (value) => {
    const broken = { values: Float32Array.of(1, value), tokens: 1, dimensions: 2 };
    expect(() => pool(broken, 'mean')).toThrow(expect.objectContaining({ code: 'model-broken' }));
  });
});
