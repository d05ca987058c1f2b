import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
import { readMarkdown } from '../support/discord-markdown.js';
import { FakeApp } from '../support/fake-app.js';
import { recordingLogger } from '../support/recording-logger.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
const SHARE = '分享到频道';

let records: Records;
let fixture: Fixture;

beforeEach(async () => {
  records = temporaryRecords();
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' }, bot: { records } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

function ask(context: Context = {}, hidden = true): Promise<Shown> {
  const values = { question: QUESTION, ...(hidden && { private: true }) };
  return fixture.sandbox.driver.command('ask', values, context).shown();
}

function labels({ buttons }: Shown): string[] {
  return buttons.map(({ label }) => label);
}

/** Shares an answer; gives what is posted, once the answer's button is disabled. */
async function share(answer: Shown, context: Context = {}): Promise<Shown> {
  const exchange = fixture.sandbox.driver.press(answer, SHARE, context);
  await exchange.until(({ messageId }) => messageId === answer.messageId);
  return exchange.shown();
}

/** Messages of the bot's that everybody in the server sees. */
function posted(): number {
  const { world } = fixture.sandbox;
  return [...world.messages.values()].filter(({ author, flags }) => author.bot && (flags & 64) === 0).length;
}

describe('“Share in channel” on a private answer', () => {
  it('shows everybody what was shown, with who shared it and the buttons of a public answer', async () => {
    const answer = await ask();
    const shared = await share(answer);
    expect(shared.ephemeral).toBe(false);
    expect(readMarkdown(shared.content).text).toBe(`小林 分享了一个回答：\n${QUESTION}`);
    expect(shared.embeds).toEqual(answer.embeds);
    expect(labels(shared)).toEqual(labels(answer).filter((label) => label !== SHARE));
    expect(labels(shared)).toEqual(labels(await ask({}, false)));
    const { driver } = fixture.sandbox;
    expect((await driver.press(shared, '后文').shown()).embeds).toHaveLength(1);
    expect((await driver.press(shared, '👍').shown()).content).toContain('谢谢');
  });

  it('is disabled afterwards, and leaves the answer as it was', async () => {
    const answer = await ask();
    const exchange = fixture.sandbox.driver.press(answer, SHARE);
    const after = await exchange.until(({ messageId }) => messageId === answer.messageId);
    expect(after).toMatchObject({ content: answer.content, embeds: answer.embeds, ephemeral: true });
    expect(labels(after)).toEqual(labels(answer));
    expect(after.buttons.filter(({ disabled }) => disabled)).toMatchObject([{ label: SHARE }]);
  });

  it('posts once, however often it is pressed or delivered', async () => {
    const { driver } = fixture.sandbox;
    const answer = await ask();
    const [first, second] = [driver.press(answer, SHARE), driver.press(answer, SHARE)];
    driver.redeliver(first);
    await first.shown();
    const refused = await second.shown();
    expect(refused).toMatchObject({ ephemeral: true, content: '这个回答已经分享过了。' });
    expect(posted()).toBe(1);
  });

  it('stands on what was found for a message, too, and works after a restart', async () => {
    const { driver } = fixture.sandbox;
    const found = await driver.messageCommand('Find in articles', driver.say(QUESTION).id).shown();
    await fixture.bot.stop();
    const logger = recordingLogger(fixture.log as []);
    const bot = await startDiscord(new FakeApp(), { ...optionsFor(fixture.sandbox), logger });
    fixture = { ...fixture, bot };
    expect((await share(found)).embeds).toEqual(found.embeds);
    const again = await driver.forgePress(found, 'y1.s').shown();
    expect(again.content).toBe('这个回答已经分享过了。');
  });

  it('is refused to a member who may not write in the channel', async () => {
    const { driver, world } = fixture.sandbox;
    const answer = await ask();
    const by = { ...world.member, permissions: 0n };
    const refused = await driver.press(answer, SHARE, { by, locale: 'zh-TW' }).shown();
    expect(refused).toMatchObject({ ephemeral: true, embeds: [] });
    expect(refused.content).toContain('沒有傳送訊息的權限');
    expect(posted()).toBe(0);
  });

  it('pings nobody and has no effect, whatever a member is called', async () => {
    const { world } = fixture.sandbox;
    const displayName = '@everyone **[x](https://evil.example)**';
    const by = { ...world.member, displayName };
    const shared = await share(await ask(), { by });
    const [line = ''] = shared.content.split('\n');
    expect(readMarkdown(line)).toMatchObject({ text: `${displayName} 分享了一个回答：`, active: [] });
    const posts = fixture.sandbox.requests.filter(
      ({ method, path }) => method === 'POST' && path.includes('webhooks'),
    );
    for (const { body } of posts) expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(posts.length).toBeGreaterThan(0);
  });

  it('is refused on a public answer, and offered neither there nor in direct messages', async () => {
    const { driver } = fixture.sandbox;
    const answer = await ask({}, false);
    expect(labels(answer)).not.toContain(SHARE);
    const refused = await driver.forgePress(answer, 'y1.s').shown();
    expect(refused).toMatchObject({ ephemeral: true });
    expect(refused.content).toContain('只有仅自己可见的回答');
    expect(posted()).toBe(1);
    expect(labels(await ask({ where: 'direct' }))).not.toContain(SHARE);
  });

  it('lets a reply to what was shared go on from its question', async () => {
    const answer = await ask();
    // It is remembered once it has been shown.
    await vi.waitFor(async () => {
      expect(await records.answers.find(answer.messageId)).not.toBeNull();
    });
    const shared = await share(answer);
    const given = await records.answers.find(shared.messageId);
    expect(given).toMatchObject({ question: QUESTION, hidden: false, replyId: shared.messageId });
    expect(await records.answers.find(answer.messageId)).toMatchObject({ hidden: true });
  });
});
