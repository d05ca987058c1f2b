import { describe, expect, it } from 'vitest';

import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';
import { YinjuError } from '../../src/domain/errors.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { loadIndex } from '../../src/index/store.js';
import { analyse } from '../../src/text/analyse.js';
import { RecordingEmbedder } from './recording-embedder.js';
import { draft, Workspace } from './workspace.js';

function articleOf(path: string, text: string): Article {
  const result = readArticle(path, Buffer.from(text), DEFAULT_READ_OPTIONS);
  if ('skipped' in result) throw new Error(result.skipped.reason);
  return result.article;
}

const articles = [
  articleOf('b.md', draft({ title: '铁路通报', topics: ['货运列车'] })),
  articleOf('a.md', draft({ title: '集装箱通报', topics: ['空箱', '重箱'] })),
];

describe('createMemoryIndex', () => {
  it('is what a build from files gives', async () => {
    const workspace = new Workspace();
    try {
      for (const { path, title } of articles) {
        workspace.put(path, draft({ title, topics: title === '铁路通报' ? ['货运列车'] : ['空箱', '重箱'] }));
      }
      await workspace.build();
      const stored = await loadIndex(workspace.indexDir);
      const index = await createMemoryIndex(articles, new RecordingEmbedder());
      expect(index.manifest.counts).toEqual(stored.manifest.counts);
      expect(index.manifest.model).toEqual(stored.manifest.model);
      expect(index.corpus.articles()).toEqual(stored.corpus.articles());
      const terms = analyse('集装箱里的重箱');
      expect(index.lexical.search(terms, 9)).toEqual(stored.lexical.search(terms, 9));
      const query = await new RecordingEmbedder().embedQuery('重箱');
      expect(index.vectors.search(query, 9)).toEqual(stored.vectors.search(query, 9));
    } finally {
      workspace.remove();
    }
  });

  it('numbers passages through the articles by path', async () => {
    const { corpus } = await createMemoryIndex(articles, new RecordingEmbedder());
    expect(corpus.articles().map(({ path }) => path)).toEqual(['a.md', 'b.md']);
    expect(corpus.articles().map(({ id }) => corpus.passagesOf(id))).toEqual([[0, 1], [2]]);
    expect(corpus.passagesOf('unknown')).toEqual([]);
    expect(corpus.article('unknown')).toBeUndefined();
    for (let id = 0; id < corpus.passageCount; id++) {
      const { articleId, start, end } = corpus.passage(id);
      expect(corpus.article(articleId)?.text.slice(start, end)).not.toBe('');
    }
  });

  it('knows no passage outside its own', async () => {
    const { corpus } = await createMemoryIndex(articles, new RecordingEmbedder());
    for (const id of [-1, 3, 0.5, NaN]) expect(() => corpus.passage(id)).toThrow(YinjuError);
  });

  it('can be empty', async () => {
    const { corpus, lexical, vectors } = await createMemoryIndex([], new RecordingEmbedder());
    expect([corpus.articleCount, corpus.passageCount, lexical.size, vectors.size]).toEqual([0, 0, 0, 0]);
  });

  it('ends when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(createMemoryIndex(articles, new RecordingEmbedder(), { signal })).rejects.toThrow('enough');
  });
});
