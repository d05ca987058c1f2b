import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Records } from '../../src/app/records/records.js';
import { startDiscord } from '../../src/discord/bot.js';
import type { Exchange, Shown } from '../../src/sandbox/exchange.js';
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
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' }, bot: { records } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

/** Another bot in place of the one that ran, which remembers what is on disk. */
async function restart(): Promise<void> {
  await fixture.bot.stop();
  const app = new FakeApp();
  const bot = await startDiscord(app, { ...optionsFor(fixture.sandbox), records });
  fixture = { ...fixture, app, bot };
}

function contentOf({ content }: Shown): string {
  return readMarkdown(content).text;
}

/** What was shown in return, once the bot remembers it. */
async function remembered(exchange: Exchange): Promise<Shown> {
  const shown = await exchange.shown();
  await vi.waitFor(async () => {
    expect(await records.answers.find(exchange.id)).not.toBeNull();
  });
  return shown;
}

/** Lets the bot deal with all that it was told before. */
async function settle(): Promise<void> {
  await fixture.sandbox.driver.directMessage('zzz').shown();
}

describe('a reply to an answer', () => {
  it('goes on from that answer, whoever writes it and whatever was asked since', async () => {
    const { driver, world } = fixture.sandbox;
    const first = await remembered(driver.mention(QUESTION));
    await remembered(driver.mention('白峰茶农改种什么？'));
    const mine = await remembered(driver.reply(first, FOLLOW_UP));
    const theirs = await remembered(driver.reply(first, FOLLOW_UP, { by: world.moderator }));
    expect([mine, theirs].map(contentOf)).toEqual([UNDERSTOOD, UNDERSTOOD]);
  });

  it('goes on from an answer to a command, too', async () => {
    const { driver } = fixture.sandbox;
    const first = await remembered(driver.command('ask', { question: QUESTION }));
    expect(contentOf(await driver.reply(first, FOLLOW_UP).shown())).toBe(UNDERSTOOD);
  });

  it('goes on from an answer that was given before the bot was restarted', async () => {
    const { driver } = fixture.sandbox;
    const first = await remembered(driver.mention(QUESTION));
    await restart();
    expect(contentOf(await driver.reply(first, FOLLOW_UP).shown())).toBe(UNDERSTOOD);
  });

  it.each(['谢谢！', '好的', 'Thanks a lot', '👍'])('that only says %s is left alone', async (text) => {
    const { driver } = fixture.sandbox;
    const first = await remembered(driver.mention(QUESTION));
    const reply = driver.reply(first, text);
    await settle();
    expect(reply.history).toEqual([]);
  });

  it('is not answered where the bot cannot read it', async () => {
    const { driver } = fixture.sandbox;
    const first = await remembered(driver.mention(QUESTION));
    const reply = driver.reply(first, FOLLOW_UP, { ping: false });
    await settle();
    expect(reply.history).toEqual([]);
    expect(fixture.app.asked).toEqual([QUESTION, 'zzz']);
  });

  it('is none where it replies to something else that the bot said', async () => {
    const { driver } = fixture.sandbox;
    const card = await driver.command('latest').shown();
    const reply = driver.reply(card, QUESTION);
    await settle();
    expect(reply.history).toEqual([]);
  });
});

describe('a question that is edited', () => {
  it('is answered anew in the same message', async () => {
    const { driver, world } = fixture.sandbox;
    const asked = driver.mention('qqq');
    const before = await remembered(asked);
    driver.edit(asked, `<@${world.bot.id}> ${QUESTION}`);
    const after = await asked.until(({ embeds }) => embeds.length > 0);
    expect(after.messageId).toBe(before.messageId);
  });

  it('is answered anew after a restart, too', async () => {
    const { driver } = fixture.sandbox;
    const asked = driver.directMessage('qqq');
    const before = await remembered(asked);
    await restart();
    driver.edit(asked, QUESTION);
    expect((await asked.until(({ embeds }) => embeds.length > 0)).messageId).toBe(before.messageId);
  });

  it('is answered where it was none before', async () => {
    const { driver, world } = fixture.sandbox;
    const said = driver.say(QUESTION);
    await settle();
    expect(said.history).toEqual([]);
    driver.edit(said, `<@${world.bot.id}> ${QUESTION}`);
    expect((await said.shown()).embeds).toHaveLength(1);
  });

  it('keeps its answer where it does not ask the bot any more', async () => {
    const { driver } = fixture.sandbox;
    const asked = driver.mention(QUESTION);
    await remembered(asked);
    driver.edit(asked, 'never mind');
    await settle();
    expect(asked.history).toHaveLength(1);
  });

  it('gets a new answer where the first was deleted', async () => {
    const { driver, world } = fixture.sandbox;
    const asked = driver.mention(QUESTION);
    const before = await remembered(asked);
    driver.remove(before);
    driver.edit(asked, `<@${world.bot.id}> 白峰茶农改种什么？`);
    const after = await asked.until(({ messageId }) => messageId !== before.messageId);
    expect(after.embeds).toHaveLength(1);
  });
});

describe('a question that is deleted', () => {
  it('takes its answer with it, and is remembered nowhere', async () => {
    const { driver, world } = fixture.sandbox;
    const asked = driver.mention(QUESTION);
    const shown = await remembered(asked);
    driver.remove(asked);
    await vi.waitFor(() => {
      expect(world.messages.has(shown.messageId)).toBe(false);
    });
    expect(await records.answers.find(asked.id)).toBeNull();
    expect(contentOf(await driver.mention(FOLLOW_UP).shown())).not.toContain('理解为');
  });

  it('takes its answer with it after a restart, too', async () => {
    const { driver, world } = fixture.sandbox;
    const asked = driver.mention(QUESTION);
    const shown = await remembered(asked);
    await restart();
    driver.remove(asked);
    await vi.waitFor(() => {
      expect(world.messages.has(shown.messageId)).toBe(false);
    });
  });

  it('while it is being answered leaves no answer behind', async () => {
    const { driver, world } = fixture.sandbox;
    let open = (): void => undefined;
    fixture.app.gate = new Promise<void>((resolve) => (open = resolve));
    const asked = driver.mention(QUESTION);
    await asked.acknowledged();
    driver.remove(asked);
    open();
    await settle();
    await vi.waitFor(() => {
      const left = [...world.messages.values()].filter(
        ({ author, channelId }) => author.bot && channelId === world.general.id,
      );
      expect(left).toEqual([]);
    });
  });
});

describe('an answer that a moderator deletes', () => {
  it('is forgotten', async () => {
    const { driver } = fixture.sandbox;
    const asked = driver.mention(QUESTION);
    driver.remove(await remembered(asked));
    await vi.waitFor(async () => {
      expect(await records.answers.find(asked.id)).toBeNull();
    });
  });
});

describe('a question that is delivered again after a restart', () => {
  it('is not answered twice', async () => {
    const { driver } = fixture.sandbox;
    const mention = driver.mention(QUESTION);
    const command = driver.command('ask', { question: QUESTION });
    await remembered(mention);
    await remembered(command);
    await restart();
    driver.redeliver(mention);
    driver.redeliver(command);
    await settle();
    expect(mention.history).toHaveLength(1);
    expect(command.history.filter(({ loading }) => !loading)).toHaveLength(1);
  });
});
