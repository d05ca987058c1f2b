import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Records } from '../../src/app/records/records.js';
import { startDiscord } from '../../src/discord/bot.js';
import type { Exchange, Shown } from '../../src/sandbox/exchange.js';
import type { Channel } from '../../src/sandbox/places.js';
import { INTENTS, PERMISSIONS } from '../../src/sandbox/protocol.js';
import { shownOf } from '../../src/sandbox/exchange.js';
import {
  optionsFor,
  startFixture,
  stopFixture,
  temporaryRecords,
  type Fixture,
} from '../support/discord-fixture.js';
import { readMarkdown } from '../support/discord-markdown.js';
import { FakeApp } from '../support/fake-app.js';

const QUESTION = '2023年蓝湾港首月有多少艘货轮在夜间靠泊？';
const FOLLOW_UP = '那2024年呢？';
const UNDERSTOOD = '理解为：2024年蓝湾港首月有多少艘货轮在夜间靠泊？';

let fixture: Fixture;
let records: Records;

beforeEach(async () => {
  records = temporaryRecords();
  fixture = await startFixture({
    sandbox: { guildLocale: 'zh-CN', allowedIntents: INTENTS.messageContent },
    bot: { records },
  });
  const { world } = fixture.sandbox;
  const allowed = world.permissions(world.bot, world.general) | PERMISSIONS.createPublicThreads;
  world.overwriteBot(world.general, { allow: allowed });
  await records.guilds.update(world.guildId, (settings) => ({ ...settings, threads: [world.general.id] }));
});

afterEach(async () => {
  await stopFixture(fixture);
});

/** Starts another bot in place of the one that ran. */
async function restart(readThreads = false): Promise<void> {
  await fixture.bot.stop();
  const app = new FakeApp();
  const bot = await startDiscord(app, { ...optionsFor(fixture.sandbox), records, readThreads });
  fixture = { ...fixture, app, bot };
}

function threads(): Channel[] {
  return [...fixture.sandbox.world.channels.values()].filter(({ thread }) => thread !== null);
}

/** The thread of a question, and the bot's messages in it, once the bot remembers the answer. */
async function threadOf({ id }: Exchange): Promise<{ thread: Channel; messages: Shown[] }> {
  await vi.waitFor(async () => {
    expect(await records.answers.find(id)).not.toBeNull();
  });
  const given = await records.answers.find(id);
  const thread = threads().find((one) => one.id === given?.threadId);
  if (thread === undefined) throw new Error('no thread was opened');
  const { world } = fixture.sandbox;
  const messages = [...world.messages.values()].filter(
    ({ channelId, author }) => channelId === thread.id && author.bot,
  );
  return { thread, messages: messages.map(shownOf) };
}

async function settle(): Promise<void> {
  await fixture.sandbox.driver.directMessage('zzz').shown();
}

function contentOf({ content }: Shown): string {
  return readMarkdown(content).text;
}

describe('in a channel with answer threads', () => {
  it('a mention is answered in a thread that is called as it asks', async () => {
    const { thread, messages } = await threadOf(fixture.sandbox.driver.mention(QUESTION));
    expect(thread).toMatchObject({ name: QUESTION, parentId: fixture.sandbox.world.general.id });
    expect(messages).toHaveLength(1);
    expect(messages[0]?.embeds).toHaveLength(1);
  });

  it('a command is answered in the channel, with a thread at the answer', async () => {
    const exchange = fixture.sandbox.driver.command('ask', { question: QUESTION });
    const shown = await exchange.shown();
    const { thread } = await threadOf(exchange);
    expect(thread).toMatchObject({ id: shown.messageId, name: QUESTION });
  });

  it('a private answer gets none', async () => {
    await fixture.sandbox.driver.command('ask', { question: QUESTION, private: true }).shown();
    await settle();
    expect(threads()).toEqual([]);
  });

  it('a question that is delivered again gets no second one', async () => {
    const exchange = fixture.sandbox.driver.mention(QUESTION);
    await threadOf(exchange);
    await restart();
    fixture.sandbox.driver.redeliver(exchange);
    await settle();
    expect(threads()).toHaveLength(1);
  });

  it('a question that is edited is answered anew in its thread', async () => {
    const { driver, world } = fixture.sandbox;
    const exchange = driver.mention('qqq');
    const before = await threadOf(exchange);
    driver.edit(exchange, `<@${world.bot.id}> ${QUESTION}`);
    await vi.waitFor(async () => {
      const { messages } = await threadOf(exchange);
      expect(messages.map(({ messageId }) => messageId)).toEqual([before.messages[0]?.messageId]);
      expect(messages[0]?.embeds).toHaveLength(1);
    });
  });

  it('a question is answered without where the bot may not open one, which the log says once', async () => {
    const { driver, world } = fixture.sandbox;
    world.overwriteBot(world.general, { deny: PERMISSIONS.createPublicThreads });
    expect((await driver.mention(QUESTION).shown()).embeds).toHaveLength(1);
    await driver.mention(QUESTION).shown();
    expect(threads()).toEqual([]);
    const lines = fixture.log.filter(({ fields }) => fields.missing === 'CreatePublicThreads');
    expect(lines).toHaveLength(1);
  });

  it('a question that names others or is long gives a name that Discord takes', async () => {
    const { driver, world } = fixture.sandbox;
    const { thread } = await threadOf(driver.mention(`<@${world.member.id}> ${'蓝湾港'.repeat(60)}？`));
    expect(thread.name).toBe(`${'蓝湾港'.repeat(33)}…`);
    expect((await threadOf(driver.mention(''))).thread.name).toBe('问答');
  });
});

describe('in other channels', () => {
  it('no thread is opened', async () => {
    const { driver, world } = fixture.sandbox;
    const other = world.openChannel({ name: 'other', guildId: world.guildId });
    await driver.mention(QUESTION, { where: other }).shown();
    await settle();
    expect(threads()).toEqual([]);
  });
});

describe('in a thread that the bot opened', () => {
  it('whoever mentions it goes on from what was asked last, also after a restart', async () => {
    const { driver, world } = fixture.sandbox;
    const { thread } = await threadOf(driver.mention(QUESTION));
    await restart();
    const shown = await driver.mention(FOLLOW_UP, { where: thread, by: world.moderator }).shown();
    expect(contentOf(shown)).toBe(UNDERSTOOD);
    expect(threads()).toHaveLength(1);
  });

  it('goes on from the answer to a command, too', async () => {
    const { driver } = fixture.sandbox;
    const { thread } = await threadOf(driver.command('ask', { question: QUESTION }));
    expect(contentOf(await driver.mention(FOLLOW_UP, { where: thread }).shown())).toBe(UNDERSTOOD);
  });

  it('what does not mention it is left alone', async () => {
    const { driver } = fixture.sandbox;
    const { thread } = await threadOf(driver.mention(QUESTION));
    const said = driver.say(FOLLOW_UP, { where: thread });
    await settle();
    expect(said.history).toEqual([]);
  });

  it('is answered without a mention where the operator wants that, but not what is meant for others', async () => {
    await restart(true);
    const { driver, world } = fixture.sandbox;
    const { thread } = await threadOf(driver.mention(QUESTION));
    const follow = driver.say(FOLLOW_UP, { where: thread });
    expect(contentOf(await follow.shown())).toBe(UNDERSTOOD);
    const others = [
      driver.say('谢谢！', { where: thread }),
      driver.say(`<@${world.moderator.id}> 你看呢？`, { where: thread }),
      driver.reply(follow.id, '我也想知道', { by: world.moderator }),
      driver.say(QUESTION),
    ];
    await settle();
    expect(others.flatMap(({ history }) => history)).toEqual([]);
  });
});
