import { describe, expect, it } from 'vitest';
import { dayIn, isDay } from '../../src/app/today.js';

describe('dayIn', () => {
  it('gives the calendar day of the time zone', () => {
    const moment = new Date('2024-12-31T20:00:00Z');
    expect(dayIn('Asia/Shanghai', moment)).toBe('2025-01-01');
    expect(dayIn('UTC', moment)).toBe('2024-12-31');
    expect(dayIn('America/New_York', moment)).toBe('2024-12-31');
  });
});

describe('isDay', () => {
  it.each(['2025-09-01', '2024-02-29'])('takes %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each(['2025-02-29', '2025-13-01', '2025-9-1', '2025-09-01T00:00', '', '昨天'])(
    'refuses "%s"',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
