import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { arabicYears, findNumbers } from '../../src/text/numbers.js';
import { hanNumeral, mixedNumeral } from './numerals.js';

/** What is found, as `written=value`. */
function read(text: string): string[] {
  return findNumbers(text).map(({ start, end, value, sign }) => `${text.slice(start, end)}=${value}${sign}`);
}

describe('arabicYears', () => {
  it('writes years in Arabic digits, with any zero', () => {
    expect(arabicYears('二〇二一年和二零一九年、二○二○年')).toBe('2021年和2019年、2020年');
  });

  it('leaves other numbers alone', () => {
    expect(arabicYears('一二三四，三年，二十一世纪')).toBe('一二三四，三年，二十一世纪');
  });
});

describe('findNumbers', () => {
  it.each([
    ['35000', ['35000=35000']],
    ['35,000吨', ['35,000=35000']],
    ['3.5万', ['3.5万=35000']],
    ['3.5 万', ['3.5 万=35000']],
    ['3万5千', ['3万5千=35000']],
    ['3万5000', ['3万5000=35000']],
    ['三万五千', ['三万五千=35000']],
    ['三万五', ['三万五=35000']],
    ['三点五万', ['三点五万=35000']],
    ['1.2亿', ['1.2亿=120000000']],
    ['12000万', ['12000万=120000000']],
    ['一亿二千万', ['一亿二千万=120000000']],
    ['20万亿', ['20万亿=20000000000000']],
    ['20 多万亿', ['20 多万亿=20000000000000']],
    ['二十余万', ['二十余万=200000']],
    ['八千亿', ['八千亿=800000000000']],
    ['百万', ['百万=1000000']],
    ['两千零六', ['两千零六=2006']],
    ['三万零五百', ['三万零五百=30500']],
    ['二〇二一', ['二〇二一=2021']],
    ['九八年', ['九八=98']],
    ['三十六点五', ['三十六点五=36.5']],
    ['零点七五', ['零点七五=0.75']],
    ['1.5 million tons', ['1.5 million=1500000']],
    ['2billion', ['2billion=2000000000']],
    ['30%', ['30%=30%']],
    ['百分之三十', ['百分之三十=30%']],
    ['百分之三点五', ['百分之三点五=3.5%']],
    ['百分之百', ['百分之百=100%']],
    ['千分之二', ['千分之二=2‰']],
    ['约三成', ['三成=30%']],
    ['六成五以上', ['六成五=65%']],
    ['第十章有十个例子', ['十=10', '十=10']],
    ['三十多个，20多个', ['三十=30', '20=20']],
    ['12万一年', ['12万=120000']],
    ['三点二十分', ['二十=20']],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    '一些人统一了看法',
    '十分钦佩',
    '万一下雨',
    '三明治',
    '一带一路',
    '万达与千岛湖',
    '三四十',
    '万千气象',
    '一成不变',
    '分成三成员组',
    '他刚一成立公司',
    'b2b、v2',
  ])('finds no number in %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('reads every whole number in every form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 9_999_999_999_999 }), (number) => {
        const value = String(number);
        for (const form of [
          value,
          number.toLocaleString('en-US'),
          hanNumeral(number),
          mixedNumeral(number),
        ]) {
          expect(read(form)).toEqual([`${form}=${value}`]);
        }
      }),
    );
  });

  it('reads 万 and 亿 with decimals as it reads the digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 9999 }), (whole, part) => {
        const decimals = String(part).padStart(4, '0');
        expect(findNumbers(`${whole}.${decimals}万`)).toEqual([
          expect.objectContaining({ value: String(whole * 10_000 + part) }),
        ]);
      }),
    );
  });

  it('accepts any string; its spans are in order and do not overlap', () => {
    const pieces = fc.constantFrom(...'0123〇零一二两十百千万亿多 点,.%成分之百米年个kv'.split(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: pieces }), fc.string({ unit: 'binary' })), (text) => {
        let before = 0;
        for (const { start, end, value } of findNumbers(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(value).toMatch(/^\d+(?:\.\d+)?$/u);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
