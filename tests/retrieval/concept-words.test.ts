import { describe, expect, it } from 'vitest';

import { searchTerms, wordConcepts, type WordCounts } from '../../src/retrieval/concept-words.js';
import { findConcepts } from '../../src/retrieval/english.js';
import { sampleGlossary } from '../support/sample-glossary.js';

/** Counts of a corpus of passages. */
function countIn(...passages: string[]): WordCounts {
  return {
    size: passages.length,
    frequency: (word) => passages.filter((passage) => passage.includes(word)).length,
  };
}

function wordsOf(question: string, counts: WordCounts): string[][] {
  const concepts = findConcepts(question, sampleGlossary, (han) => counts.frequency(han) > 0);
  return wordConcepts(concepts, counts).map(({ words }) => words.map(({ word }) => word));
}

describe('the words of concepts', () => {
  it('are those that the corpus has, in Chinese and in English', () => {
    expect(wordsOf('organization', countIn('三个单位', 'an organization'))).toEqual([
      ['organization', '单位'],
    ]);
    expect(wordsOf('organization', countIn('别的'))).toEqual([[]]);
  });

  it('include what Chinese clips two words to', () => {
    expect(wordsOf('mutual recognition', countIn('实现互认'))).toEqual([['互', '互认'], ['互认']]);
    expect(wordsOf('overseas warehouse', countIn('海外仓', '海外'))).toEqual([
      ['海外', '海外仓'],
      ['海外仓'],
    ]);
  });

  it('make nothing of words that do not stand side by side', () => {
    expect(wordsOf('mutual, then a recognition', countIn('实现互认'))[1]).toEqual([]);
  });

  it('weigh by all passages that have any of them, and verbs less', () => {
    const counts = countIn('相连', '连接', '窗口', '窗口', '别的', '别的');
    const [window, link] = wordConcepts(
      findConcepts('window linked', sampleGlossary, (han) => counts.frequency(han) > 0),
      counts,
    );
    expect(window?.weight).toBeCloseTo(Math.log(1 + 4.5 / 2.5));
    expect(link?.weight).toBeCloseTo(Math.log(1 + 4.5 / 2.5) / 2);
  });

  it('are looked for by terms that every passage with them has', () => {
    expect(searchTerms('海外仓')).toEqual(['海外', '外仓']);
    expect(searchTerms('吨')).toEqual(['吨']);
    expect(searchTerms('single window')).toEqual(['single', 'window']);
  });
});
