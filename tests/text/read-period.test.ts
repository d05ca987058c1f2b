import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { months, singleDay } from '../../src/text/period.js';
import { readPeriod } from '../../src/text/read-period.js';

/** A Wednesday. */
const TODAY = '2025-06-18';

function read(text: string, today = TODAY): string | null {
  const period = readPeriod(text, today);
  return period === null ? null : `${period.from} ${period.to}`;
}

const whole = (year: number): string => `${year}-01-01 ${year}-12-31`;
const day = (date: string): string => `${date} ${date}`;

describe('readPeriod', () => {
  it.each([
    ['2024', whole(2024)],
    ['1998', whole(1998)],
    [' ２０２４ ', whole(2024)],
    ['2024年', whole(2024)],
    ['二〇二四年', whole(2024)],
    ['2024-05', '2024-05-01 2024-05-31'],
    ['2024/5', '2024-05-01 2024-05-31'],
    ['2024年5月', '2024-05-01 2024-05-31'],
    ['2024年5月份', '2024-05-01 2024-05-31'],
    ['二〇二四年五月', '2024-05-01 2024-05-31'],
    ['May 2024', '2024-05-01 2024-05-31'],
    ['2024-05-03', day('2024-05-03')],
    ['2024/5/3', day('2024-05-03')],
    ['2024.5.3', day('2024-05-03')],
    ['20240503', day('2024-05-03')],
    ['2024年5月3日', day('2024-05-03')],
    ['2024年5月3號', day('2024-05-03')],
    ['二〇二四年五月三日', day('2024-05-03')],
    ['民國113年5月3日', day('2024-05-03')],
    ['may 3, 2024', day('2024-05-03')],
    ['3 May 2024', day('2024-05-03')],
    ['5月3日', day('2025-05-03')],
    ['五月三日', day('2025-05-03')],
    ['May 3', day('2025-05-03')],
    ['12月1日', day('2024-12-01')],
    ['十二月一日', day('2024-12-01')],
    ['5月', '2025-05-01 2025-05-31'],
    ['may', '2025-05-01 2025-05-31'],
    ['December', '2024-12-01 2024-12-31'],
    ['去年', whole(2024)],
    ['今年', whole(2025)],
    ['前年', whole(2023)],
    ['last year', whole(2024)],
    ['This Year', whole(2025)],
    ['上个月', '2025-05-01 2025-05-31'],
    ['上個月', '2025-05-01 2025-05-31'],
    ['本月', '2025-06-01 2025-06-30'],
    ['last month', '2025-05-01 2025-05-31'],
    ['上季度', '2025-01-01 2025-03-31'],
    ['去年上半年', '2024-01-01 2024-06-30'],
    ['2024年第三季度', '2024-07-01 2024-09-30'],
    ['2019年至2021年', '2019-01-01 2021-12-31'],
    ['2022年以来', '2022-01-01 2025-06-18'],
    ['今天', day('2025-06-18')],
    ['Today', day('2025-06-18')],
    ['昨天', day('2025-06-17')],
    ['前天', day('2025-06-16')],
    ['本周', '2025-06-16 2025-06-22'],
    ['上週', '2025-06-09 2025-06-15'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    '  ',
    '昔日',
    'someday',
    '13',
    '20245',
    '2024-13',
    '2024-02-30',
    '2023年2月29日',
    '2024-5/3',
    '0999',
    '3000',
    '2024 2025',
    '2024年，2025年',
    'x2024',
    '2024年的渡轮',
    '5'.repeat(200),
  ])('does not read %s', (text) => {
    expect(read(text)).toBeNull();
  });

  it('crosses months and years by days and weeks', () => {
    expect(read('昨天', '2024-03-01')).toBe(day('2024-02-29'));
    expect(read('本周', '2025-01-01')).toBe('2024-12-30 2025-01-05');
    expect(read('本周', '2025-01-05')).toBe('2024-12-30 2025-01-05');
  });

  const anyDay = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('reads every day and every month in every way of writing them', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (date, today) => {
        const [year = 0, month = 0, dayOfMonth = 0] = date.split('-').map(Number);
        const asDay = [date, `${year}/${month}/${dayOfMonth}`, `${year}年${month}月${dayOfMonth}日`];
        for (const text of asDay) expect(readPeriod(text, today)).toEqual(singleDay(year, month, dayOfMonth));
        for (const text of [date.slice(0, 7), `${year}.${month}`, `${year}年${month}月`]) {
          expect(readPeriod(text, today)).toEqual(months(year, month, month));
        }
        for (const text of [String(year), `${year}年`]) {
          expect(readPeriod(text, today)).toEqual(months(year, 1, 12));
        }
      }),
    );
  });

  it('gives nothing but periods of the calendar, whatever is written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '2024',
        '年',
        '月',
        '日',
        '-',
        '/',
        '5',
        '31',
        '去年',
        'last',
        ' ',
        'may',
        '至',
        '上',
        '周',
      ),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, anyDay, (written, today) => {
        const period = readPeriod(written, today);
        if (period === null) return;
        for (const end of [period.from, period.to]) {
          expect(new Date(`${end}T00:00:00Z`).toISOString().slice(0, 10)).toBe(end);
        }
        expect(period.from <= period.to).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
