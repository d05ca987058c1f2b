import { describe, expect, it } from 'vitest';
import { resolveLocale } from '../../src/i18n/locale.js';

describe('resolveLocale', () => {
  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-Hans-HK', 'zh-CN'],
    ['zh-TW', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-MO', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['zh_TW', 'zh-TW'],
    ['ZH-tw', 'zh-TW'],
    ['en', 'en'],
    ['en-US', 'en'],
    ['en-GB', 'en'],
  ] as const)('takes %s for %s', (tag, locale) => {
    expect(resolveLocale(tag)).toBe(locale);
  });

  it('takes the first candidate that it knows', () => {
    expect(resolveLocale('fr', null, undefined, '', 'zh-HK', 'en')).toBe('zh-TW');
  });

  it('takes Simplified Chinese where it knows none', () => {
    expect(resolveLocale()).toBe('zh-CN');
    expect(resolveLocale('fr', 'english', 'zhuang')).toBe('zh-CN');
  });
});
