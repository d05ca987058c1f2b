import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../src/app/records/records.js';
import { silentLogger } from '../../src/domain/logger.js';
import { readMarkdown } from '../support/discord-markdown.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { sketchArticle } from '../support/fake-articles.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';

let folder: string;
let fixture: Fixture;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-filters-'));
  fixture = await startFixture({
    sandbox: { guildLocale: 'zh-CN' },
    bot: { records: openRecords(folder, { logger: silentLogger, recordGaps: true }) },
  });
});

afterEach(async () => {
  await stopFixture(fixture);
  rmSync(folder, { recursive: true, force: true });
});

describe('/ask within a period', () => {
  it('answers from the articles of that time, and says so', async () => {
    const { driver } = fixture.sandbox;
    const shown = await driver
      .command('ask', { question: QUESTION, since: '2024年3月', until: '2024-03' })
      .shown();
    expect(shown.embeds.map(({ title }) => title)).toEqual(['蓝湾港夜航试运行满月']);
    expect(readMarkdown(shown.content).text).toBe(`${QUESTION}\n限于：2024-03-01 至 2024-03-31`);
  });

  it('says that there is no article of that time, and records no gap', async () => {
    const { driver } = fixture.sandbox;
    const shown = await driver.command('ask', { question: QUESTION, since: '2030' }).shown();
    expect(shown.embeds).toEqual([]);
    expect(shown.content).toContain('没有符合所限日期或来源的文章');
    expect(readMarkdown(shown.content).text).toContain('限于：2030-01-01 起');
    await driver.command('ask', { question: 'zzz', until: '2023' }).shown();
    await fixture.bot.stop();
    const kept = readdirSync(path.join(folder, 'gaps'))
      .map((name) => readFileSync(path.join(folder, 'gaps', name), 'utf8'))
      .join('');
    expect(kept).toContain('zzz');
    expect(kept).not.toContain(QUESTION);
  });

  it('reads no date out of other words, and shows how to write one', async () => {
    const shown = await fixture.sandbox.driver
      .command('ask', { question: QUESTION, since: '**后来** @everyone' }, { locale: 'zh-TW' })
      .shown();
    expect(shown.ephemeral).toBe(true);
    const { text, active } = readMarkdown(shown.content);
    expect(text).toContain('「**后来** @everyone」不像是日期');
    expect(active).toEqual([]);
    expect(fixture.app.asked).toEqual([]);
  });

  it('says that a period ends before it begins', async () => {
    const shown = await fixture.sandbox.driver
      .command('ask', { question: QUESTION, since: '2024', until: '2023' }, { locale: 'en-GB' })
      .shown();
    expect(shown.content).toContain('2024');
    expect(readMarkdown(shown.content).text).toContain('2024-01-01, comes after the last, 2023-12-31');
  });

  it.each([
    ['ask', { question: QUESTION, private: false }],
    ['search', { query: QUESTION }],
  ])('tells the member alone what is wrong with the dates of /%s, at once', async (path, values) => {
    const { driver } = fixture.sandbox;
    let open = (): void => undefined;
    fixture.app.gate = new Promise<void>((resolve) => (open = resolve));
    for (const dates of [{ since: '后来' }, { since: '2024', until: '2023' }]) {
      const exchange = driver.command(path, { ...values, ...dates });
      // What was said is the first reaction: nothing was shown to the channel before.
      expect(await exchange.acknowledged()).toBe(4);
      expect(await exchange.shown()).toMatchObject({ ephemeral: true, embeds: [] });
    }
    expect(await driver.command(path, { ...values, since: '2024' }).acknowledged()).toBe(5);
    open();
  });

  it('does not restrict the next question of the conversation', async () => {
    const { driver } = fixture.sandbox;
    await driver.command('ask', { question: QUESTION, since: '2030' }).shown();
    const shown = await driver.command('ask', { question: QUESTION }).shown();
    expect(shown.embeds).toHaveLength(1);
    expect(readMarkdown(shown.content).text).toBe(QUESTION);
  });

  it('offers periods while one is typed', async () => {
    const { driver } = fixture.sandbox;
    expect(await driver.autocomplete('ask', 'since', '2024年5月')).toEqual([
      { name: '2024-05-01 – …', value: '2024-05-01' },
    ]);
    expect(
      (await driver.autocomplete('ask', 'until', '', { locale: 'en-US' })).map(({ name }) => name),
    ).toEqual(['This year · … – 2025-12-31', 'Last year · … – 2024-12-31', '2023 · … – 2023-12-31']);
  });
});

describe('/search within a period and a publisher', () => {
  it('shows passages of those articles, and says so', async () => {
    const { driver } = fixture.sandbox;
    const query = 'night depot opened 夜里进出的船';
    expect((await driver.command('search', { query }).shown()).embeds).toHaveLength(2);
    const shown = await driver
      .command('search', { query, until: '去年', publisher: 'harbour WEEKLY' })
      .shown();
    expect(shown.embeds.map(({ title }) => title)).toEqual(['East Line opens its night depot']);
    expect(readMarkdown(shown.content).text).toContain('限于：截至 2024-12-31，来源为 harbour WEEKLY');
    const none = await driver
      .command('search', { query, since: '2024', publisher: 'Harbour Weekly' })
      .shown();
    expect(none.embeds).toEqual([]);
    expect(none.content).toContain('没有找到相关的段落');
  });

  it('offers the publishers of the articles', async () => {
    const { driver } = fixture.sandbox;
    const all = await driver.autocomplete('search', 'publisher', '');
    expect(all.map(({ value }) => value)).toEqual(['Harbour Weekly', '海岸观察']);
    expect(await driver.autocomplete('search', 'publisher', '海')).toEqual([
      { name: '海岸观察 · 1 篇', value: '海岸观察' },
    ]);
  });
});

it('/search finds the publisher whose name is too long for Discord to send back, once it is chosen', async () => {
  const [ours, other] = ['海岸报社联合编辑部'.repeat(15), '海岸报社联合编辑部'.repeat(14)].map((publisher) =>
    sketchArticle({
      path: `${publisher.length}.md`,
      title: `${publisher.length}`,
      publisher,
      parts: [{ heading: null, paragraph: '灯塔在六点点亮。' }],
    }),
  );
  if (ours === undefined || other === undefined) throw new Error('there are two');
  const long = await startFixture({ sandbox: { guildLocale: 'zh-CN' }, app: new FakeApp([ours, other]) });
  const { driver } = long.sandbox;
  const choices = await driver.autocomplete('search', 'publisher', '海岸');
  expect(choices.map(({ name }) => name.slice(-7))).toEqual(['… · 1 篇', '… · 1 篇']);
  const titles = choices.map(async ({ value }) => {
    const shown = await driver.command('search', { query: '灯塔点亮', publisher: value }).shown();
    expect(shown.content).toContain('限于：来源为 海岸报社');
    return shown.embeds.map(({ title }) => title);
  });
  expect((await Promise.all(titles)).flat().sort()).toEqual([ours.title, other.title].sort());
  await stopFixture(long);
});
