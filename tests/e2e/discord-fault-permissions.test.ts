import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDiscord } from '../../src/discord/bot.js';
import { checkDiscord } from '../../src/discord/connection/check.js';
import type { Channel } from '../../src/sandbox/places.js';
import { MESSAGE_TYPES, PERMISSIONS } from '../../src/sandbox/protocol.js';
import { SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import type { Message } from '../../src/sandbox/world.js';
import { readMarkdown } from '../support/discord-markdown.js';
import { optionsFor, startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';
import { recordingLogger, type LogLine } from '../support/recording-logger.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
const LACKS = 'the bot lacks permissions in a channel';

let fixture: Fixture;
let general: Channel;

beforeEach(async () => {
  fixture = await startFixture();
  general = fixture.sandbox.world.general;
});

afterEach(async () => {
  await stopFixture(fixture);
});

function lines(text: string): LogLine[] {
  return fixture.log.filter(({ message }) => message === text);
}

/** Keeps the app from answering until the function that is returned is called. */
function hold(): () => void {
  let open = (): void => undefined;
  fixture.app.gate = new Promise<void>((resolve) => (open = resolve));
  return () => {
    open();
  };
}

/** Waits until the bot has dealt with everything that it was told before. */
async function settled(): Promise<void> {
  await fixture.sandbox.driver.directMessage('zzz').shown();
}

function messageOf(id: string): Message {
  const message = fixture.sandbox.world.messages.get(id);
  if (message === undefined) throw new Error('there is no such message');
  return message;
}

function writtenTo(channel: Channel): number {
  return fixture.sandbox.requests.filter(({ path }) => path.endsWith(`/channels/${channel.id}/messages`))
    .length;
}

describe('a channel that the bot may not write in', () => {
  it('is named once in the log, with what is missing, and commands are answered there', async () => {
    const { driver, world } = fixture.sandbox;
    world.overwriteBot(general, { deny: PERMISSIONS.sendMessages });
    driver.mention(QUESTION);
    driver.mention(QUESTION, { by: world.addPerson('guest1') });
    const shown = await driver.command('ask', { question: QUESTION }).shown();
    expect(shown.embeds).toHaveLength(1);
    await settled();
    expect(lines(LACKS).map(({ fields }) => fields)).toEqual([
      { channelId: general.id, guildId: world.guildId, missing: 'SendMessages' },
    ]);
    expect(writtenTo(general)).toBe(0);
  });

  it('is written in again when the bot may', async () => {
    const { driver, world } = fixture.sandbox;
    world.overwriteBot(general, { deny: PERMISSIONS.sendMessages });
    driver.mention(QUESTION);
    await settled();
    world.overwriteBot(general, {});
    expect((await driver.mention(QUESTION).shown()).embeds).toHaveLength(1);
    expect(lines('the bot may do all it needs in a channel again')).toHaveLength(1);
  });

  it.each([
    ['SendMessages', PERMISSIONS.sendMessages],
    ['ViewChannel', PERMISSIONS.viewChannel],
  ])('is found out by being refused for %s, and asked once', async (missing, permission) => {
    const { driver } = fixture.sandbox;
    const open = hold();
    const exchange = driver.mention(QUESTION);
    await exchange.acknowledged();
    // The bot is not told.
    deny(permission);
    open();
    await settled();
    expect(lines(LACKS).map(({ fields }) => fields.missing)).toEqual([missing]);
    expect(writtenTo(general)).toBe(1);
    expect(lines('an answer could not be delivered')).toEqual([]);
  });
});

describe('a channel in which the bot may embed no links', () => {
  it('gets the quote with title, publisher, date and link as text', async () => {
    const { driver, world } = fixture.sandbox;
    world.overwriteBot(general, { deny: PERMISSIONS.embedLinks });
    const shown = await driver.mention(QUESTION).shown();
    expect(shown.embeds).toEqual([]);
    const { text } = readMarkdown(shown.content);
    expect(text).toContain('试运行首月共有 46 艘货轮在夜间靠泊。');
    expect(text).toContain('蓝湾港夜航试运行满月');
    expect(text).toContain('海岸观察 · 2024-03-18');
    expect(shown.content).toContain('<https://news.example.com/ports/lanwan?from=list>');
    expect(lines(LACKS).map(({ fields }) => fields.missing)).toEqual(['EmbedLinks']);
  });

  it('gets cards in reply to commands, which need no permission', async () => {
    const { driver, world } = fixture.sandbox;
    world.overwriteBot(general, { deny: PERMISSIONS.embedLinks });
    expect((await driver.command('ask', { question: QUESTION }).shown()).embeds).toHaveLength(1);
  });
});

describe('a channel whose history the bot may not read', () => {
  it('gets the answer as a message of its own', async () => {
    const { driver, world } = fixture.sandbox;
    world.overwriteBot(general, { deny: PERMISSIONS.readMessageHistory });
    driver.mention(QUESTION);
    await vi.waitFor(() => {
      expect([...world.messages.values()].at(-1)?.embeds).toHaveLength(1);
    });
    expect([...world.messages.values()].at(-1)?.type).toBe(MESSAGE_TYPES.default);
  });

  it('gets it also where that is found out by being refused', async () => {
    const { driver, world } = fixture.sandbox;
    deny(PERMISSIONS.readMessageHistory);
    driver.mention(QUESTION);
    await vi.waitFor(() => {
      expect([...world.messages.values()].at(-1)?.embeds).toHaveLength(1);
    });
    expect(writtenTo(general)).toBe(2);
  });
});

describe('what is deleted while the question is being answered', () => {
  it.each([
    ['and the bot is told', true],
    ['and the bot has not heard of it', false],
  ])('be it the channel, %s, the answer is dropped without noise', async (_, told) => {
    const { driver, world } = fixture.sandbox;
    const channel = told ? openChannel('short-lived') : general;
    const open = hold();
    const exchange = driver.mention(QUESTION, { where: channel });
    await exchange.acknowledged();
    if (told) world.deleteChannel(channel);
    else world.channels.delete(channel.id);
    open();
    await settled();
    expect(lines('there is no place for an answer').map(({ level }) => level)).toEqual(['debug']);
    expect(fixture.log.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  it('be it the answer to a command, nothing else happens', async () => {
    const { driver, world } = fixture.sandbox;
    const open = hold();
    const exchange = driver.command('ask', { question: QUESTION });
    await exchange.acknowledged();
    const [thinking] = [...world.messages.values()].filter(({ answers }) => answers === exchange.id);
    world.remove(messageOf(thinking?.id ?? ''));
    open();
    await vi.waitFor(() => {
      expect(lines('an answer could not be delivered')).toHaveLength(1);
    });
    expect((await driver.mention(QUESTION).shown()).embeds).toHaveLength(1);
  });
});

/** Takes a permission from the bot without telling it. */
function deny(permission: bigint): void {
  general.overwrites = [{ id: fixture.sandbox.world.bot.id, allow: 0n, deny: permission }];
}

/** Another channel of the server. */
function openChannel(name: string): Channel {
  const { world } = fixture.sandbox;
  return world.openChannel({ name, guildId: world.guildId });
}

describe('missing permissions', () => {
  it('are named per channel by doctor', async () => {
    const { world, apiUrl } = fixture.sandbox;
    world.overwriteBot(general, { deny: PERMISSIONS.embedLinks | PERMISSIONS.sendMessages });
    world.overwriteBot(openChannel('news'), { deny: PERMISSIONS.embedLinks });
    world.overwriteBot(openChannel('hidden'), { deny: PERMISSIONS.viewChannel });
    const { lines: found } = await checkDiscord({ token: SANDBOX_TOKEN, apiUrl, guildId: null });
    expect(found.filter(({ ok }) => !ok).map(({ message }) => message)).toEqual([
      'In the server Sandbox the bot lacks SendMessages, EmbedLinks in #general.',
      'In the server Sandbox the bot lacks EmbedLinks in #news.',
    ]);
  });

  it('are named per channel in the log when the bot comes', async () => {
    const { world } = fixture.sandbox;
    world.overwriteBot(general, { deny: PERMISSIONS.embedLinks });
    const log: LogLine[] = [];
    const second = await startDiscord(fixture.app, {
      ...optionsFor(fixture.sandbox),
      logger: recordingLogger(log),
    });
    await second.stop();
    expect(log.find(({ message }) => message === 'the bot lacks permissions in channels')?.fields).toEqual({
      guildId: world.guildId,
      missing: 'EmbedLinks',
      channels: 1,
      named: ['general'],
    });
  });
});
