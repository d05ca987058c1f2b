import { describe, expect, it } from 'vitest';

import { createMemoryIndex } from '../../src/index/memory.js';
import { createRetriever, type HybridRetrieverParts } from '../../src/retrieval/hybrid.js';
import { SAMPLE_ARTICLES } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

async function makeParts(): Promise<HybridRetrieverParts & { embedder: HashingEmbedder }> {
  const embedder = new HashingEmbedder();
  return { ...(await createMemoryIndex(SAMPLE_ARTICLES, embedder)), embedder };
}

describe('the hybrid retriever', () => {
  it('ranks at most so many passages as it is asked for, best first', async () => {
    const ranked = await createRetriever(await makeParts()).retrieve('蓝湾港的夜航', 2);
    expect(ranked).toHaveLength(2);
    expect(ranked[0]?.score).toBeGreaterThanOrEqual(ranked[1]?.score ?? 1);
    expect(ranked[0]?.lexicalScore).toBeGreaterThan(0);
  });

  it('finds nothing for an empty question, or when asked for nothing', async () => {
    const retriever = createRetriever(await makeParts());
    expect(await retriever.retrieve('  ', 5)).toEqual([]);
    expect(await retriever.retrieve('夜航', 0)).toEqual([]);
  });

  it('goes on by words alone when the model fails and that is accepted', async () => {
    const parts = await makeParts();
    await parts.embedder.close();
    const problems: unknown[] = [];
    const retriever = createRetriever({ ...parts, onNoVector: (error) => problems.push(error) });
    const [first] = await retriever.retrieve('蓝湾港的夜航', 5);
    expect(first).toMatchObject({ cosine: null });
    expect(problems).toHaveLength(1);
  });

  it('fails with the model where that is not accepted', async () => {
    const parts = await makeParts();
    await parts.embedder.close();
    await expect(createRetriever(parts).retrieve('夜航', 5)).rejects.toThrow('closed');
  });
});
