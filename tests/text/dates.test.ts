import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findDates, instantToArticleDate, isFullDate, toArticleDate } from '../../src/text/dates.js';

/** What is stated of the first date of a text, as `year-month-day hour:minute:second zone`. */
function stated(text: string): string | null {
  const date = findDates(text)[0];
  if (date === undefined) return null;
  const day = [date.year, date.month, date.day].map((part) => part ?? '?').join('-');
  if (date.time === null) return day;
  const { hour, minute, second, offsetMinutes } = date.time;
  return `${day} ${hour}:${minute}:${second}${offsetMinutes === null ? '' : ` ${offsetMinutes}`}`;
}

describe('findDates', () => {
  it.each([
    ['2021-07-13 20:59:04', '2021-7-13 20:59:4'],
    ['2021/7/3', '2021-7-3'],
    ['2024.07.31 8:05', '2024-7-31 8:5:0'],
    ['2022-06-08T13:08:00+08:00', '2022-6-8 13:8:0 480'],
    ['2024-07-31T00:00:00.000Z', '2024-7-31 0:0:0 0'],
    ['Wed, 08 Jun 2022 05:08:00 GMT', '2022-6-8 5:8:0 0'],
    ['Wed, 08 Jun 2022 05:08:00 +0800', '2022-6-8 5:8:0 480'],
    ['《某节目》 (20220924)', '2022-9-24'],
    ['2024年07月31日 星期三', '2024-7-31'],
    ['2024年7月31日08:30', '2024-7-31 8:30:0'],
    ['2024年7月31日下午3时05分', '2024-7-31 15:5:0'],
    ['２０２４年７月３１日', '2024-7-31'],
    ['2024年7月底', '2024-7-?'],
    ['2024年1~7月', '2024-?-?'],
    ['二〇二一年七月十三日', '2021-7-13'],
    ['二零二五年十月二十一日', '2025-10-21'],
    ['民國110年7月13日', '2021-7-13'],
    ['8月25日，发布会举行', '?-8-25'],
    ['十一月三十日', '?-11-30'],
    ['July 13, 2021', '2021-7-13'],
    ['Tuesday, July 13th, 2021 8:05 PM', '2021-7-13 20:5:0'],
    ['13 July 2021', '2021-7-13'],
    ['WASHINGTON, July 13 (Agency)', '?-7-13'],
    ['in July 2021', '2021-7-?'],
  ])('reads %s', (text, expected) => {
    expect(stated(text)).toBe(expected);
  });

  it.each([
    '2021-13-45',
    '2023年2月29日',
    '2021-00-10',
    '版本 1.2.3',
    '13812345678',
    '3个月',
    'Invalid Date',
    '',
  ])('finds no date in “%s”', (text) => {
    expect(findDates(text)).toEqual([]);
  });

  it('says where each date stands and keeps their order', () => {
    const text = '从2021年7月13日到2025年8月25日，共四年。';
    expect(findDates(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      '2021年7月13日',
      '2025年8月25日',
    ]);
  });

  it('reads the weekday beside a date', () => {
    expect(findDates('2024年7月31日（星期三）')[0]?.weekday).toBe(3);
    expect(findDates('Sun, 1 Jan 2023')[0]?.weekday).toBe(0);
    expect(findDates('2024年7月31日')[0]?.weekday).toBeNull();
  });

  it('finds spans in range, in order and of the calendar in any text', () => {
    const piece = fc.constantFrom(
      ...[
        '2024',
        '年',
        '7',
        '月',
        '31',
        '日',
        '-',
        '/',
        '.',
        ':',
        ' ',
        '十',
        '二',
        'Jul ',
        '，',
        'T',
        'Z',
        '民国',
        '20240731',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const date of findDates(text)) {
          expect(date.start).toBeGreaterThanOrEqual(end);
          expect(date.end).toBeGreaterThan(date.start);
          end = date.end;
          const { year, month, day } = date;
          const calendar = new Date(Date.UTC(year ?? 2000, (month ?? 1) - 1, day ?? 1));
          expect(calendar.getUTCMonth() + 1).toBe(month ?? 1);
          expect(calendar.getUTCDate()).toBe(day ?? 1);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('reads back every day of the calendar in every form', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-').map(Number);
        const forms = [iso, iso.replaceAll('-', ''), `${year}年${month}月${day}日`, date.toUTCString()];
        for (const form of forms) expect(findDates(form)[0]).toMatchObject({ year, month, day });
      }),
    );
  });
});

describe('toArticleDate', () => {
  const convert = (text: string, timeZone = 'Asia/Shanghai'): string | undefined => {
    const date = findDates(text).find(isFullDate);
    return date === undefined ? undefined : toArticleDate(date, { timeZone, source: 'page' }).value;
  };

  it('takes a time without a zone for one of the configured zone', () => {
    expect(convert('2021-07-13 20:59:04')).toBe('2021-07-13T20:59:04+08:00');
    expect(convert('2021-07-13 20:59:04', 'America/New_York')).toBe('2021-07-13T20:59:04-04:00');
    expect(convert('2021-01-13 20:59:04', 'America/New_York')).toBe('2021-01-13T20:59:04-05:00');
  });

  it('converts a time with a zone', () => {
    expect(convert('Wed, 08 Jun 2022 05:08:00 GMT')).toBe('2022-06-08T13:08:00+08:00');
    expect(convert('2022-12-31T20:00:00Z')).toBe('2023-01-01T04:00:00+08:00');
  });

  it('keeps a day a day', () => {
    const [date] = findDates('2024年7月31日').filter(isFullDate);
    expect(date && toArticleDate(date, { timeZone: 'Asia/Shanghai', source: 'text' })).toEqual({
      value: '2024-07-31',
      precision: 'day',
      source: 'text',
    });
  });

  it('gives the same instant back, whatever the zone', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'Asia/Kolkata',
      'America/St_Johns',
      'Pacific/Auckland',
      'UTC',
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), zones, (seconds, timeZone) => {
        const { value } = instantToArticleDate(seconds * 1000, { timeZone, source: 'page' });
        expect(Date.parse(value)).toBe(seconds * 1000);
      }),
    );
  });
});
