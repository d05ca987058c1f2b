import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMarkdown } from '../support/discord-markdown.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';

const COMMAND = 'Find in articles';
const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
const QUOTE = '试运行首月共有 46 艘货轮在夜间靠泊。';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

/** Writes a message that does not mention the bot, and has it looked for. */
function find(text: string, locale = 'zh-CN'): ReturnType<Fixture['sandbox']['driver']['messageCommand']> {
  const { driver, world } = fixture.sandbox;
  const { id } = driver.say(text, { by: world.moderator });
  return driver.messageCommand(COMMAND, id, { locale });
}

describe('“Find in articles” on a message', () => {
  it('answers a message that the bot could not read before, for the asker alone', async () => {
    const shown = await find(QUESTION).shown();
    expect(shown.ephemeral).toBe(true);
    expect(shown.embeds.map(({ description = '' }) => readMarkdown(description).text)).toEqual([QUOTE]);
    expect(readMarkdown(shown.content).text).toBe(QUESTION);
  });

  it('is acknowledged before there is an answer', async () => {
    let open = (): void => undefined;
    fixture.app.gate = new Promise<void>((resolve) => (open = resolve));
    const exchange = find(QUESTION);
    expect(await exchange.acknowledged()).toBe(5);
    open();
    expect((await exchange.shown()).embeds).toHaveLength(1);
  });

  it('works in direct messages', async () => {
    const { driver } = fixture.sandbox;
    const { messageId } = await driver.directMessage('zzz').shown();
    const shown = await driver.messageCommand(COMMAND, messageId, { where: 'direct' }).shown();
    expect(shown).toMatchObject({ ephemeral: true });
  });

  it('leaves out mentions, emoji and times', async () => {
    await find(
      `<@123456789012345678> <#123456789012345678>${QUESTION} <:ship:123456789012345678><t:17:R>`,
    ).shown();
    expect(fixture.app.asked).toEqual([QUESTION]);
  });

  it('takes the message for itself, whatever the member asked before', async () => {
    const { driver } = fixture.sandbox;
    await driver.command('ask', { question: QUESTION, private: true }).shown();
    expect((await find('那2024年呢？').shown()).content).not.toContain('理解为');
  });

  it.each(['', '  ', '<@123456789012345678>'])('says so where “%s” is all there is', async (text) => {
    expect((await find(text).shown()).content).toContain('没有可查的文字');
    expect(fixture.app.asked).toEqual([]);
  });

  it('says so where the text is longer than a question may be', async () => {
    expect((await find('x'.repeat(1001), 'zh-TW').shown()).content).toContain('最多能查 1000 個字');
    expect(fixture.app.asked).toEqual([]);
    await find('x'.repeat(1000)).shown();
    expect(fixture.app.asked).toHaveLength(1);
  });

  it('says that nothing answers, in the member’s language', async () => {
    expect((await find('zzz', 'en-GB').shown()).content).toContain('Nothing in the articles');
  });

  it('shows a hostile message as it was written, without effect', async () => {
    const text = '@everyone **粗** [点](https://evil.example) ||剧透||';
    const { content } = await find(text).shown();
    expect(readMarkdown(content).text.startsWith(`${text}\n`)).toBe(true);
    expect(readMarkdown(content).active).toEqual([]);
  });

  it('fails politely, without the text in the log', async () => {
    fixture.app.failure = new Error('broken');
    expect((await find(QUESTION).shown()).content).toMatch(/编号 [0-9a-f]{8} /u);
    expect(JSON.stringify(fixture.log)).not.toContain(QUESTION);
  });

  it('is answered once, however often it is delivered', async () => {
    const exchange = find(QUESTION);
    fixture.sandbox.driver.redeliver(exchange);
    await exchange.shown();
    await find('zzz').shown();
    expect(fixture.app.asked).toEqual([QUESTION, 'zzz']);
  });
});
