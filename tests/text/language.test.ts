import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { detectLanguage } from '../../src/text/language.js';

describe('detectLanguage', () => {
  it.each([
    ['港口通关时间缩短了一半。', 'zh-Hans'],
    ['港口通關時間縮短了一半。', 'zh-Hant'],
    ['Clearance times fell by half.', 'en'],
    ['AEO企业在WTO框架下受益，RCEP生效后出口增长', 'zh-Hans'],
    ['臺灣海關與鄰國交換電子證書', 'zh-Hant'],
    ['The word 海关 means customs in Chinese, as everyone here knows.', 'en'],
    ['今日は天気がいいですね。', 'und'],
    ['오늘 날씨가 좋네요', 'und'],
    ['Привет, мир', 'und'],
    ['12345 +-*/', 'und'],
    ['', 'und'],
  ])('tells the language of “%s”', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('takes Han characters that tell nothing for Simplified Chinese', () => {
    expect(detectLanguage('人口')).toBe('zh-Hans');
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['zh-Hans', 'zh-Hant', 'en', 'und']).toContain(detectLanguage(text));
      }),
    );
  });
});
