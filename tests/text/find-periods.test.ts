import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findPeriods } from '../../src/text/find-periods.js';
import { foldString } from '../../src/text/fold.js';
import { arabicYears } from '../../src/text/numbers.js';

const TODAY = '2025-01-10';

function read(text: string, reference: string | undefined = TODAY, ahead = 0): string[] {
  return findPeriods(arabicYears(foldString(text)), { reference, ahead }).map(
    ({ from, to }) => `${from} ${to}`,
  );
}

const year = (y: number): string => `${y}-01-01 ${y}-12-31`;

describe('findPeriods', () => {
  it.each([
    ['2021年', year(2021)],
    ['二〇二一年', year(2021)],
    ['２０２１年', year(2021)],
    ['2021出口多少', year(2021)],
    ['去年', year(2024)],
    ['前年', year(2023)],
    ['今年', year(2025)],
    ['明年', year(2026)],
    ['2023年上半年', '2023-01-01 2023-06-30'],
    ['21年下半年', '2021-07-01 2021-12-31'],
    ['去年第四季度', '2024-10-01 2024-12-31'],
    ['2023年前三季度', '2023-01-01 2023-09-30'],
    ['2022年前10个月', '2022-01-01 2022-10-31'],
    ['2023年1—9月份', '2023-01-01 2023-09-30'],
    ['2023年9月末', '2023-09-01 2023-09-30'],
    ['2023年底', '2023-12-01 2023-12-31'],
    ['二〇二三年十一月', '2023-11-01 2023-11-30'],
    ['2023年9月12日', '2023-09-12 2023-09-12'],
    ['2023-09-12', '2023-09-12 2023-09-12'],
    ['2019年至2021年', '2019-01-01 2021-12-31'],
    ['2016-2020年', '2016-01-01 2020-12-31'],
    ['2019到2021年', '2019-01-01 2021-12-31'],
    ['“十三五”期间', '2016-01-01 2020-12-31'],
    ['“十四五”', '2021-01-01 2025-12-31'],
    ['2022年以来', '2022-01-01 2025-01-10'],
    ['上个月', '2024-12-01 2024-12-31'],
    ['本月', '2025-01-01 2025-01-31'],
    ['上季度', '2024-10-01 2024-12-31'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    ['2023年上半年進出口總值', '2023-01-01 2023-06-30'],
    ['去年第一季度', '2024-01-01 2024-03-31'],
    ['今年3月份', '2025-03-01 2025-03-31'],
    ['「十三五」時期', '2016-01-01 2020-12-31'],
    ['上個月', '2024-12-01 2024-12-31'],
    ['2022年以來', '2022-01-01 2025-01-10'],
  ])('reads Traditional %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    ['as of 2024', year(2024)],
    ['last year', year(2024)],
    ['since 2022', '2022-01-01 2025-01-10'],
    ['in the first half of 2024', '2024-01-01 2024-06-30'],
    ['H2 2023', '2023-07-01 2023-12-31'],
    ['Q3 2024', '2024-07-01 2024-09-30'],
    ['the third quarter of last year', '2024-07-01 2024-09-30'],
    ['the first nine months of 2024', '2024-01-01 2024-09-30'],
    ['in March 2024', '2024-03-01 2024-03-31'],
    ['July 13, 2021', '2021-07-13 2021-07-13'],
    ['from 2019 to 2021', '2019-01-01 2021-12-31'],
    ['last month', '2024-12-01 2024-12-31'],
    ['the 14th Five-Year Plan', '2021-01-01 2025-12-31'],
  ])('reads “%s”', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    '2000多人',
    '2010万吨',
    '57个国家',
    '9710和2019.5',
    '3,2021',
    '20年来',
    '二十一个月',
    '三个月',
    '',
  ])('finds no period in “%s”', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('takes a month or quarter without a year for the last that had begun', () => {
    expect(read('8月')).toEqual(['2024-08-01 2024-08-31']);
    expect(read('前三季度')).toEqual(['2024-01-01 2024-09-30']);
    expect(read('8月', '2025-08-25')).toEqual(['2025-08-01 2025-08-31']);
    expect(read('上半年', '2025-07-15')).toEqual(['2025-01-01 2025-06-30']);
  });

  it('takes it for one that is about to begin where it may look ahead', () => {
    expect(read('2月将举行', TODAY, 1)).toEqual(['2025-02-01 2025-02-28']);
    expect(read('1月起施行', '2024-12-20', 1)).toEqual(['2025-01-01 2025-01-31']);
    expect(read('12月', TODAY, 1)).toEqual(['2024-12-01 2024-12-31']);
  });

  it('knows nothing relative without a day to refer to', () => {
    expect(findPeriods('去年8月和上个月, 2021年和今年')).toMatchObject([{ from: '2021-01-01' }]);
  });

  it('tells what only is compared with', () => {
    const compared = (text: string): boolean[] =>
      findPeriods(text, { reference: TODAY }).map(({ comparison }) => comparison);
    expect(compared('比去年增长')).toEqual([true]);
    expect(compared('9月末较8月末上升')).toEqual([false, true]);
    expect(compared('与2019年同期相比')).toEqual([true]);
  });

  it('tells which years are named', () => {
    const years = (text: string): (readonly number[])[] =>
      findPeriods(text, { reference: TODAY }).map((period) => period.years);
    expect(years('2019年至2021年')).toEqual([[2019, 2021]]);
    expect(years('去年')).toEqual([[2024]]);
    expect(years('今年上半年, 8月')).toEqual([[], []]);
  });

  const piece = fc.constantFrom(
    ...[
      '2021',
      '19',
      '年',
      '去年',
      '前年',
      '上半年',
      '第',
      '一季度',
      '前',
      '三',
      '十',
      '五',
      '个',
      '月',
      '8',
      '31',
      '日',
    ],
    ...[
      '至',
      '—',
      '-',
      '.',
      ',',
      '以来',
      '底',
      'q3 ',
      'first half',
      ' of ',
      'march ',
      'last ',
      'since ',
      ' ',
      '比',
      '〇',
    ],
  );
  const anyText = fc
    .array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 5 })), {
      maxLength: 40,
    })
    .map((pieces) => arabicYears(foldString(pieces.join(''))));
  const anyDay = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('finds periods of the calendar, in order, in any text', () => {
    fc.assert(
      fc.property(anyText, fc.option(anyDay, { nil: undefined }), (text, reference) => {
        let end = 0;
        for (const period of findPeriods(text, { reference, ahead: 1 })) {
          expect(period.from <= period.to).toBe(true);
          for (const day of [period.from, period.to]) {
            expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
          }
          expect(period.start).toBeGreaterThanOrEqual(end);
          expect(period.end).toBeGreaterThan(period.start);
          end = period.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the same in the same text every time, whatever stands behind it', () => {
    fc.assert(
      fc.property(anyText, anyDay, (text, reference) => {
        const found = findPeriods(text, { reference });
        expect(findPeriods(text, { reference })).toEqual(found);
        expect(findPeriods(`${text}。完`, { reference })).toEqual(found);
      }),
    );
  });

  it('reads back every month in every form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        const han = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'][m - 1] ?? '';
        const forms = [`${y}年${m}月`, `${y}年${han}月份`, `${y}年${String(m).padStart(2, '0')}月末`];
        for (const form of forms) {
          expect(read(form)[0]?.slice(0, 7)).toBe(`${y}-${String(m).padStart(2, '0')}`);
        }
      }),
    );
  });
});
