import { describe, expect, it } from 'vitest';

import { loadGlossary } from '../../src/text/glossary.js';
import { sampleGlossary as glossary } from '../support/sample-glossary.js';

describe('a glossary', () => {
  it('gives the words that mean it first before those that mean it among other things', () => {
    expect(glossary.translations('organization')).toEqual(['单位', '组织']);
    expect(glossary.translations('mutual')).toEqual(['互相', '相互', '互']);
  });

  it('knows verbs without the “to” before them, and tells them from nouns', () => {
    expect(glossary.translations('link')).toEqual(['相连', '连接']);
    expect(glossary.isVerb('link')).toBe(true);
    expect(glossary.isVerb('window')).toBe(false);
  });

  it('reads no remark, variant, surname, measure word or dialect as a meaning', () => {
    for (const phrase of ['cl', 'surname wang', 'japanese variant of', 'plenty', '个']) {
      expect(glossary.translations(phrase)).toEqual([]);
    }
  });

  it('leaves out what a gloss has in brackets', () => {
    expect(glossary.translations('ton')).toEqual(['吨']);
    expect(glossary.translations('unit')).toEqual(['单位']);
  });

  it('knows a place by its pinyin, and not the place that it lies in', () => {
    expect(glossary.translations('pudong')).toContain('浦东');
    expect(glossary.translations('district of shanghai')).toEqual([]);
  });

  it('takes no character of many meanings for a word', () => {
    expect(glossary.translations('pick')).toEqual([]);
  });

  it('finds phrases by one of their words apart from translations', () => {
    expect(glossary.translations('summit')).toEqual([]);
    expect(glossary.related('summit')).toEqual(['峰会']);
  });

  it('reads pinyin', () => {
    expect(glossary.characters('wei')).toBe('伟为');
    expect(glossary.surnames('wang')).toBe('王');
    expect(glossary.characters('qqq')).toBe('');
  });

  it('knows nothing of a word that no one has heard of, nor of names that objects have', () => {
    expect(glossary.translations('constructor')).toEqual([]);
    expect(glossary.translations('__proto__')).toEqual([]);
  });
});

describe('the glossary of the dictionary', () => {
  it('is read once and knows everyday words, across the borders of its slices', async () => {
    const [first, second] = await Promise.all([loadGlossary(), loadGlossary()]);
    expect(second).toBe(first);
    expect(first.translations('customs')).toContain('海关');
    expect(first.translations('fruit')).toContain('水果');
    expect(first.translations('foreign trade')).toContain('外贸');
    expect(first.translations('zebra')).toContain('斑马');
    expect(first.surnames('sun')).toContain('孙');
  });
});
