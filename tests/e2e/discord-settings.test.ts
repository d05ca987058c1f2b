import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GuildSettings } from '../../src/app/records/guild-settings.js';
import type { Records } from '../../src/app/records/records.js';
import type { OptionValues } from '../../src/sandbox/command-input.js';
import type { Shown } from '../../src/sandbox/exchange.js';
import { startFixture, stopFixture, temporaryRecords, type Fixture } from '../support/discord-fixture.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
/** Of a channel that is not `general`. */
const ELSEWHERE = '1573916012489736192';

let fixture: Fixture;
let records: Records;

beforeEach(async () => {
  records = temporaryRecords();
  const admission = { cooldown: { questions: 2, seconds: 60 }, queue: 256 };
  fixture = await startFixture({ bot: { records, admission } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

/** What a moderator is shown. */
function settings(action: string, values: OptionValues = {}, locale = 'zh-CN'): Promise<Shown> {
  const { driver, world } = fixture.sandbox;
  return driver.command(`settings ${action}`, values, { by: world.moderator, locale }).shown();
}

/** As if another process, which serves another part of the servers, had done it. */
function choose(chosen: Partial<GuildSettings>): Promise<GuildSettings> {
  return records.guilds.update(fixture.sandbox.world.guildId, (before) => ({ ...before, ...chosen }));
}

function stored(): Promise<GuildSettings> {
  return records.guilds.read(fixture.sandbox.world.guildId);
}

describe('/settings', () => {
  it('shows a moderator alone what holds, in their language', async () => {
    const shown = await settings('show', {}, 'en-GB');
    expect(shown.ephemeral).toBe(true);
    expect(shown.embeds[0]?.title).toBe('Settings of this server');
    expect(shown.embeds[0]?.description).toContain('every channel');
  });

  it('is not offered to other members, and refused to them even where the server has opened it', async () => {
    const { driver } = fixture.sandbox;
    expect(() => driver.command('settings show')).toThrow(/does not offer/u);
    const shown = await driver.command('settings reset', {}, { opened: true }).shown();
    expect(shown.content).toContain('只有管理员');
  });

  it('changes one setting after the other, shows them each time, and forgets all of them', async () => {
    const { world } = fixture.sandbox;
    const channel = world.general.id;
    const steps: readonly [string, OptionValues, Partial<GuildSettings>][] = [
      ['language', { language: 'zh-TW' }, { language: 'zh-TW' }],
      ['channels', { change: 'add', channel }, { channels: [channel] }],
      ['channels', { change: 'everywhere' }, { channels: [] }],
      // Where no channel is named, the one that is written in.
      ['channels', { change: 'add' }, { channels: [channel] }],
      ['channels', { change: 'remove', channel }, { channels: [] }],
      ['threads', { change: 'everywhere' }, { threads: 'all' }],
      ['threads', { change: 'add', channel }, { threads: [channel] }],
      ['threads', { change: 'nowhere' }, { threads: [] }],
      ['private', { on: true }, { privateByDefault: true }],
      ['cooldown', { questions: 5 }, { cooldown: { questions: 5, seconds: 10 } }],
      ['cooldown', { questions: 1, seconds: 30 }, { cooldown: { questions: 1, seconds: 30 } }],
      ['cooldown', { questions: 0 }, { cooldown: 'none' }],
      ['cooldown', {}, { cooldown: null }],
      ['roles', { change: 'add', role: world.moderatorRoleId }, { adminRoles: [world.moderatorRoleId] }],
      ['roles', { change: 'remove', role: world.moderatorRoleId }, { adminRoles: [] }],
    ];
    for (const [action, values, expected] of steps) {
      const shown = await settings(action, values);
      expect(shown.content).toBe('已更改。');
      expect(shown.embeds[0]?.title).toBe('这个服务器的设置');
      expect(await stored()).toMatchObject(expected);
    }
    await settings('reset');
    expect(await stored()).toMatchObject({ language: null, privateByDefault: false });
    expect((await settings('reset')).content).toContain('没有改动');
  });

  it('explains what it cannot do, and changes nothing', async () => {
    await choose({ threads: 'all', channels: Array.from({ length: 50 }, (_, i) => String(i + 1)) });
    const before = await stored();
    const { guildId } = fixture.sandbox.world;
    const refused = [
      await settings('roles', { change: 'add', role: guildId }),
      await settings('threads', { change: 'remove' }),
      await settings('channels', { change: 'add' }),
      await settings('cooldown', { seconds: 5 }),
    ];
    for (const { content } of refused) expect(content).toMatch(/^没有更改：/u);
    expect(await stored()).toEqual(before);
  });
});

describe('the settings of a server', () => {
  it('give a member whose language is not spoken here the chosen one', async () => {
    const { driver } = fixture.sandbox;
    const ask = async (locale: string): Promise<string> =>
      (await driver.command('ask', { question: 'zzz' }, { locale }).shown()).content;
    await choose({ language: 'zh-TW', cooldown: 'none' });
    expect(await ask('fr')).toContain('沒有找到能回答');
    expect(await ask('zh-CN')).toContain('没有找到能回答');
    const before = await driver.mention('zzz', { by: fixture.sandbox.world.moderator }).shown();
    expect(before.content).toContain('沒有找到能回答');
  });

  it('keep commands to the allowed channels, and tell the member alone which they are', async () => {
    const { driver } = fixture.sandbox;
    await choose({ channels: [ELSEWHERE] });
    const shown = await driver.command('ask', { question: QUESTION }).shown();
    expect(shown).toMatchObject({ ephemeral: true, embeds: [] });
    expect(shown.content).toContain(`<#${ELSEWHERE}>`);
    const found = await driver.messageCommand('Find in articles', driver.say(QUESTION).id).shown();
    expect(found.content).toContain(`<#${ELSEWHERE}>`);
    expect(fixture.app.asked).toEqual([]);
  });

  it('count a thread as the channel that it belongs to', async () => {
    const { driver, world } = fixture.sandbox;
    const thread = driver.openThread('夜航');
    await choose({ channels: [world.general.id] });
    expect((await driver.mention(QUESTION, { where: thread }).shown()).embeds).toHaveLength(1);
    const asked = await driver.command('ask', { question: QUESTION }, { where: thread }).shown();
    expect(asked.embeds).toHaveLength(1);
    await choose({ channels: [ELSEWHERE] });
    const refused = await driver.command('ask', { question: QUESTION }, { where: thread }).shown();
    expect(refused.content).toContain(`<#${ELSEWHERE}>`);
  });

  it('leave direct messages alone', async () => {
    await choose({ channels: [ELSEWHERE], privateByDefault: true });
    const { driver } = fixture.sandbox;
    expect((await driver.directMessage(QUESTION).shown()).embeds).toHaveLength(1);
    const asked = driver.command('ask', { question: QUESTION }, { where: 'direct' });
    expect(await asked.shown()).toMatchObject({ ephemeral: false });
  });

  it('answer a mention elsewhere with a few words that go again, once in a while', async () => {
    const { driver, world } = fixture.sandbox;
    await choose({ channels: [ELSEWHERE] });
    const first = await driver.mention(QUESTION).shown();
    expect(first.content).toContain(`<#${ELSEWHERE}>`);
    const second = driver.mention(QUESTION);
    await choose({ channels: [world.general.id] });
    await driver.mention(QUESTION).shown();
    expect(second.history).toEqual([]);
    expect(fixture.app.asked).toHaveLength(1);
    await fixture.bot.stop();
    expect(world.messages.has(first.messageId)).toBe(false);
  });

  it('let moderators work everywhere', async () => {
    await choose({ channels: [ELSEWHERE] });
    expect((await settings('show')).embeds).toHaveLength(1);
  });

  it('hide the answers of /ask unless the member wants them seen', async () => {
    const { driver } = fixture.sandbox;
    await choose({ privateByDefault: true });
    expect(await driver.command('ask', { question: QUESTION }).shown()).toMatchObject({ ephemeral: true });
    const shared = driver.command('ask', { question: QUESTION, private: false });
    expect(await shared.shown()).toMatchObject({ ephemeral: false });
  });

  it('replace the operator’s cooldown', async () => {
    const { driver } = fixture.sandbox;
    const answers = async (count: number): Promise<number> => {
      const asked = Array.from({ length: count }, () => driver.command('ask', { question: QUESTION }));
      const shown = await Promise.all(asked.map((one) => one.shown()));
      return shown.filter(({ embeds }) => embeds.length > 0).length;
    };
    await choose({ cooldown: { questions: 3, seconds: 60 } });
    expect(await answers(5)).toBe(3);
    await choose({ cooldown: 'none' });
    expect(await answers(5)).toBe(5);
    await choose({ cooldown: null });
    expect(await answers(5)).toBe(2);
  });

  it('name further roles that may run the bot', async () => {
    const { driver, world } = fixture.sandbox;
    const helper = { ...world.member, roleIds: [world.moderatorRoleId] };
    const status = (): Promise<Shown> =>
      driver.command('index status', {}, { by: helper, opened: true }).shown();
    expect((await status()).content).toContain('只有管理员');
    await choose({ adminRoles: [world.moderatorRoleId] });
    expect((await status()).content).toContain('索引可用');
  });
});
