import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  coverConcepts,
  foldFor,
  hasWord,
  makeRewrite,
  markedWords,
  type TranslatedConcept,
} from '../../src/retrieval/translation.js';

const concept = (weight: number, word: string, ...others: string[]): TranslatedConcept => ({
  word,
  words: [word, ...others].map((each) => ({ word: each, prior: 1 })),
  weight,
});

describe('having a word', () => {
  it.each([
    ['the port is open', 'port', true],
    ['a report', 'port', false],
    ['a report on the port', 'port', true],
    ['portal', 'port', false],
    ['与aeo企业', 'aeo', true],
    ['海外仓库', '海外', true],
  ])('%s, %s: %s', (text, word, expected) => {
    expect(hasWord(text, word)).toBe(expected);
  });
});

describe('the coverage of concepts', () => {
  const concepts = [concept(3, '窗口'), concept(1, '相连', '连接')];

  it('takes one word of a concept for as good as another', () => {
    expect(coverConcepts('窗口与银行连接', concepts)).toEqual({ share: 1, information: 4 });
  });

  it('is the share of the weight that is found', () => {
    expect(coverConcepts('连接', concepts).share).toBe(0.25);
    expect(coverConcepts('别的', concepts)).toEqual({ share: 0, information: 0 });
    expect(coverConcepts('别的', [])).toEqual({ share: 0, information: 0 });
  });

  it('halves a word that is unsure', () => {
    const unsure: TranslatedConcept = { word: '港', words: [{ word: '港', prior: 0.5 }], weight: 2 };
    expect(coverConcepts('港', [unsure])).toEqual({ share: 0.5, information: 1 });
  });

  it('counts a compound of two concepts as one piece of information', () => {
    const compound = [concept(2, '互认'), concept(2, '互认')];
    expect(coverConcepts('互认', compound)).toEqual({ share: 1, information: 2 });
  });
});

describe('rewriting a text in the words of the question', () => {
  const rewrite = makeRewrite([concept(1, '部门', 'departments', '机构'), concept(1, '上半年', '上半')]);

  it('puts the word of each concept for its other words, whole Latin words only', () => {
    expect(rewrite('30 departments, 机构, superdepartments')).toBe('30 部门, 部门, superdepartments');
  });

  it('leaves words alone that are part of the one that is put', () => {
    expect(rewrite('上半与上半年')).toBe('上半与上半年');
  });

  it('takes no sign in a word for a pattern', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (text, word) => {
        expect(typeof makeRewrite([concept(1, '部门', word)])(text)).toBe('string');
      }),
    );
  });
});

describe('reading a text for a question', () => {
  const concepts = [concept(1, '部门', '机构')];
  const translated = {
    terms: ['部门'],
    translation: { concepts, hits: [], passages: 1, rewrite: makeRewrite(concepts) },
  };

  it('folds it, and puts it in the words of a translated question', () => {
    expect(foldFor({ terms: [] }, '３０個機構')).toBe('30个机构');
    expect(foldFor(translated, '３０個機構')).toBe('30个部门');
  });

  it('marks all words for what is asked', () => {
    expect([...markedWords(translated)]).toEqual(['部门', '机构']);
    expect([...markedWords({ terms: ['部门'] })]).toEqual(['部门']);
  });
});
