import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRecords, type Records } from '../../src/app/records/records.js';
import { startDiscord } from '../../src/discord/bot.js';
import { silentLogger } from '../../src/domain/logger.js';
import type { Shown } from '../../src/sandbox/exchange.js';
import { optionsFor, startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { sketchArticle } from '../support/fake-articles.js';

const QUERY = '灯塔点亮';
const PREVIOUS = '上一页';
const NEXT = '下一页';

/** Twelve articles with a passage each, of successive years. */
const ARTICLES = Array.from({ length: 12 }, (_, i) =>
  sketchArticle({
    path: `${i}.md`,
    title: `第${i}座灯塔`,
    date: { value: `${2010 + i}-05-01`, precision: 'day', source: 'page' },
    parts: [{ heading: null, paragraph: '灯塔在六点点亮。' }],
  }),
);
const TITLES = ARTICLES.map(({ title }) => title);

let folder: string;
let records: Records;
let fixture: Fixture;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-search-'));
  records = openRecords(folder, { logger: silentLogger, recordGaps: true, recordUsage: true });
  fixture = await startFixture({
    sandbox: { guildLocale: 'zh-CN' },
    app: new FakeApp(ARTICLES),
    bot: { records },
  });
});

afterEach(async () => {
  await stopFixture(fixture);
  rmSync(folder, { recursive: true, force: true });
});

function search(values: Record<string, string> = {}): Promise<Shown> {
  return fixture.sandbox.driver.command('search', { query: QUERY, ...values }).shown();
}

/** Presses, and waits until what is shown is remembered, which follows its being shown. */
async function turn(shown: Shown, label: string): Promise<Shown> {
  const turned = await fixture.sandbox.driver
    .press(shown, label)
    .until(({ embeds }) => embeds[0]?.title !== shown.embeds[0]?.title);
  await vi.waitFor(async () => {
    expect(await records.searches.find(turned.messageId)).not.toBeNull();
  });
  return turned;
}

function titles({ embeds }: Shown): (string | undefined)[] {
  return embeds.map(({ title }) => title);
}

describe('the results of /search', () => {
  it('are turned page by page for whoever presses alone, in place from then on', async () => {
    const { driver, world } = fixture.sandbox;
    const first = await search();
    const second = await turn(first, NEXT);
    expect(second).toMatchObject({ ephemeral: true });
    expect(second.messageId).not.toBe(first.messageId);
    const third = await turn(second, NEXT);
    expect(third).toMatchObject({ ephemeral: true, messageId: second.messageId });
    expect([first, second, third].map(titles)).toEqual([
      TITLES.slice(0, 5),
      TITLES.slice(5, 10),
      TITLES.slice(10),
    ]);
    expect(third.content).toContain('最相关的 12 段，这里是第 11～12 段');
    expect(() => driver.press(third, NEXT)).toThrow(/No button/u);
    expect(titles(await turn(third, PREVIOUS))).toEqual(TITLES.slice(5, 10));
    expect(titles({ ...first, embeds: world.messages.get(first.messageId)?.embeds ?? [] })).toEqual(
      TITLES.slice(0, 5),
    );
  });

  it('are turned by others than who searched, each for themselves and in their language', async () => {
    const { driver, world } = fixture.sandbox;
    const by = world.addPerson('guest1');
    const shown = await driver.press(await search(), NEXT, { by, locale: 'en-US' }).shown();
    expect(shown.ephemeral).toBe(true);
    expect(shown.content).toContain('The 12 most relevant passages, 6 to 10:');
  });

  it('keep to the period and publisher, which each page names', async () => {
    const second = await turn(await search({ since: '2011', until: '2017' }), NEXT);
    expect(titles(second)).toEqual(TITLES.slice(6, 8));
    expect(second.content).toContain('限于：2011-01-01 至 2017-12-31');
  });

  it('are turned after a restart, acknowledged first, and in direct messages', async () => {
    const { driver } = fixture.sandbox;
    const found = [
      await search(),
      await driver.command('search', { query: QUERY }, { where: 'direct' }).shown(),
    ];
    await fixture.bot.stop();
    const bot = await startDiscord(new FakeApp(ARTICLES), { ...optionsFor(fixture.sandbox), records });
    fixture = { ...fixture, bot };
    for (const shown of found) {
      const exchange = driver.press(shown, NEXT);
      expect(await exchange.acknowledged()).toBe(5);
      expect(titles(await exchange.shown())).toEqual(TITLES.slice(5, 10));
    }
  });

  it('say once that the index has changed meanwhile', async () => {
    const first = await search();
    fixture.app.generation = 'g-2';
    const second = await turn(first, NEXT);
    expect(second.content).toContain('索引在那之后更新过');
    const third = await turn(second, NEXT);
    expect(third.content).not.toContain('索引在那之后更新过');
  });

  it('say politely that a search is no longer remembered, and leave its page as it is', async () => {
    const { driver, world } = fixture.sandbox;
    const first = await search();
    const second = await turn(first, NEXT);
    for (const shown of [first, second]) {
      await records.searches.remove(shown.messageId);
      const refused = await driver
        .press(shown, NEXT)
        .until(({ content }) => content.includes('已经不在记录里'));
      expect(refused).toMatchObject({ ephemeral: true, embeds: [] });
      expect(world.messages.get(shown.messageId)?.embeds).toEqual(shown.embeds);
    }
  });

  it('take nothing for a page that is none', async () => {
    const refused = await fixture.sandbox.driver.forgePress(await search(), 'y1.q.1e9').shown();
    expect(refused.content).toContain('这个按钮已经失效了');
  });

  it('count as a question: who turns pages too fast is told to wait', async () => {
    const admission = { cooldown: { questions: 1, seconds: 600 }, queue: 9 };
    const slow = await startFixture({ app: new FakeApp(ARTICLES), bot: { admission } });
    const shown = await slow.sandbox.driver.command('search', { query: QUERY }, { locale: 'zh-CN' }).shown();
    const refused = await slow.sandbox.driver.press(shown, NEXT).shown();
    expect(refused).toMatchObject({ ephemeral: true, embeds: [] });
    await stopFixture(slow);
  });

  it('are remembered in one place, where they have pages, until their message is deleted', async () => {
    const { driver } = fixture.sandbox;
    await driver.command('search', { query: QUERY, since: '2019' }).shown();
    expect(readdirSync(folder)).toEqual([]);
    const shown = await search();
    expect(readdirSync(folder)).toEqual(['searches']);
    const [day = ''] = readdirSync(path.join(folder, 'searches'));
    const kept = path.join(folder, 'searches', day);
    expect(readFileSync(path.join(kept, readdirSync(kept)[0] ?? ''), 'utf8')).toContain(QUERY);
    driver.remove(shown);
    await vi.waitFor(() => {
      expect(readdirSync(kept)).toEqual([]);
    });
    expect(JSON.stringify(fixture.log)).not.toContain(QUERY);
  });
});
