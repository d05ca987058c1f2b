import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Shown } from '../../src/sandbox/exchange.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { sketchArticle } from '../support/fake-articles.js';

/** Seven articles, the newest first. */
const ARTICLES = Array.from({ length: 7 }, (_, i) =>
  sketchArticle({
    path: `${i}.md`,
    title: `灯塔第${i}号`,
    date: { value: `${2024 - i}-05-01`, precision: 'day', source: 'page' },
    parts: [{ heading: null, paragraph: '灯塔在六点点亮。' }],
  }),
);
const TITLES = ARTICLES.map(({ title }) => title);

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' }, app: new FakeApp(ARTICLES) });
});

afterEach(async () => {
  await stopFixture(fixture);
});

function titles({ embeds }: Shown): (string | undefined)[] {
  return embeds.map(({ title }) => title);
}

describe('/latest', () => {
  it('has as many pages as there are articles, turned for whoever presses alone', async () => {
    const { driver } = fixture.sandbox;
    const first = await driver.command('latest', { count: 3 }).shown();
    expect(first.content).toBe('最新的文章（第 1～3 篇，共 7 篇）：');
    const second = await driver.press(first, '下一页').shown();
    expect(second.ephemeral).toBe(true);
    const third = await driver.press(second, '下一页').until(({ embeds }) => embeds.length === 1);
    expect(third.messageId).toBe(second.messageId);
    expect([first, second, third].flatMap(titles)).toEqual(TITLES);
  });

  it('says that a page is not one of its own', async () => {
    const { driver } = fixture.sandbox;
    const first = await driver.command('latest').shown();
    for (const id of ['y1.l.1', 'y1.l.1.0', 'y1.l.1.11', 'y1.l.x']) {
      expect((await driver.forgePress(first, id).shown()).content).toContain('这个按钮已经失效了');
    }
    expect(titles(await driver.forgePress(first, 'y1.l.99.5').shown())).toEqual(TITLES.slice(5));
  });
});

it('/article counts the articles that the same words may have meant and that are not listed', async () => {
  const shown = await fixture.sandbox.driver.command('article', { name: '灯塔' }).shown();
  expect(shown.content.split('\n')).toHaveLength(7);
  expect(shown.content).toContain('……另有 1 篇');
});
