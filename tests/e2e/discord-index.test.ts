import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDiscord } from '../../src/discord/bot.js';
import type { BuildRequest } from '../../src/app/app.js';
import { YinjuError } from '../../src/domain/errors.js';
import { PERMISSIONS } from '../../src/sandbox/protocol.js';
import type { Exchange } from '../../src/sandbox/exchange.js';
import { optionsFor, startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

/** A moderator begins a rebuild that ends only when it is told to. */
function rebuild(): Exchange {
  const { app, sandbox } = fixture;
  app.onBuild = ({ signal }: BuildRequest) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        reject(new Error('aborted'));
      });
    });
  return sandbox.driver.command('index rebuild', {}, { by: sandbox.world.moderator });
}

describe('the button that cancels a rebuild', () => {
  it('ends it, says who did so, and leaves room for the next', async () => {
    const { driver, world } = fixture.sandbox;
    const exchange = rebuild();
    const progress = await exchange.shown();
    const pressed = driver.press(progress, '取消重建', { by: world.moderator });
    expect(await pressed.shown()).toMatchObject({ ephemeral: true });
    const end = await exchange.until(({ content }) => content.includes('取消；'));
    expect(end.content).toContain(`<@${world.moderator.id}>`);
    expect(end.buttons).toEqual([]);
    expect(fixture.app.building).toBe(false);
    fixture.app.onBuild = () => Promise.resolve();
    const next = driver.command('index rebuild', {}, { by: world.moderator });
    await next.until(({ content }) => content.includes('重建完成'));
  });

  it('is for moderators alone', async () => {
    const { driver } = fixture.sandbox;
    const progress = await rebuild().shown();
    const refused = await driver.press(progress, '取消重建').shown();
    expect(refused.content).toContain('只有管理员');
    expect(fixture.app.building).toBe(true);
  });

  it('says so when the rebuild has ended', async () => {
    const { driver, world } = fixture.sandbox;
    const exchange = rebuild();
    const progress = await exchange.shown();
    await driver.press(progress, '取消重建', { by: world.moderator }).shown();
    await exchange.until(({ content }) => content.includes('取消；'));
    const late = await driver.press(progress, '取消重建', { by: world.moderator, locale: 'en-US' }).shown();
    expect(late.content).toContain('has ended already');
  });

  it('says so when the rebuild is of another process', async () => {
    const { driver, world } = fixture.sandbox;
    const progress = await rebuild().shown();
    await fixture.bot.stop();
    const bot = await startDiscord(fixture.app, optionsFor(fixture.sandbox));
    const pressed = await driver.press(progress, '取消重建', { by: world.moderator }).shown();
    expect(pressed.content).toContain('无法从这里取消');
    await bot.stop();
  });
});

describe('/index rebuild', () => {
  it('goes on in silence where the bot can no longer look', async () => {
    const { driver, world } = fixture.sandbox;
    const exchange = rebuild();
    await exchange.shown();
    driver.expire(exchange);
    world.general.overwrites = [{ id: world.bot.id, allow: 0n, deny: PERMISSIONS.viewChannel }];
    await fixture.bot.stop();
    expect(fixture.app.building).toBe(false);
    expect(exchange.history.at(-1)?.content).toContain('正在重建索引');
    expect(fixture.log.filter(({ level }) => level === 'error')).toEqual([]);
    expect(fixture.log.filter(({ level }) => level === 'warn')).toMatchObject([
      { message: 'the end of a job could not be shown', fields: { code: 50_001 } },
    ]);
  });

  it('attaches the list of skipped files where not all of them fit', async () => {
    const { driver, world } = fixture.sandbox;
    fixture.app.skipped = Array.from({ length: 300 }, (_, i) => ({
      path: `文件夹/${i}.md`,
      code: 'empty' as const,
      reason: 'The file is empty.',
    }));
    const exchange = driver.command('index rebuild', {}, { by: world.moderator });
    const { embeds, attachments } = await exchange.until(({ content }) => content.includes('重建完成'));
    expect(embeds[0]?.title).toBe('跳过的文件（300）');
    expect(attachments.map(({ name }) => name)).toEqual(['skipped-files.txt']);
    expect(attachments[0]?.text().trimEnd().split('\n')).toHaveLength(300);
  });
});

it('/index rebuild says in the reader’s language why it failed, where that can be mended', async () => {
  const { driver, world } = fixture.sandbox;
  fixture.app.failure = new YinjuError({ part: 'embedding', code: 'disk-full', message: 'No space.' });
  const failed = driver.command('index rebuild', {}, { by: world.moderator, locale: 'zh-TW' });
  const { content } = await failed.until((shown) => shown.buttons.length === 0);
  expect(content).toBe('磁碟已滿，請騰出空間再試。');
  expect(fixture.log.some(({ message }) => message === 'a rebuild failed')).toBe(true);
});

describe('/index status', () => {
  it('tells of the rebuilds that failed of late', async () => {
    const { driver, world } = fixture.sandbox;
    fixture.app.buildFailures = [
      { at: '2025-04-02T10:00:00Z', code: 'disk-full', message: 'The disk is full.' },
    ];
    const { content } = await driver.command('index status', {}, { by: world.moderator }).shown();
    expect(content).toContain('最近失败的重建');
    expect(content).toContain('<t:1743588000:R> · 磁盘已满，请腾出空间再试。');
  });
});

describe('/index verify', () => {
  it('says whether every file is as it was written, to a moderator alone', async () => {
    const { driver, world } = fixture.sandbox;
    const sound = await driver.command('index verify', {}, { by: world.moderator }).shown();
    expect(sound).toMatchObject({ ephemeral: true });
    expect(sound.content).toContain('没有问题');
    fixture.app.problems = [{ file: 'hnsw.bin', problem: 'has another checksum.' }];
    const unsound = await driver.command('index verify', {}, { by: world.moderator }).shown();
    expect(unsound.content).toContain('核对发现 1 个问题');
    expect(unsound.content).toContain('hnsw.bin');
    expect(() => driver.command('index verify')).toThrow(/does not offer/u);
  });
});
