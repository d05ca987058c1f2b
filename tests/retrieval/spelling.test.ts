import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Bm25Index } from '../../src/index/bm25.js';
import { indexTerms } from '../../src/retrieval/spelling.js';
import { analyse } from '../../src/text/analyse.js';

function indexOf(...texts: readonly string[]): Bm25Index {
  return Bm25Index.build(texts.map((text) => ({ title: [], headings: [], body: analyse(text) })));
}

const index = indexOf(
  'Maersk 的新航线由 Rotterdam 出发',
  'Kubernetes 与 blockchain 平台，single window 上线',
  'Maersk 在 Rotterdam 的码头；word 文件',
  'E-commerce 的增长；Marsk 一例',
);

/** The Latin terms that a question is searched by. */
function latinOf(question: string): string[] {
  return indexTerms(analyse(question), index).filter((term) => /^[a-z]/u.test(term));
}

describe('indexTerms', () => {
  it.each([
    { error: 'a letter left out', question: 'Roterdam在哪里', meant: ['rotterdam'] },
    { error: 'a letter too many', question: 'Rotterrdam在哪里', meant: ['rotterdam'] },
    { error: 'two letters swapped', question: 'Rottredam在哪里', meant: ['rotterdam'] },
    {
      error: 'the first two letters swapped',
      question: 'Orterdam和oRtterdam在哪里',
      meant: ['rotterdam', 'rotterdam'],
    },
    { error: 'a wrong letter', question: 'Kubernetis是什么', meant: ['kubernete'] },
    { error: 'two errors in a long word', question: 'Roterdamm在哪里', meant: ['rotterdam'] },
    { error: 'a word written apart', question: 'block chain是什么', meant: ['blockchain'] },
    { error: 'words written in one', question: 'singlewindow是什么', meant: ['single', 'window'] },
    { error: 'a compound without its hyphen', question: 'ecommerce增长', meant: ['ecommerce'] },
    { error: 'a compound with a space', question: 'ecom merce增长', meant: ['ecommerce'] },
  ])('forgives $error', ({ question, meant }) => {
    expect(latinOf(question)).toEqual(meant);
  });

  it('prefers of two words equally near the one in more passages', () => {
    expect(latinOf('Mersk的航线')).toEqual(['maersk']);
  });

  it('leaves known words, short ones, codes and numbers alone', () => {
    expect(latinOf('Marsk, dhl, gb2312, kubernetes1')).toEqual(['marsk', 'dhl', 'gb2312', 'kubernetes1']);
    expect(indexTerms(['2024', '海关'], index)).toEqual(['2024', '海关']);
  });

  it('leaves what resembles nothing', () => {
    expect(latinOf('Felixstowe在哪里')).toEqual(['felixstowe']);
  });

  it('leaves the words of an English question to Chinese articles', () => {
    expect(latinOf('world trade ports')).toEqual(['world', 'trade', 'port']);
  });

  it('keeps every term that the index contains, whatever the question', () => {
    const word = fc.constantFrom(
      'maersk',
      'rotterdam',
      'word',
      'mearsk',
      'block',
      'chain',
      '海关',
      '2024',
      'x',
      '',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 12 }), (terms) => {
        const corrected = indexTerms(terms, index);
        for (const term of terms)
          if (index.documentFrequency(term) > 0) expect(corrected.join(' ')).toContain(term);
      }),
    );
  });
});
