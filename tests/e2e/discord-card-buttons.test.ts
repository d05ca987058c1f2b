import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Shown } from '../../src/sandbox/exchange.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

function labels({ buttons }: Shown): string[] {
  return buttons.map(({ label }) => label);
}

describe('buttons that open articles’ cards', () => {
  it('stand below passages that were found, and show the card to whoever presses alone', async () => {
    const { driver } = fixture.sandbox;
    const found = await driver.command('search', { query: '货轮夜间靠泊' }).shown();
    expect(labels(found)).toEqual(['蓝湾港夜航试运行满月']);
    const card = await driver.press(found, '蓝湾港').shown();
    expect(card).toMatchObject({ ephemeral: true, embeds: [{ title: '蓝湾港夜航试运行满月' }] });
  });

  it('stand below the newest articles, and the buttons that turn their pages', async () => {
    const { driver } = fixture.sandbox;
    const latest = await driver.command('latest', { count: 2 }).shown();
    expect(labels(latest).slice(2)).toEqual(latest.embeds.map(({ title }) => title));
    expect((await driver.press(latest, '白峰').shown()).embeds[0]?.title).toBe('白峰茶农改种晚熟品种');
  });

  it('lead to the other articles that words may have meant', async () => {
    const { driver } = fixture.sandbox;
    const card = await driver.command('article', { name: '夜航 茶农' }).shown();
    const others = labels(card).filter((label) => card.content.includes(label));
    expect(others).not.toEqual([]);
    const [other = ''] = others;
    expect((await driver.press(card, other).shown()).embeds[0]?.title).toBe(other);
  });

  it('stand where nothing was found only for what is offered instead', async () => {
    const { driver } = fixture.sandbox;
    expect(labels(await driver.command('search', { query: 'zzz' }).shown())).toEqual([]);
    const none = await driver.command('article', { name: 'zzz' }).shown();
    expect(labels(none)).toHaveLength(3);
  });
});
