import { describe, expect, it } from 'vitest';

import { findCandidates } from '../../src/answering/candidates.js';
import { prepareQuestion } from '../../src/answering/features.js';
import { findOtherFigure } from '../../src/answering/other-figures.js';
import { scoreCandidates } from '../../src/answering/ranker.js';
import { RANKER_WEIGHTS } from '../../src/answering/ranker-weights.js';
import { weighTerms } from '../../src/answering/terms.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

/** The other figure's sentence, given what articles of some dates say; the first is the one that was chosen. */
async function other(text: string, said: readonly (readonly [string, string])[]): Promise<string | null> {
  const today = '2025-01-10';
  const articles = said.map(([date, paragraph], i) =>
    sketchArticle({
      path: `${i}.md`,
      title: '云溪茶讯',
      date: { value: date, precision: 'day', source: 'page' },
      parts: [{ heading: null, paragraph }],
    }),
  );
  const { corpus, lexical } = await createMemoryIndex(articles, new HashingEmbedder());
  const question = understandQuestion(text, today);
  const terms = weighTerms(question.terms, lexical);
  const passages = said.map((_, id) => ({
    id,
    score: 1,
    lexicalScore: 1,
    cosine: null,
    closeness: 0,
    vectorShare: 0,
  }));
  const found = findCandidates(prepareQuestion(question, terms), { ranked: passages, corpus, today });
  const candidates = scoreCandidates(found, RANKER_WEIGHTS);
  const [chosen] = candidates;
  if (chosen === undefined) throw new Error('something was said');
  const figure = findOtherFigure({ reading: { question, terms, passages, candidates }, chosen, today });
  return figure === null ? null : figure.article.text.slice(figure.sentence.start, figure.sentence.end);
}

const QUESTION = '云溪茶园有多少亩？';
const CHOSEN = ['2024-05-01', '云溪茶园有52000亩。'] as const;

describe('findOtherFigure', () => {
  it('finds the newest of other figures for the same thing', async () => {
    const said = [
      CHOSEN,
      ['2020-05-01', '云溪茶园有41000亩。'],
      ['2022-05-01', '云溪茶园有4.6万亩。'],
    ] as const;
    expect(await other(QUESTION, said)).toBe('云溪茶园有4.6万亩。');
  });

  it.each([
    ['the same figure in other digits', '云溪茶园有5.2万亩。'],
    ['the same figure rounded', '云溪茶园有5万亩。'],
    ['another unit', '云溪茶园有41000棵。'],
    ['another magnitude', '云溪茶园有300亩。'],
    ['something else', '石桥镇的果园有41000亩。'],
    ['no figure', '云溪茶园有很多亩。'],
  ])('does not take %s for one', async (_, sentence) => {
    expect(await other(QUESTION, [CHOSEN, ['2022-05-01', sentence]])).toBeNull();
  });

  it('has none of the same date, or of the future', async () => {
    const sentence = '云溪茶园有41000亩。';
    expect(await other(QUESTION, [CHOSEN, ['2024-05-01', sentence]])).toBeNull();
    expect(await other(QUESTION, [CHOSEN, ['2030-05-01', sentence]])).toBeNull();
  });

  it('does not hold the figure of another year against that of the year that is asked for', async () => {
    const asked = '2023年云溪茶园产茶多少吨？';
    const said = ['2024-01-20', '2023年云溪茶园产茶700吨。'] as const;
    expect(await other(asked, [said, ['2023-01-18', '2022年云溪茶园产茶650吨。']])).toBeNull();
    expect(await other(asked, [said, ['2024-03-02', '2023年云溪茶园产茶720吨。']])).toContain('720吨');
  });

  it('takes what is told of the same time within a month for something else', async () => {
    const asked = '2023年云溪茶园产茶多少吨？';
    const said = ['2024-01-20', '2023年云溪茶园产茶700吨。'] as const;
    expect(await other(asked, [said, ['2024-02-02', '2023年云溪茶园产茶720吨。']])).toBeNull();
  });
});
