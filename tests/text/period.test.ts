import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contains, daysFrom, monthAround, months, sharedDays, singleDay } from '../../src/text/period.js';

describe('periods', () => {
  it('end with the last day of their last month', () => {
    expect(months(2024, 1, 2)).toEqual({ from: '2024-01-01', to: '2024-02-29' });
    expect(months(2023, 2, 2).to).toBe('2023-02-28');
  });

  it('have no thirtieth of February', () => {
    expect(singleDay(2023, 2, 30)).toBeNull();
    expect(singleDay(2023, 13, 1)).toBeNull();
    expect(singleDay(2024, 2, 29)).toEqual({ from: '2024-02-29', to: '2024-02-29' });
  });

  it('go over the turn of the year', () => {
    expect(monthAround('2025-01-10', -1).from).toBe('2024-12-01');
    expect(monthAround('2024-12-31', 1).from).toBe('2025-01-01');
  });

  it('share as many days as both have', () => {
    const half = months(2023, 1, 6);
    const quarter = months(2023, 6, 8);
    expect(sharedDays(half, quarter)).toBe(30);
    expect(sharedDays(half, months(2023, 7, 7))).toBe(0);
    expect(contains(half, months(2023, 1, 1))).toBe(true);
    expect(contains(half, quarter)).toBe(false);
  });

  it('are counted from day to day, whatever the time of day', () => {
    expect(daysFrom('2024-02-28T23:59:00+08:00', '2024-03-01')).toBe(2);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 40_000 }), (a, b) => {
        const day = (n: number): string => new Date(n * 86_400_000).toISOString();
        expect(daysFrom(day(a), day(b))).toBe(b - a);
      }),
    );
  });
});
