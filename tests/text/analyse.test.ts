import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { analyse, findTerms, locateTerms } from '../../src/text/analyse.js';
import { foldString } from '../../src/text/fold.js';
import { hanNumeral, mixedNumeral } from './numerals.js';

describe('analyse', () => {
  it('gives characters, bigrams and longer dictionary words of Han text', () => {
    const terms = analyse('海关总署');
    expect(terms).toEqual(expect.arrayContaining(['海', '海关', '关总', '总署', '海关总署']));
  });

  it('does not join characters over a punctuation mark', () => {
    expect(analyse('进口，出口')).not.toContain('口出');
  });

  it('gives Latin words, codes and numbers whole', () => {
    expect(analyse('AEO 与 B2B，9710 和 18.07 万亿')).toEqual(
      expect.arrayContaining(['aeo', 'b2b', '9710', '18.07']),
    );
  });

  it('lets a number with and without commas meet', () => {
    expect(analyse('3,429项，2021，2022')).toEqual(expect.arrayContaining(['3429', '2021', '2022']));
  });

  it('keeps digits apart from the characters after them', () => {
    expect(analyse('57个国家')).toEqual(expect.arrayContaining(['57', '个国', '国家']));
  });

  it('gives a percentage with and without its sign', () => {
    expect(analyse('增长２８.１％')).toEqual(expect.arrayContaining(['28.1%', '28.1']));
  });

  it('gives a year in Han digits in Arabic ones', () => {
    expect(analyse('二〇二一年')).toContain('2021');
    expect(analyse('二零二一年')).toContain('2021');
  });

  it.each([
    ['1月', '１月', '一月', '01月'],
    ['12月', '十二月', '１２月', '12 月'],
    ['10个', '十个', '10 个'],
    ['2个', '两个', '2 个', '２个'],
    ['30个', '三十个', '30 个'],
    ['20多人', '二十多人', '20 多人'],
    ['第3届', '第三届', '第 3 届'],
    ['第12届', '第十二届'],
    ['2021年', '２０２１年', '二〇二一年', '二零二一年', '二○二一年'],
    ['35000', '3.5万', '3万5千', '三万五千', '35,000', '3.5萬', '３．５万'],
    ['120000000元', '1.2亿元', '1.2億元', '12000万元', '一亿二千万元', '120 million'],
    ['30%', '３０％', '百分之三十', '约三成'],
    ['20万亿', '二十万亿', '20 萬億'],
  ])('lets %s meet every other form of it', (...forms) => {
    const [first = [], ...others] = forms.map((form) => analyse(form).filter((term) => term.length > 1));
    for (const terms of others) expect(first.filter((term) => terms.includes(term))).not.toEqual([]);
  });

  it('lets every form of a number meet every other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 9_999_999_999_999 }), (number) => {
        const grouped = number.toLocaleString('en-US');
        for (const form of [String(number), grouped, hanNumeral(number), mixedNumeral(number)]) {
          expect(analyse(form)).toContain(String(number));
          expect(analyse(`${form}吨`)).toContain(`${String(number)}吨`);
        }
      }),
    );
  });

  it('lets a date in digits meet one in words', () => {
    const spoken = analyse('2021年7月3日').filter((term) => term !== '月' && term !== '年' && term !== '日');
    for (const date of ['2021-07-03', '2021/7/3', '2021.07.03', '二〇二一年七月三日']) {
      expect(analyse(date)).toEqual(expect.arrayContaining(spoken.filter((term) => term.length > 1)));
    }
  });

  it('does not take Han digits in words for numbers', () => {
    for (const word of ['统一', '三明治', '一带一路', '万一', '四川', '十分']) {
      expect(analyse(word).filter((term) => /\d/u.test(term))).toEqual([]);
    }
  });

  it('lets the plural, the possessive and the singular of an English word meet', () => {
    expect(analyse("ports companies taxes port's")).toEqual(['port', 'company', 'tax', 'port']);
    expect(analyse('process analysis status news ios')).toEqual([
      'process',
      'analysis',
      'status',
      'news',
      'ios',
    ]);
  });

  it('lets a compound meet its joined form and its parts', () => {
    expect(analyse('E-commerce')).toEqual(['e-commerce', 'ecommerce', 'commerce']);
    expect(analyse('cross-border')).toEqual(['cross-border', 'crossborder', 'cross', 'border']);
    expect(analyse('U.S.A 1.2.3 3.5kg')).toEqual(['u.s.a', 'usa', '1.2.3', '3.5kg']);
  });

  it('gives Traditional text the terms of its Simplified form', () => {
    expect(analyse('國際貿易「單一窗口」')).toEqual(analyse('国际贸易“单一窗口”'));
  });

  it('leaves out runs that are no words', () => {
    expect(analyse('x'.repeat(65))).toEqual([]);
  });

  it('gives no term for text without letters or digits', () => {
    expect(analyse(' ，。！—— 🚢 ')).toEqual([]);
  });

  it('accepts any string, and gives the same terms each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(analyse(text)).toEqual(analyse(text));
      }),
    );
  });
});

describe('locateTerms', () => {
  it('says where the terms stand', () => {
    const text = '出口3.5万吨，第 3 季度';
    const where = new Map(
      locateTerms(text).map(({ term, start, end }) => [term, text.slice(start, end)] as const),
    );
    expect(where.get('出口')).toBe('出口');
    expect(where.get('35000')).toBe('3.5万');
    expect(where.get('35000吨')).toBe('3.5万吨');
    expect(where.get('第三')).toBe('第 3');
  });

  it('gives the terms of analyse except the dictionary words, each inside the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9一二三十百万亿年月个第 a-c.\-]*$/u)),
        (text) => {
          const folded = foldString(text);
          const located = locateTerms(folded);
          const terms = analyse(text);
          expect(located.every(({ start, end }) => start >= 0 && start < end && end <= folded.length)).toBe(
            true,
          );
          expect(terms.slice(0, located.length)).toEqual(located.map(({ term }) => term));
          expect(terms.slice(located.length).every((word) => /^\p{Script=Han}{3,}$/u.test(word))).toBe(true);
        },
      ),
    );
  });
});

describe('findTerms', () => {
  it('finds those of the wanted terms that analyse gives', () => {
    expect(
      [...findTerms('海关总署12个部门', new Set(['海关总署', '海关', '12个', '部', '港口']))].toSorted(),
    ).toEqual(['12个', '海关', '海关总署', '部'].toSorted());
  });

  it('finds what analyse gives, whatever is wanted and whatever is read', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '海关总署',
        '总署令',
        '互联互通',
        '集装箱船',
        '三万五千吨',
        '2021年',
        'E-commerce',
        '，',
        '港',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (read, asked) => {
        const wanted = new Set(analyse(asked));
        const expected = analyse(read).filter((term) => wanted.has(term));
        expect(findTerms(foldString(read), wanted)).toEqual(new Set(expected));
      }),
    );
  });
});
