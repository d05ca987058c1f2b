import { describe, expect, it } from 'vitest';

import { createReader, type Reader, type ReaderParts } from '../../src/answering/reader.js';
import type { Article } from '../../src/domain/article.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { createRetriever, type HybridRetriever } from '../../src/retrieval/hybrid.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { createTranslator } from '../../src/retrieval/translate.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { sampleGlossary } from '../support/sample-glossary.js';
import { weigh } from './candidates.js';

function article(path: string, paragraph: string, date?: string): Article {
  return sketchArticle({
    path,
    title: path,
    date: date === undefined ? null : { value: date, precision: 'day', source: 'page' },
    parts: [{ heading: null, paragraph }],
  });
}

/** Believes whatever names a number. */
const NUMBERS = { answer: weigh({ 'kind.number': 5 }), passage: weigh({ 'kind.number': 5 }) };

const ferries = [
  article('a.md', '白塔镇的渡轮票价。渡轮票价由镇上定。'),
  article('b.md', '白塔镇的渡轮票价是12元，学生减半，老人不收，行李另计。'),
  article('c.md', '白塔镇的渡轮很慢。'),
  article('d.md', '渡轮和小船。'),
  article('e.md', '小船和渡轮，还有货船、驳船、拖船，都停在港里，等着天亮。'),
  article('tea.md', '清明前后是采茶最忙的时候。'),
];
const QUESTION = '白塔镇的渡轮票价是多少？';

async function setUp(
  articles: readonly Article[],
  parts: Partial<ReaderParts> = {},
): Promise<{
  reader: Reader;
  retriever: HybridRetriever;
  paths: (ids: readonly { id: number }[]) => string[];
}> {
  const embedder = new HashingEmbedder();
  const index = await createMemoryIndex(articles, embedder);
  const retriever = createRetriever({ ...index, embedder, vectorWeight: 0 });
  const { corpus } = index;
  const translate = createTranslator({
    ...index,
    loadGlossary: () => Promise.resolve(sampleGlossary),
    onNoGlossary: (error) => {
      throw error;
    },
  });
  return {
    reader: createReader({ ...index, retriever, translate, weights: NUMBERS, ...parts }),
    retriever,
    paths: (found) => found.map(({ id }) => corpus.article(corpus.passage(id).articleId)?.path ?? ''),
  };
}

describe('the reader', () => {
  it('orders passages by the chance that their sentences answer', async () => {
    const { reader, retriever, paths } = await setUp(ferries);
    expect(paths(await retriever.search(understandQuestion(QUESTION), 2))).toEqual(['a.md', 'b.md']);
    const { passages } = await reader.read(QUESTION);
    expect(paths(passages).slice(0, 2)).toEqual(['b.md', 'a.md']);
    const chances = passages.map(({ score }) => score);
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
  });

  it('reads every sentence of the passages, in the order in which they were found', async () => {
    const { reader, retriever } = await setUp(ferries);
    const { candidates } = await reader.read(QUESTION);
    const found = await retriever.search(understandQuestion(QUESTION), 20);
    expect([...new Set(candidates.map(({ passageId }) => passageId))]).toEqual(found.map(({ id }) => id));
    expect(candidates.filter(({ article: { path } }) => path === 'a.md').map(({ index }) => index)).toEqual([
      0, 1,
    ]);
    expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
  });

  it('keeps what it did not read behind what it read, in the order in which it was found', async () => {
    const { reader, retriever, paths } = await setUp(ferries, { depth: 2 });
    const found = paths(await retriever.search(understandQuestion(QUESTION), 20));
    const ranked = await reader.retrieve(QUESTION, 20);
    expect(paths(ranked)).toEqual(['b.md', 'a.md', ...found.slice(2)]);
    const scores = ranked.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('gives as many passages as it is asked for', async () => {
    const { reader } = await setUp(ferries, { depth: 2 });
    for (const k of [1, 2, 3]) expect(await reader.retrieve(QUESTION, k)).toHaveLength(k);
    expect(await reader.retrieve(QUESTION, 0)).toEqual([]);
    expect(await reader.retrieve(QUESTION, -1)).toEqual([]);
  });

  it('reads of several times as many passages those that are of the time that is asked for', async () => {
    const years = Array.from({ length: 8 }, (_, i) => article(`y${i}.md`, '渡轮载客很多。', `201${i}-06-01`));
    const { reader, paths } = await setUp(years, { depth: 1 });
    const { passages } = await reader.read('2017年渡轮载客多少？');
    expect(paths(passages)).toEqual(['y7.md']);
    expect(paths((await reader.read('去年渡轮载客多少？', { today: '2015-08-01' })).passages)).toEqual([
      'y4.md',
    ]);
    expect(paths(await reader.retrieve('2017年渡轮载客多少？', 20))).toHaveLength(8);
  });

  it('finds what passes a filter behind any number of passages that do not', async () => {
    const others = Array.from({ length: 300 }, (_, i) => article(`o${i}.md`, '白塔镇的渡轮票价很贵。'));
    const { reader, paths } = await setUp([...others, article('z.md', '小船票。', '2024-05-03')]);
    const filter = { since: '2024-01-01' };
    expect(paths(await reader.retrieve(QUESTION, 100))).not.toContain('z.md');
    const { passages, candidates, among } = await reader.read(QUESTION, { filter });
    expect(paths(passages)).toEqual(['z.md']);
    expect(candidates.map(({ article: { path } }) => path)).toEqual(['z.md']);
    expect(among?.size).toBe(1);
    expect(paths(await reader.retrieve(QUESTION, 5, filter))).toEqual(['z.md']);
    expect(await reader.retrieve(QUESTION, 5, { since: '2025-01-01' })).toEqual([]);
  });

  it('finds for an English question, too, only what passes a filter', async () => {
    const said = (units: number, date: string): Article =>
      article(`${date}.md`, `电子窗口与${units}个单位的系统相连。`, date);
    const { reader, paths } = await setUp([said(31, '2019-01-01'), said(40, '2024-05-03')]);
    const { question, passages } = await reader.read('How many units is the electronic window linked to?', {
      filter: { since: '2024-01-01' },
    });
    expect(paths(passages)).toEqual(['2024-05-03.md']);
    expect(paths(question.translation?.hits ?? [])).toEqual(['2024-05-03.md']);
  });

  it('finds nothing in an empty index, or for a question without words', async () => {
    const empty = await setUp([]);
    expect(await empty.reader.read(QUESTION)).toMatchObject({ passages: [], candidates: [] });
    expect(await empty.reader.retrieve(QUESTION, 5)).toEqual([]);
    const { reader } = await setUp(ferries);
    for (const text of ['', '  ', '？！']) {
      expect(await reader.read(text)).toMatchObject({ passages: [], candidates: [], terms: { total: 0 } });
    }
  });

  it('reads a question in the words that the index knows', async () => {
    const { reader, paths } = await setUp([...ferries, article('x.md', '货代公司 Lanternfish 已开张。')]);
    const { question, passages } = await reader.read('Lanternfsih 是什么公司？');
    expect(question.terms).toContain('lanternfish');
    expect(question.terms).not.toContain('lanternfsih');
    expect(paths(passages)[0]).toBe('x.md');
  });

  it('reads an English question in Chinese words', async () => {
    const { reader, paths } = await setUp([...ferries, article('w.md', '电子窗口与31个单位的系统相连。')]);
    const { question, passages } = await reader.read('How many units is the electronic window linked to?');
    expect(question.translation).toBeDefined();
    expect(question.terms).toContain('窗口');
    expect(paths(passages)[0]).toBe('w.md');
  });

  it('leaves a question as it is where nothing translates', async () => {
    const embedder = new HashingEmbedder();
    const index = await createMemoryIndex(ferries, embedder);
    const reader = createReader({ ...index, retriever: createRetriever({ ...index, embedder }) });
    const { question } = await reader.read('How many units is the window linked to?');
    expect(question.translation).toBeUndefined();
  });

  it('compares the sentences of what it reads with the question, and takes the order of that', async () => {
    const asked: string[] = [];
    const { reader, retriever } = await setUp(ferries, {
      compareSentences: (question, ranked) => {
        asked.push(question.text);
        return Promise.resolve(ranked.toReversed());
      },
    });
    const found = await retriever.search(understandQuestion(QUESTION), 20);
    const { candidates } = await reader.read(QUESTION);
    expect(asked).toEqual([QUESTION]);
    const read = [...new Set(candidates.map(({ passageId }) => passageId))];
    expect(read).toEqual(found.map(({ id }) => id).reverse());
  });

  it('knows how near in meaning each sentence is to the question, over the nearest', async () => {
    const { reader } = await setUp(ferries, {
      compareSentences: (_, ranked) =>
        Promise.resolve(ranked.map((passage, i) => ({ ...passage, sentenceCosines: [0.8 / (i + 1), -0.2] }))),
    });
    const { candidates } = await reader.read(QUESTION);
    const meanings = candidates.map(({ passageId, features }) => ({ passageId, meaning: features.meaning }));
    expect(meanings[0]?.meaning).toBe(1);
    expect(meanings[1]?.meaning).toBe(0);
    expect(meanings.find(({ passageId }) => passageId !== meanings[0]?.passageId)?.meaning).toBeCloseTo(0.5);
  });

  it('reads the same twice', async () => {
    const { reader } = await setUp(ferries);
    expect(await reader.read(QUESTION)).toEqual(await reader.read(QUESTION));
  });

  it('fails with the model', async () => {
    const { reader } = await setUp(ferries, {
      retriever: {
        retrieve: () => Promise.reject(new Error('gone')),
        search: () => Promise.reject(new Error('gone')),
      },
    });
    await expect(reader.read(QUESTION)).rejects.toThrow('gone');
  });
});
