import { describe, expect, it } from 'vitest';

import type { RankedPassage } from '../../src/domain/ports.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { createSentenceComparer } from '../../src/retrieval/compare-sentences.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

const article = (path: string, paragraph: string) =>
  sketchArticle({ path, title: path, parts: [{ heading: null, paragraph }] });

/** The second says in one sentence of many what the first touches on in all. */
const articles = [
  article('a.md', '渡轮很多。渡轮很慢。渡轮也旧。'),
  article('b.md', '镇上卖茶。渡轮票价十二元。山里下雨。'),
];
const question = understandQuestion('渡轮票价十二元');

function ranked(id: number, score: number, vectorShare = 0.5): RankedPassage {
  return { id, score, lexicalScore: 1, cosine: 0.5, closeness: 0.5, vectorShare };
}

async function setUp() {
  const embedder = new HashingEmbedder();
  const { corpus } = await createMemoryIndex(articles, embedder);
  embedder.embedded = 0;
  const pathOf = ({ id }: { id: number }): string => corpus.articleOf(id).path;
  return { embedder, corpus, pathOf };
}

describe('the sentence comparer', () => {
  it('puts the passage first that has the nearest sentence', async () => {
    const { corpus, embedder, pathOf } = await setUp();
    const compare = createSentenceComparer({ corpus, embedder });
    const compared = await compare(question, [ranked(0, 0.6), ranked(1, 0.5)]);
    expect(compared.map(pathOf)).toEqual(['b.md', 'a.md']);
    expect(compared[0]?.sentenceCosines).toEqual([
      expect.any(Number),
      expect.closeTo(0.93, 2),
      expect.any(Number),
    ]);
    const scores = compared.map(({ score }) => score);
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });

  it('lets vectors change a score by no more than their share', async () => {
    const { corpus, embedder } = await setUp();
    const compare = createSentenceComparer({ corpus, embedder });
    const before = [0.9, 0.3];
    const compared = await compare(question, [ranked(0, 0.9, 0.1), ranked(1, 0.3, 0.1)]);
    expect(compared[0]?.id).toBe(0);
    for (const { id, score } of compared) {
      expect(Math.abs(score - (before[id] ?? NaN))).toBeLessThanOrEqual(0.1);
    }
  });

  it('embeds a passage that is compared again only once', async () => {
    const { corpus, embedder } = await setUp();
    const compare = createSentenceComparer({ corpus, embedder });
    const once = await compare(question, [ranked(0, 1), ranked(1, 1)]);
    expect(embedder.embedded).toBe(6);
    expect(await compare(question, [ranked(0, 1), ranked(1, 1)])).toEqual(once);
    expect(embedder.embedded).toBe(6);
  });

  it('leaves passages as they are where vectors count nothing', async () => {
    const { corpus, embedder } = await setUp();
    const passages = [ranked(1, 0.2, 0), ranked(0, 0.1, 0)];
    const compare = createSentenceComparer({ corpus, embedder });
    expect(await compare(question, passages)).toBe(passages);
    expect(embedder.embedded).toBe(0);
  });

  it('leaves passages as they are when the model fails and that is accepted', async () => {
    const { corpus, embedder } = await setUp();
    await embedder.close();
    const problems: unknown[] = [];
    const passages = [ranked(0, 1)];
    const onNoVector = (error: unknown): void => void problems.push(error);
    const parts = { corpus, embedder };
    expect(await createSentenceComparer({ ...parts, onNoVector })(question, passages)).toBe(passages);
    expect(problems).toHaveLength(1);
    await expect(createSentenceComparer(parts)(question, passages)).rejects.toThrow('closed');
  });
});
