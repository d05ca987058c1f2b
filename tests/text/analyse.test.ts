import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { analyse } from '../../src/text/analyse.js';

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
