import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Records } from '../../src/app/records/records.js';
import { startDiscord } from '../../src/discord/bot.js';
import type { Context } from '../../src/sandbox/driver.js';
import type { Shown } from '../../src/sandbox/exchange.js';
import {
  optionsFor,
  startFixture,
  stopFixture,
  temporaryRecords,
  type Fixture,
} from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { recordingLogger } from '../support/recording-logger.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';

let records: Records;
let fixture: Fixture;

beforeEach(async () => {
  records = temporaryRecords();
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' }, bot: { records } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

async function ask(context: Context = {}): Promise<Shown> {
  return fixture.sandbox.driver.command('ask', { question: QUESTION }, context).shown();
}

function count(): Promise<{ up: number; down: number }> {
  return records.votes.count(fixture.sandbox.world.guildId, new Date(0));
}

describe('👍 and 👎 under an answer', () => {
  it('are counted, changed and taken back, and whoever presses is thanked alone', async () => {
    const { driver, world } = fixture.sandbox;
    const answer = await ask();
    const edited = world.messages.get(answer.messageId)?.editedAt;
    const thanks = await driver.press(answer, '👍').shown();
    expect(thanks).toMatchObject({ ephemeral: true, embeds: [], buttons: [] });
    expect(thanks.content).toBe('谢谢，已记下 👍。再按一次可以撤回。');
    await driver.press(answer, '👍', { by: world.moderator }).shown();
    expect(await count()).toEqual({ up: 2, down: 0 });
    const changed = await driver.press(answer, '👎', { locale: 'en-US' }).shown();
    expect(changed.content).toContain('👎 is noted');
    expect(await count()).toEqual({ up: 1, down: 1 });
    const back = await driver.press(answer, '👎', { locale: 'zh-TW' }).shown();
    expect(back.content).toBe('已撤回你的評價。');
    expect(await count()).toEqual({ up: 1, down: 0 });
    expect(world.messages.get(answer.messageId)?.editedAt).toBe(edited);
  });

  it('count one press once, however often it is delivered', async () => {
    const { driver } = fixture.sandbox;
    const exchange = driver.press(await ask(), '👍');
    driver.redeliver(exchange);
    await exchange.shown();
    expect(await count()).toEqual({ up: 1, down: 0 });
  });

  it('work after the bot has been restarted, and know of the vote before', async () => {
    const { driver } = fixture.sandbox;
    const answer = await ask();
    await driver.press(answer, '👍').shown();
    await fixture.bot.stop();
    const logger = recordingLogger(fixture.log as []);
    const bot = await startDiscord(new FakeApp(), { ...optionsFor(fixture.sandbox), logger, records });
    fixture = { ...fixture, bot };
    expect((await driver.press(answer, '👍').shown()).content).toContain('已撤回');
    expect(await count()).toEqual({ up: 0, down: 0 });
  });

  it('stand under answers to mentions, to messages that were looked up, and in direct messages', async () => {
    const { driver } = fixture.sandbox;
    const found = driver.messageCommand('Find in articles', driver.say(QUESTION).id);
    for (const answer of [
      await driver.mention(QUESTION).shown(),
      await found.shown(),
      await ask({ where: 'direct' }),
    ]) {
      expect((await driver.press(answer, '👍').shown()).content).toContain('谢谢');
    }
    // The one in a direct message belongs to no server.
    expect(await count()).toEqual({ up: 2, down: 0 });
  });

  it('do not stand where nothing answers', async () => {
    const answer = await fixture.sandbox.driver.command('ask', { question: 'zzz' }).shown();
    expect(answer.buttons.map(({ label }) => label)).not.toContain('👍');
  });

  it('are refused politely where the bot never wrote them', async () => {
    const shown = await fixture.sandbox.driver.forgePress(await ask(), 'y1.v.up.../../etc').shown();
    expect(shown).toMatchObject({ ephemeral: true });
    expect(shown.content).toContain('按钮已经失效');
    expect(await count()).toEqual({ up: 0, down: 0 });
  });
});
