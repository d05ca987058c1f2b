import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findConcepts, isEnglish, type Accepts, type Concept } from '../../src/retrieval/english.js';
import { sampleGlossary } from '../support/sample-glossary.js';

const everything: Accepts = () => true;
const find = (text: string, accepts = everything): Concept[] => findConcepts(text, sampleGlossary, accepts);
const names = (concepts: readonly Concept[]): string[] => concepts.map(({ english }) => english);

describe('telling English questions', () => {
  it.each([
    ['How many units are linked?', true],
    ['AEO互认', false],
    ['2021?', false],
    ['窗口', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isEnglish(text)).toBe(expected);
  });
});

describe('the concepts of an English question', () => {
  it('are its content words in their order, without those that ask', () => {
    expect(names(find('How many units is the electronic window linked to now?'))).toEqual([
      'units',
      'electronic',
      'window',
      'linked',
    ]);
  });

  it('keep years and codes as they are', () => {
    const [code, year] = find('AEO in 2021');
    expect(code).toMatchObject({ english: 'aeo', translations: [] });
    expect(year).toMatchObject({ english: '2021', forms: ['2021'], translations: [] });
  });

  it('take a phrase for one that the glossary and the corpus know', () => {
    const concepts = find('What was the exchange rate?');
    expect(concepts).toHaveLength(1);
    expect(concepts[0]).toMatchObject({ english: 'exchange rate', translations: ['汇率'], role: 'thing' });
  });

  it('have the words of a phrase that the corpus lacks beside it', () => {
    const concepts = find('What was the exchange rate?', (han) => han !== '汇率');
    expect(names(concepts)).toEqual(['exchange rate', 'exchange', 'rate']);
    expect(concepts[0]?.role).toBe('phrase');
    expect(concepts[1]?.translations).toEqual(['交换']);
  });

  it('do not take words on two sides of a comma for a phrase', () => {
    expect(names(find('exchange, rate'))).toEqual(['exchange', 'rate']);
  });

  it('tell verbs from things', () => {
    expect(find('is it linked to the window').map(({ role }) => role)).toEqual(['verb', 'thing']);
  });

  it('find the word through its family, and phrases that it is part of, when it has none itself', () => {
    expect(find('facilitation')[0]?.translations).toEqual(['便利']);
    expect(find('summits')[0]).toMatchObject({ translations: [], related: ['峰会'] });
  });

  it('read a name in pinyin as characters that the corpus has in a row', () => {
    const accepts = (han: string): boolean => '王为民来了'.includes(han);
    const [name, ...rest] = find('What did Wang Weimin say?', accepts);
    expect(name).toMatchObject({ english: 'wang weimin', translations: ['王为民'] });
    expect(rest).toEqual([]);
  });

  it('part names that a hyphen joins', () => {
    expect(names(find('the Zhuhai-Macao bridge'))).toEqual(['zhuhai', 'macao', 'bridge']);
  });

  it('stand in their order within any text, and are found of any', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.lorem()), (text) => {
        let from = 0;
        for (const concept of find(text)) {
          expect(concept.from).toBeGreaterThanOrEqual(from);
          expect(concept.to).toBeGreaterThan(concept.from);
          from = concept.from;
        }
      }),
    );
  });
});
