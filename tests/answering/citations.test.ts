import { describe, expect, it } from 'vitest';

import { createAnswerer } from '../../src/answering/answerer.js';
import { createReader } from '../../src/answering/reader.js';
import type { Answered } from '../../src/domain/answer.js';
import type { Article } from '../../src/domain/article.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { createRetriever } from '../../src/retrieval/hybrid.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

function article(path: string, date: string | null, paragraph: string, title = path): Article {
  return sketchArticle({
    path,
    title,
    date: date === null ? null : { value: date, precision: 'day', source: 'front-matter' },
    parts: [{ heading: null, paragraph }],
  });
}

/** Articles about something else, so that words have weight. */
const others = [
  article('tea.md', '2022-04-01', '清明前后是采茶最忙的时候。茶农天不亮就上山。'),
  article('bridge.md', '2023-11-05', '石桥的护栏换成了木头的。桥下的小船照常摆渡。'),
];

async function ask(articles: readonly Article[], question: string, today: string): Promise<Answered> {
  const embedder = new HashingEmbedder();
  const index = await createMemoryIndex([...articles, ...others], embedder);
  const retriever = createRetriever({ ...index, embedder, vectorWeight: 0 });
  const reader = createReader({ ...index, retriever });
  const answer = await createAnswerer({ ...index, reader, options: { threshold: 0 } }).ask(question, {
    today,
  });
  if (answer.status === 'unanswered') throw new Error(`unanswered: ${answer.reason}`);
  return answer;
}

const quotes = ({ citations }: Answered): string[] => citations.map(({ quote }) => quote.text);

describe('an answer about what changes', () => {
  const window = [
    article('w19.md', '2019-05-02', '鹭岛港的电子窗口与12个单位的系统相连。'),
    article('w22.md', '2022-03-08', '鹭岛港的电子窗口与25个单位的系统相连。'),
    article('w24.md', '2024-09-10', '鹭岛港的电子窗口与31個單位的系統相連。'),
    article('w30.md', '2030-01-01', '鹭岛港的电子窗口与90个单位的系统相连。'),
  ];
  const now = '2024-12-01';

  it.each(['现在鹭岛港的电子窗口与多少个单位相连？', '目前鷺島港的電子窗口與多少個單位相連？'])(
    'leads with the newest figure, with a dated line for an older one: %s',
    async (question) => {
      const answer = await ask(window.slice(0, 3), question, now);
      expect(quotes(answer)[0]).toContain('31個');
      expect(answer.otherwise).toMatchObject({ path: 'w22.md', date: { value: '2022-03-08' } });
      expect(answer.otherwise?.quote.text).toContain('25个');
    },
  );

  it('leads with the figure of the year that is asked for, with a line for the newest', async () => {
    const answer = await ask(window.slice(0, 3), '2019年鹭岛港的电子窗口与多少个单位相连？', now);
    expect(quotes(answer)[0]).toContain('12个');
    expect(answer.otherwise).toMatchObject({ path: 'w24.md' });
  });

  it('does not take an article of the future for now', async () => {
    const answer = await ask(window, '现在鹭岛港的电子窗口与多少个单位相连？', now);
    expect(quotes(answer)[0]).toContain('31個');
    expect(answer.otherwise?.path).toBe('w22.md');
  });

  it('quotes what says otherwise exactly, and not among the citations', async () => {
    const answer = await ask(window.slice(0, 3), '现在鹭岛港的电子窗口与多少个单位相连？', now);
    expect(answer.citations.map(({ path }) => path)).not.toContain(answer.otherwise?.path);
    const source = window.find(({ path }) => path === answer.otherwise?.path);
    for (const { start, end, text } of answer.otherwise?.quote.pieces ?? []) {
      expect(source?.text.slice(start, end)).toBe(text);
    }
  });

  it('says nothing of other figures where all say the same, or something else is counted', async () => {
    const same = [window[0], article('copy.md', '2024-01-01', '鹭岛港的电子窗口与12个单位的系统相连。')];
    const more = [
      window[0],
      article('staff.md', '2024-01-01', '鹭岛港的电子窗口有40名工作人员，系统照常相连。'),
    ];
    for (const articles of [same, more]) {
      const known = articles.filter((each) => each !== undefined);
      const answer = await ask(known, '现在鹭岛港的电子窗口与多少个单位相连？', now);
      expect(answer.otherwise).toBeNull();
    }
  });

  it('has no other figure for what is no question of number', async () => {
    expect((await ask(window, '鹭岛港的电子窗口是什么？', now)).otherwise).toBeNull();
  });
});

describe('an answer about a figure that comes every year', () => {
  const reports = [
    article(
      'h23.md',
      '2023-07-14',
      '统计站今天（7月14日）公布，上半年云溪县卖出茶叶320吨，比去年同期多一成。',
    ),
    article(
      'h24.md',
      '2024-07-15',
      '统计站今天（7月15日）公布，上半年云溪县卖出茶叶410吨，比去年同期多两成。',
    ),
    article('y23.md', '2024-01-20', '2023年全年云溪县卖出茶叶700吨，创下新高。'),
    article('q24.md', '2024-04-18', '一季度云溪县卖出茶叶150吨。'),
  ];
  const today = '2025-01-10';

  it.each([
    ['2023年上半年云溪县卖出茶叶多少吨？', '320吨'],
    ['2024年上半年云溪县卖出茶叶多少吨？', '410吨'],
    ['去年上半年云溪县卖出茶叶多少吨？', '410吨'],
    ['前年上半年雲溪縣賣出茶葉多少噸？', '320吨'],
    ['2023年云溪县卖出茶叶多少吨？', '700吨'],
    ['2024年第一季度云溪县卖出茶叶多少吨？', '150吨'],
  ])('is of the period that is asked for: %s', async (question, figure) => {
    expect(quotes(await ask(reports, question, today))[0]).toContain(figure);
  });

  it('does not offer the figure of another period as another figure', async () => {
    expect((await ask(reports, '2023年上半年云溪县卖出茶叶多少吨？', today)).otherwise).toBeNull();
  });

  it('understands 今年 on the day of asking, and as the newest where nothing is of this year', async () => {
    const question = '今年上半年云溪县卖出茶叶多少吨？';
    expect(quotes(await ask(reports, question, '2023-09-01'))[0]).toContain('320吨');
    expect(quotes(await ask(reports, question, '2024-09-01'))[0]).toContain('410吨');
    expect(quotes(await ask(reports, question, '2026-03-01'))[0]).toContain('410吨');
  });
});

describe('an answer about one event', () => {
  const first = article(
    'a.md',
    '2024-06-03',
    '白塔镇的渡轮首航，载客二百人，从此去对岸只要一刻钟。',
    '渡轮首航',
  );
  const second = article(
    'b.md',
    '2024-06-04',
    '白塔镇渡轮首航，载客二百人，去对岸只要一刻钟，镇上很热闹。',
    '首航成功',
  );
  const later = article('c.md', '2025-06-03', '白塔镇的渡轮首航一周年，载客已过十万人。', '一周年');

  it('groups the articles that tell of it', async () => {
    const { citations } = await ask([first, second, later], '白塔镇的渡轮首航怎样？', '2025-12-01');
    const both = citations.find(({ path }) => path === 'a.md' || path === 'b.md');
    expect(both?.alsoReported.map(({ path }) => path)).toEqual([both?.path === 'a.md' ? 'b.md' : 'a.md']);
    expect(citations.filter(({ path }) => path === 'a.md' || path === 'b.md')).toHaveLength(1);
  });

  it('keeps apart what gives other figures', async () => {
    const changed = article(
      'd.md',
      '2024-06-05',
      '白塔镇的渡轮首航，载客一百八十人，从此去对岸只要十二分钟。',
    );
    const { citations } = await ask([first, changed], '白塔镇的渡轮首航怎样？', '2025-12-01');
    expect(citations.flatMap(({ alsoReported }) => alsoReported)).toEqual([]);
  });

  it('keeps apart what happened a year later', async () => {
    const { citations } = await ask([first, later], '白塔镇的渡轮首航怎样？', '2025-12-01');
    expect(citations.flatMap(({ alsoReported }) => alsoReported)).toEqual([]);
  });
});

describe('an answer that is a list', () => {
  const measures = article(
    'm.md',
    '2024-06-03',
    '白塔镇推出三项措施：一是延长渡轮的班次。二是减免学生的票价。三是增开夜间的航班。措施下月起实行。',
  );
  const today = '2024-12-01';

  it('is quoted whole where a list is asked for', async () => {
    const [quote] = quotes(await ask([measures], '白塔镇推出了哪些措施？', today));
    for (const part of ['三项措施：', '一是', '二是', '三是']) expect(quote).toContain(part);
  });
});

describe('several citations', () => {
  const ferries = ['甲', '乙', '丙', '丁'].map((name) =>
    article(`${name}.md`, null, `${name}镇的渡轮每天开${name === '甲' ? '六' : '八'}班，载客很多。`),
  );

  it('are of different articles, best first, and no more than were asked for', async () => {
    const answer = await ask(ferries, '渡轮每天开几班？', '2024-12-01');
    const scores = answer.citations.map(({ score }) => score);
    expect(scores.length).toBeGreaterThan(1);
    expect(scores.length).toBeLessThanOrEqual(3);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(answer.citations.map(({ path }) => path)).size).toBe(scores.length);
    expect(scores[0]).toBe(answer.confidence);
  });

  it('do not come from articles that answer far less likely', async () => {
    const answer = await ask([...ferries.slice(0, 1)], '甲镇的渡轮每天开几班？', '2024-12-01');
    expect(answer.citations.map(({ path }) => path)).toEqual(['甲.md']);
  });
});
