import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AdmissionRules } from '../../src/discord/manners/admission.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
const SLOW = { questions: 1, seconds: 600 };

let fixture: Fixture;

async function start(admission: Partial<AdmissionRules>): Promise<Fixture['sandbox']> {
  fixture = await startFixture({
    sandbox: { guildLocale: 'zh-CN' },
    bot: { admission: { cooldown: null, queue: 256, ...admission } },
  });
  return fixture.sandbox;
}

/** Messages of the bot that stand in the server's channel. */
function botMessages(): string[] {
  const { world } = fixture.sandbox;
  return [...world.messages.values()]
    .filter(({ author, channelId }) => author.id === world.bot.id && channelId === world.general.id)
    .map(({ content }) => content);
}

afterEach(async () => {
  await stopFixture(fixture);
});

describe('a member who asks too fast', () => {
  it('is told so alone, at once and in their language, and when to ask again', async () => {
    const { driver } = await start({ cooldown: SLOW });
    await driver.command('ask', { question: QUESTION }).shown();
    for (const [locale, words] of [
      ['zh-CN', '问得有点快'],
      ['zh-TW', '問得有點快'],
      ['en-GB', 'a little fast'],
    ] as const) {
      const exchange = driver.command('search', { query: '引航艇' }, { locale });
      const shown = await exchange.shown();
      expect(shown).toMatchObject({ ephemeral: true, embeds: [] });
      expect(shown.content).toContain(words);
      const [, at = '0'] = /<t:(\d+):R>$/u.exec(shown.content) ?? [];
      expect(Number(at) * 1000).toBeGreaterThan(Date.now());
      expect(await exchange.acknowledged()).toBe(4);
    }
    expect(fixture.app.asked).toEqual([QUESTION]);
  });

  it('may use the commands of those who run the bot', async () => {
    const { driver, world } = await start({ cooldown: SLOW });
    const by = world.moderator;
    await driver.command('ask', { question: QUESTION }, { by }).shown();
    for (let i = 0; i < 3; i++) {
      expect((await driver.command('index status', {}, { by }).shown()).content).toContain('索引可用');
    }
  });

  it('does not keep others waiting', async () => {
    const { driver, world } = await start({ cooldown: SLOW });
    await driver.mention(QUESTION).shown();
    expect((await driver.mention(QUESTION, { by: world.moderator }).shown()).embeds).toHaveLength(1);
  });

  it('is told once in reply to a mention, in a message that goes when the time is over', async () => {
    const { driver } = await start({ cooldown: { questions: 1, seconds: 2 } });
    await driver.mention(QUESTION).shown();
    const refused = await driver.mention(QUESTION).shown();
    expect(refused.content).toMatch(/^问得有点快.*<t:\d+:R>$/u);
    expect(botMessages()).toContain(refused.content);
    await vi.waitFor(
      () => {
        expect(botMessages()).not.toContain(refused.content);
      },
      { timeout: 10_000 },
    );
    expect((await driver.mention(QUESTION).shown()).embeds).toHaveLength(1);
  });

  it('cannot make the bot fill the channel, and a refusal does not outlive the bot', async () => {
    const { driver, world } = await start({ cooldown: SLOW });
    await driver.mention(QUESTION).shown();
    await driver.mention(QUESTION).shown();
    for (let i = 0; i < 5; i++) driver.mention(QUESTION);
    // What is delivered later is dealt with later: once this is answered, the others would have been.
    await driver.mention(QUESTION, { by: world.moderator }).shown();
    expect(botMessages()).toHaveLength(3);
    await fixture.bot.stop();
    expect(botMessages()).toEqual(['', '']);
  });

  it('is told in direct messages, too', async () => {
    const { driver } = await start({ cooldown: SLOW });
    await driver.directMessage(QUESTION).shown();
    expect((await driver.directMessage(QUESTION).shown()).content).toContain('问得有点快');
  });
});

describe('more questions than there is room for', () => {
  it('are refused until one is answered', async () => {
    const { driver, world } = await start({ queue: 1 });
    let open = (): void => undefined;
    fixture.app.gate = new Promise<void>((resolve) => (open = resolve));
    const first = driver.command('ask', { question: QUESTION });
    await first.acknowledged();
    const by = world.moderator;
    const refused = await driver.command('ask', { question: QUESTION }, { by }).shown();
    expect(refused.ephemeral).toBe(true);
    expect(refused.content).toMatch(/^同时提问的人太多.*<t:\d+:R>$/u);
    expect((await driver.directMessage(QUESTION).shown()).content).toContain('同时提问的人太多');
    expect((await driver.command('index status', {}, { by }).shown()).content).toContain('索引可用');
    open();
    expect((await first.shown()).embeds).toHaveLength(1);
    await vi.waitFor(async () => {
      expect((await driver.command('ask', { question: QUESTION }, { by }).shown()).embeds).toHaveLength(1);
    });
  });
});
