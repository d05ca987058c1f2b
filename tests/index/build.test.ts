import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DEFAULT_READ_OPTIONS } from '../../src/content/read.js';
import type { Hit } from '../../src/domain/passage.js';
import type { Progress } from '../../src/domain/ports.js';
import { loadIndex } from '../../src/index/store.js';
import { analyse } from '../../src/text/analyse.js';
import { type LogLine, recordingLogger } from '../support/recording-logger.js';
import { RecordingEmbedder } from './recording-embedder.js';
import { draft, Workspace } from './workspace.js';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

describe('buildIndex', () => {
  it('builds an index that can be searched by words and by vectors', async () => {
    workspace.putThree();
    const embedder = new RecordingEmbedder();
    const report = await workspace.build(embedder);
    expect(report).toMatchObject({
      articles: 3,
      passages: 6,
      embedded: 6,
      reused: 0,
      removed: 0,
      skipped: [],
      nearDuplicates: [],
      model: 'hashing',
      changed: true,
      fullBuildReason: 'no-index',
    });
    const { corpus, lexical, vectors, manifest } = await loadIndex(workspace.indexDir);
    expect(corpus.articles().map(({ path: p }) => p)).toEqual(['a.md', 'b.md', 'deep/c.md']);
    expect(manifest.counts).toMatchObject({ articles: 3, passages: 6 });
    const [hit] = lexical.search(analyse('货运列车'), 1);
    const passage = corpus.passage(hit?.id ?? -1);
    const article = corpus.article(passage.articleId);
    expect(article?.title).toBe('铁路通报');
    expect(article?.text.slice(passage.start, passage.end)).toContain('货运列车');
    expect(corpus.passagesOf(passage.articleId)).toEqual([hit?.id]);
    for (const [id, text] of embedder.passages.entries()) {
      expect(vectors.search(await embedder.embedQuery(text), 1)[0]?.id).toBe(id);
    }
  });

  it('finds an article by its date as a question says it', async () => {
    workspace.put('a.md', draft({ title: '一', date: '2021-03-04', topics: ['仓库', '堆场'] }));
    workspace.put('b.md', draft({ title: '二', date: '2023-11-12', topics: ['堆场', '仓库'] }));
    await workspace.build();
    const { lexical } = await loadIndex(workspace.indexDir);
    expect(lexical.search(analyse('2023年11月'), 1)[0]?.id).toBe(2);
  });

  it('does nothing where nothing has changed, and does not ask the embedder', async () => {
    workspace.putThree();
    workspace.put('empty.md', '');
    const first = await workspace.build();
    const before = statSync(path.join(workspace.indexDir, 'current.json')).mtimeMs;
    const embedder = new RecordingEmbedder();
    const report = await workspace.build(embedder);
    expect(report).toMatchObject({ articles: 3, passages: 6, embedded: 0, reused: 6, changed: false });
    expect(report.skipped).toEqual(first.skipped);
    expect(report.skipped.map(({ path: p }) => p)).toEqual(['empty.md']);
    expect(report.fullBuildReason).toBeNull();
    expect(embedder.passages).toEqual([]);
    expect(statSync(path.join(workspace.indexDir, 'current.json')).mtimeMs).toBe(before);
  });

  it('embeds only the passages that have changed', async () => {
    workspace.putThree();
    await workspace.build();
    workspace.put('deep/c.md', draft({ title: '航线通报', topics: ['远洋', '渡轮', '内河'] }));
    const embedder = new RecordingEmbedder();
    const report = await workspace.build(embedder);
    expect(report).toMatchObject({ passages: 6, embedded: 1, reused: 5, removed: 0, changed: true });
    expect(report.fullBuildReason).toBeNull();
    expect(embedder.passages).toHaveLength(1);
    expect(embedder.passages[0]).toContain('渡轮');
  });

  it('embeds every passage of an article whose title has changed', async () => {
    workspace.putThree();
    await workspace.build();
    workspace.put('deep/c.md', draft({ title: '航线月报', topics: ['远洋', '近海', '内河'] }));
    expect(await workspace.build()).toMatchObject({ embedded: 3, reused: 3 });
  });

  it('embeds nothing for a file that was only moved', async () => {
    workspace.putThree();
    await workspace.build();
    workspace.drop('a.md');
    workspace.put('moved/a.md', draft({ title: '集装箱通报', topics: ['空箱', '重箱'] }));
    expect(await workspace.build()).toMatchObject({ embedded: 0, reused: 6, removed: 1, changed: true });
  });

  it('forgets articles whose files are gone or give none any more', async () => {
    workspace.putThree();
    await workspace.build();
    workspace.drop('a.md');
    workspace.put('b.md', '');
    const report = await workspace.build();
    expect(report).toMatchObject({ articles: 1, passages: 3, embedded: 0, reused: 3, removed: 2 });
    const { corpus, skipped } = await loadIndex(workspace.indexDir);
    expect(corpus.articleCount).toBe(1);
    expect(skipped.map(({ path: p, code }) => [p, code])).toEqual([['b.md', 'empty']]);
  });

  it('builds an empty index from an empty folder', async () => {
    expect(await workspace.build()).toMatchObject({ articles: 0, passages: 0, changed: true });
    const { corpus, lexical, vectors } = await loadIndex(workspace.indexDir);
    expect(corpus.articles()).toEqual([]);
    expect(lexical.search(['a'], 3)).toEqual([]);
    expect(vectors.search(await new RecordingEmbedder().embedQuery('a'), 3)).toEqual([]);
    expect(await workspace.build()).toMatchObject({ changed: false });
  });

  it('reads files again, without embedding them again, when they are to be read in another way', async () => {
    workspace.putThree();
    await workspace.build();
    const read = { ...DEFAULT_READ_OPTIONS, maxFileBytes: 10 };
    const report = await workspace.build(new RecordingEmbedder(), { read });
    expect(report.skipped.map(({ code }) => code)).toEqual(['too-large', 'too-large', 'too-large']);
    expect(await workspace.build(new RecordingEmbedder(), { read })).toMatchObject({ changed: false });
    expect(await workspace.build()).toMatchObject({ articles: 3, changed: true, fullBuildReason: null });
  });

  it('notes another name of the same model without embedding anything', async () => {
    workspace.putThree();
    await workspace.build();
    const report = await workspace.build(new RecordingEmbedder({ modelId: 'models/fake' }));
    expect(report).toMatchObject({ embedded: 0, reused: 6, changed: true, model: 'models/fake' });
  });
});

/** What an index finds for some terms: path and place of each passage with its score, by both indexes. */
async function rankings(of: Workspace, terms: readonly string[]): Promise<unknown> {
  const { corpus, lexical, vectors } = await loadIndex(of.indexDir);
  const describeHits = (hits: readonly Hit[]): unknown[] =>
    hits
      .map(({ id, score }) => [corpus.articleOf(id).path, corpus.passage(id).start, score.toFixed(9)])
      .sort();
  const query = await new RecordingEmbedder().embedQuery('重箱的去向');
  return {
    articles: corpus.articles(),
    lexical: describeHits(lexical.search(terms, corpus.passageCount)),
    vectors: describeHits(vectors.search(query, corpus.passageCount)),
    frequencies: terms.map((term) => lexical.documentFrequency(term)),
    passages: corpus.articles().map(({ id }) => corpus.passagesOf(id).map((each) => corpus.passage(each))),
  };
}

describe('an index', () => {
  const topics = ['空箱', '重箱', '渡轮', '吊机'];
  const anyDraft = fc.record({
    title: fc.constantFrom('甲', '乙'),
    topics: fc.subarray(topics, { minLength: 1 }),
  });
  const anyFile = fc.option(
    fc.oneof({ weight: 5, arbitrary: anyDraft.map(draft) }, { weight: 1, arbitrary: fc.constant('') }),
  );
  const anyContent = fc.record({ 'a.md': anyFile, 'b.md': anyFile, 'sub/c.md': anyFile });

  it('ranks as one that was built at once, however it came about', async () => {
    const asked = analyse('重箱和渡轮的去向，2024年5月吊机，甲乙').concat(analyse('空箱'));
    await fc.assert(
      fc.asyncProperty(fc.array(anyContent, { minLength: 2, maxLength: 6 }), async (versions) => {
        const [grown, fresh] = [new Workspace(), new Workspace()];
        try {
          for (const [i, version] of versions.entries()) {
            for (const [name, text] of Object.entries(version)) {
              if (text !== null) grown.put(name, text);
              else if (existsSync(path.join(grown.contentDir, name))) grown.drop(name);
              if (text !== null && i === versions.length - 1) fresh.put(name, text);
            }
            await grown.build();
          }
          await fresh.build();
          expect(await rankings(grown, asked)).toEqual(await rankings(fresh, asked));
          const { segments, ...manifest } = grown.manifest;
          expect({ ...manifest, segments: [] }).toEqual({ ...fresh.manifest, segments: [] });
          expect(segments.length).toBeLessThanOrEqual(versions.length);
        } finally {
          grown.remove();
          fresh.remove();
        }
      }),
      { numRuns: 25 },
    );
  });

  it('keeps few segments however often it is added to, and serves each change before it merges them', async () => {
    const served: number[] = [];
    for (let i = 1; i <= 17; i++) {
      workspace.put(`n${i}.md`, draft({ title: `第${i}号通报`, topics: [`${i}号泊位`] }));
      const onPublished = (): Promise<void> => {
        served.push(workspace.manifest.segments.length);
        return Promise.resolve();
      };
      expect(await workspace.build(new RecordingEmbedder(), { onPublished })).toMatchObject({ embedded: 1 });
      const { corpus, lexical } = await loadIndex(workspace.indexDir);
      expect(corpus.articles().map(({ title }) => title)).toContain(`第${i}号通报`);
      expect(lexical.search(analyse(`${i}号泊位`), 1)).toHaveLength(1);
      expect(corpus.articleCount).toBe(i);
    }
    expect(Math.max(...served)).toBe(8);
    expect(workspace.manifest.segments.length).toBeLessThan(8);
  });

  it('is up to date though its segments cannot be merged', async () => {
    const log: LogLine[] = [];
    for (let i = 1; i <= 8; i++) {
      workspace.put(`n${i}.md`, draft({ title: `第${i}号通报`, topics: [`${i}号泊位`] }));
      const onPublished = (): Promise<void> => Promise.reject(new Error('nobody serves it'));
      const report = await workspace.build(new RecordingEmbedder(), {
        onPublished,
        logger: recordingLogger(log),
      });
      expect(report).toMatchObject({ articles: i, changed: true });
    }
    expect(log.filter(({ level }) => level === 'warn')).toHaveLength(8);
    expect(await workspace.build()).toMatchObject({ changed: false });
  });

  it('has equal bytes after a full rebuild, which then changes nothing', async () => {
    workspace.putThree();
    await workspace.build();
    const before = workspace.stored();
    const report = await workspace.build(new RecordingEmbedder(), { rebuild: true });
    expect(report).toMatchObject({ embedded: 6, reused: 0, changed: false, fullBuildReason: 'requested' });
    expect(workspace.stored()).toEqual(before);
  });

  it('names no time and no place', async () => {
    workspace.putThree();
    await workspace.build();
    const everything = Object.values(workspace.stored())
      .map((bytes) => Buffer.from(bytes, 'base64').toString('latin1'))
      .join();
    expect(everything).not.toContain(workspace.contentDir);
    expect(everything).not.toContain(`${new Date().getFullYear()}-${new Date().toISOString().slice(5, 10)}`);
  });
});

describe('a full build', () => {
  beforeEach(async () => {
    workspace.putThree();
    await workspace.build();
  });

  it.each([
    { seed: 7, dimensions: 64 },
    { seed: 0, dimensions: 24 },
  ])('is made with another model %j', async (model) => {
    const report = await workspace.build(new RecordingEmbedder(model));
    expect(report).toMatchObject({ embedded: 6, reused: 0, changed: true, fullBuildReason: 'model-changed' });
    expect((await loadIndex(workspace.indexDir)).vectors.dimensions).toBe(model.dimensions);
  });

  it.each([
    ['readerVersion', 'reader-changed'],
    ['chunkerVersion', 'chunker-changed'],
    ['analyserVersion', 'analyser-changed'],
    ['formatVersion', 'format-changed'],
  ])('is made after an index of another %s', async (version, fullBuildReason) => {
    workspace.changeManifest({ [version]: 99_999 });
    const report = await workspace.build();
    expect(report).toMatchObject({ embedded: 0, reused: 6, changed: true, fullBuildReason });
    expect(await workspace.build()).toMatchObject({ changed: false });
  });
});

describe('duplicates', () => {
  const text = draft({ title: '集装箱通报', topics: ['空箱', '重箱'] });

  it('are left out, with the name of the one that stays', async () => {
    workspace.put('b.md', text);
    workspace.put('a.md', text);
    const report = await workspace.build();
    expect(report).toMatchObject({ articles: 1, passages: 2 });
    expect(report.skipped).toEqual([
      { path: 'b.md', code: 'exact-duplicate', reason: expect.stringContaining('a.md') as string },
    ]);
    expect(await workspace.build()).toMatchObject({ changed: false, skipped: report.skipped });
  });

  it('come back when the one that stayed goes', async () => {
    workspace.put('a.md', text);
    workspace.put('b.md', text);
    await workspace.build();
    workspace.drop('a.md');
    const report = await workspace.build();
    expect(report).toMatchObject({ articles: 1, passages: 2, embedded: 0, removed: 1, skipped: [] });
    const { corpus } = await loadIndex(workspace.indexDir);
    expect(corpus.articles()[0]?.path).toBe('b.md');
  });

  it('that are only near stay, and are reported each time', async () => {
    const topics = Array.from({ length: 12 }, (_, i) => `第${i}号码头`);
    workspace.put('a.md', draft({ title: '码头', topics }));
    workspace.put('b.md', draft({ title: '码头', topics: [...topics.slice(1), '新码头'] }));
    const report = await workspace.build();
    expect(report.articles).toBe(2);
    expect(report.nearDuplicates.map(({ path: p, of }) => [p, of])).toEqual([['b.md', 'a.md']]);
    expect((await workspace.build()).nearDuplicates).toEqual(report.nearDuplicates);
  });
});

describe('progress', () => {
  it('goes through reading, embedding, indexing and writing, each to its end', async () => {
    workspace.putThree();
    const seen: Progress[] = [];
    await workspace.build(new RecordingEmbedder(), { onProgress: (progress) => seen.push(progress) });
    const phases = [...new Set(seen.map(({ phase }) => phase))];
    expect(phases).toEqual(['read', 'embed', 'index', 'write']);
    for (const phase of phases) {
      const steps = seen.filter((progress) => progress.phase === phase);
      expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).sort((a, b) => a - b));
      expect(steps.at(-1)?.done).toBe(steps.at(-1)?.total);
    }
  });
});
