import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createMemoryIndex } from '../../src/index/memory.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { defaultVectorWeight, wordCoverage } from '../../src/retrieval/vector-weight.js';
import { SAMPLE_ARTICLES } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

async function coverageOf(text: string): Promise<number> {
  const { lexical } = await createMemoryIndex(SAMPLE_ARTICLES, new HashingEmbedder());
  const { terms } = understandQuestion(text);
  return wordCoverage(lexical.search(terms, 10), terms, lexical);
}

describe('the coverage of a question by words', () => {
  it('is high for a question in the words of a passage, and low for one in other words', async () => {
    const repeated = await coverageOf('蓝湾港的夜航');
    expect(repeated).toBeGreaterThan(0.3);
    expect(await coverageOf('榴莲批发')).toBeLessThan(0.1);
    expect(await coverageOf('蓝湾港的榴莲批发')).toBeLessThan(repeated);
  });

  it('is whole where there are no words to be found', () => {
    expect(wordCoverage([], [], { idf: () => 1 })).toBe(1);
  });
});

describe('the weight of the vectors', () => {
  it('of the built-in model never falls as words find less, and less than the words where they find the question', () => {
    const weigh = defaultVectorWeight('builtin');
    expect(weigh(1)).toBeLessThan(0.5);
    expect(weigh(0)).toBeGreaterThan(0.5);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        expect(weigh(Math.min(a, b))).toBeGreaterThanOrEqual(weigh(Math.max(a, b)));
      }),
    );
  });

  it('of any other model is half, whatever words find', () => {
    const weigh = defaultVectorWeight('owner/name');
    expect([weigh(0), weigh(1)]).toEqual([0.5, 0.5]);
  });
});
