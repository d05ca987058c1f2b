import { describe, expect, it } from 'vitest';

import { createAnswerer, type AnswererOptions } from '../../src/answering/answerer.js';
import { createReader } from '../../src/answering/reader.js';
import type { Article } from '../../src/domain/article.js';
import type { Answerer } from '../../src/domain/ports.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { createRetriever } from '../../src/retrieval/hybrid.js';
import { describeAnswererContract } from '../contracts/answerer.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

const day = (value: string): Article['date'] => ({ value, precision: 'day', source: 'front-matter' });

const articles: readonly Article[] = [
  sketchArticle({
    path: 'old.md',
    title: '鹭岛港的电子窗口上线',
    date: day('2019-05-02'),
    parts: [
      { heading: '系统', paragraph: '电子窗口与12个单位的系统相连。船东在网上就能递交全部单证。' },
      {
        heading: '疏港',
        paragraph: '卡车排队时间从三小时降到四十分钟。这是怎么做到的？码头把预约放到了手机上。',
      },
    ],
  }),
  sketchArticle({
    path: 'new.md',
    title: '鹭岛港的电子窗口再升级',
    date: day('2024-09-10'),
    parts: [{ heading: '系统', paragraph: '电子窗口如今与31个单位的系统相连。其中，新加入的多是银行。' }],
  }),
  sketchArticle({
    path: 'tea.md',
    title: '山里的茶园',
    date: day('2022-04-01'),
    parts: [{ heading: null, paragraph: '清明前后是采茶最忙的时候。茶农天不亮就上山。' }],
  }),
];

async function makeAnswerer(options: Partial<AnswererOptions> = {}, from = articles): Promise<Answerer> {
  const embedder = new HashingEmbedder();
  const index = await createMemoryIndex(from, embedder);
  const reader = createReader({ ...index, retriever: createRetriever({ ...index, embedder }) });
  return createAnswerer({ ...index, reader, options });
}

async function firstQuote(question: string): Promise<string | undefined> {
  const answer = await (await makeAnswerer()).ask(question);
  return answer.status === 'answered' ? answer.citations[0]?.quote.text : undefined;
}

describeAnswererContract('the answerer', async () => ({
  answerer: await makeAnswerer(),
  articles,
  answerable: '卡车排队时间降到多少？',
}));

describe('the answerer', () => {
  it('quotes the sentence that answers', async () => {
    expect(await firstQuote('茶农什么时候上山？')).toContain('天不亮');
  });

  it('takes the newest article for what holds now, and the old one for its year', async () => {
    expect(await firstQuote('现在电子窗口与多少个单位相连？')).toContain('31个单位');
    expect(await firstQuote('2019年电子窗口与多少个单位相连？')).toContain('12个单位');
  });

  it('takes “now” for the day that it is told', async () => {
    const answerer = await makeAnswerer();
    const quoteOn = async (today: string): Promise<string | undefined> => {
      const answer = await answerer.ask('现在电子窗口与多少个单位相连？', { today });
      return answer.status === 'answered' ? answer.citations[0]?.quote.text : undefined;
    };
    expect(await quoteOn('2019-12-31')).toContain('12个单位');
    expect(await quoteOn('2025-01-01')).toContain('31个单位');
  });

  it('knows which year 去年 was', async () => {
    const answer = await (
      await makeAnswerer()
    ).ask('去年电子窗口与多少个单位相连？', { today: '2020-03-01' });
    expect(answer).toMatchObject({ status: 'answered', citations: [{ path: 'old.md' }] });
  });

  it('answers from the articles of a period alone', async () => {
    const answerer = await makeAnswerer();
    const question = '电子窗口现在与多少个单位的系统相连？';
    const answer = await answerer.ask(question, { filter: { until: '2020-12-31' } });
    expect(answer).toMatchObject({ status: 'answered', citations: [{ path: 'old.md' }], otherwise: null });
    expect(answer.nearest.map(({ path }) => path)).toEqual(['old.md']);
    expect(await answerer.ask(question)).toMatchObject({ citations: [{ path: 'new.md' }] });
  });

  it('says that no article passes the filter', async () => {
    const answer = await (
      await makeAnswerer()
    ).ask('电子窗口与多少个单位相连？', {
      filter: { since: '2030-01-01' },
    });
    expect(answer).toMatchObject({ status: 'unanswered', reason: 'nothing-in-filter', nearest: [] });
  });

  it('does not take a question in an article for an answer', async () => {
    expect(await firstQuote('卡车排队时间是怎么降下来的？')).not.toMatch(/^这是怎么做到的？$/);
  });

  it('shows the source beside the quote', async () => {
    const answer = await (await makeAnswerer()).ask('茶农什么时候上山？');
    expect(answer).toMatchObject({
      status: 'answered',
      citations: [{ path: 'tea.md', title: '山里的茶园', date: { value: '2022-04-01', precision: 'day' } }],
    });
  });

  it('cites each article once', async () => {
    const answer = await (await makeAnswerer({ citationShare: 0 })).ask('电子窗口有什么系统？');
    const paths = answer.status === 'answered' ? answer.citations.map(({ path }) => path) : [];
    expect(paths).toEqual(expect.arrayContaining(['new.md', 'old.md']));
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('says so, with the nearest titles, where nothing answers', async () => {
    const answer = await (await makeAnswerer()).ask('港口的比特币矿机功率是多少瓦？');
    expect(answer).toMatchObject({ status: 'unanswered' });
    expect(answer.nearest.length).toBeGreaterThan(0);
  });

  it('is not sure about a year of which nothing is said', async () => {
    const answerer = await makeAnswerer();
    const said = await answerer.ask('2019年电子窗口与多少个单位的系统相连？');
    const unsaid = await answerer.ask('1998年电子窗口与多少个单位的系统相连？');
    expect(said).toMatchObject({ level: 'strong' });
    expect(unsaid).not.toMatchObject({ level: 'strong' });
    expect(unsaid.confidence).toBeLessThan(said.confidence / 4);
  });

  it('never quotes what shares no word with the question', async () => {
    const answer = await (await makeAnswerer({ threshold: 0 })).ask('天文？');
    expect(answer).toMatchObject({ status: 'unanswered', reason: 'nothing-relevant', confidence: 0 });
  });

  it('fits its threshold again after the model failed while it was fitted', async () => {
    const embedder = new HashingEmbedder();
    const index = await createMemoryIndex(articles, embedder);
    const reader = createReader({ ...index, retriever: createRetriever({ ...index, embedder }) });
    let failAt = 2; // The first reading is of the question itself, the second the first of the fitting.
    const answerer = createAnswerer({
      ...index,
      reader: {
        retrieve: (question, k) => reader.retrieve(question, k),
        read: (question, options) =>
          --failAt === 0 ? Promise.reject(new Error('gone')) : reader.read(question, options),
      },
    });
    await expect(answerer.ask('茶农什么时候上山？')).rejects.toThrow('gone');
    expect(await answerer.ask('茶农什么时候上山？')).toMatchObject({ status: 'answered' });
  });

  it('says so where there are no articles', async () => {
    const answer = await (await makeAnswerer({}, [])).ask('茶农什么时候上山？');
    expect(answer).toMatchObject({ status: 'unanswered', reason: 'empty-index', nearest: [] });
  });
});
