import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Records } from '../../src/app/records/records.js';
import { startDiscord } from '../../src/discord/bot.js';
import type { Article } from '../../src/domain/article.js';
import type { Shown } from '../../src/sandbox/exchange.js';
import {
  optionsFor,
  startFixture,
  stopFixture,
  temporaryRecords,
  type Fixture,
} from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { sketchArticle } from '../support/fake-articles.js';
import { recordingLogger } from '../support/recording-logger.js';

const MORE = '更多出处';
const QUESTION = '灯塔几点点亮？';

/** Seven articles that answer, of successive years. */
const ARTICLES = Array.from({ length: 7 }, (_, i) =>
  sketchArticle({
    path: `${i}.md`,
    title: `第${i}座灯塔`,
    date: { value: `${2018 + i}-05-01`, precision: 'day', source: 'page' },
    parts: [{ heading: null, paragraph: '灯塔在六点点亮。' }],
  }),
);

let records: Records;
/** Articles that the bot of a test answers from. */
let served: Article[];
let fixture: Fixture;

beforeEach(async () => {
  records = temporaryRecords();
  served = [...ARTICLES];
  fixture = await startFixture({
    sandbox: { guildLocale: 'zh-CN' },
    app: new FakeApp(served),
    bot: { records },
  });
});

afterEach(async () => {
  await stopFixture(fixture);
});

/** Asks, and waits until the answer is remembered, which follows its being shown. */
async function ask(values: Record<string, string> = {}, direct = false): Promise<Shown> {
  const where = direct ? 'direct' : 'server';
  const { driver } = fixture.sandbox;
  return remembered(await driver.command('ask', { question: QUESTION, ...values }, { where }).shown());
}

async function remembered(shown: Shown): Promise<Shown> {
  await vi.waitFor(async () => {
    expect(await records.answers.find(shown.messageId)).not.toBeNull();
  });
  return shown;
}

async function more(shown: Shown): Promise<Shown> {
  return fixture.sandbox.driver.press(shown, MORE).shown();
}

function titles({ embeds }: Shown): (string | undefined)[] {
  return embeds.map(({ title }) => title);
}

describe('“More sources” under an answer', () => {
  it('shows whoever presses what was not quoted yet, with reserve, until there is no more', async () => {
    const { world } = fixture.sandbox;
    const answer = await ask();
    const second = await remembered(await more(answer));
    expect(second.ephemeral).toBe(true);
    expect(second.content).toContain('可能相关');
    expect(second.buttons.map(({ label }) => label)).toContain('① ◀ 前文');
    const third = await more(second);
    expect([answer, second, third].flatMap(titles)).toEqual(ARTICLES.map(({ title }) => title));
    expect(third.buttons.map(({ label }) => label)).not.toContain(MORE);
    expect(world.messages.get(answer.messageId)?.embeds).toEqual(answer.embeds);
  });

  it('says so where there is no more', async () => {
    const answer = await ask();
    served.splice(3);
    const none = await more(answer);
    expect(none).toMatchObject({ ephemeral: true, embeds: [], content: '没有更多能回答这个问题的出处了。' });
  });

  it('keeps to the period that the question was restricted to', async () => {
    const answer = await ask({ since: '2019', until: '2022' });
    expect(titles(answer)).toEqual(['第1座灯塔', '第2座灯塔', '第3座灯塔']);
    expect(titles(await more(answer))).toEqual(['第4座灯塔']);
  });

  it('is acknowledged first, works after a restart, and in direct messages', async () => {
    const { driver } = fixture.sandbox;
    const answers = [await ask(), await ask({}, true)];
    await fixture.bot.stop();
    const logger = recordingLogger(fixture.log as []);
    const bot = await startDiscord(new FakeApp(ARTICLES), {
      ...optionsFor(fixture.sandbox),
      logger,
      records,
    });
    fixture = { ...fixture, bot };
    for (const answer of answers) {
      const exchange = driver.press(answer, MORE);
      expect(await exchange.acknowledged()).toBe(5);
      expect(titles(await exchange.shown())).toEqual(['第3座灯塔', '第4座灯塔', '第5座灯塔']);
    }
  });

  it('can be pressed on what was shared', async () => {
    const { driver } = fixture.sandbox;
    const values = { question: QUESTION, private: true };
    const hidden = await remembered(await driver.command('ask', values).shown());
    const shared = await remembered(await driver.press(hidden, '分享到频道').shown());
    expect(titles(await more(shared))).toEqual(['第3座灯塔', '第4座灯塔', '第5座灯塔']);
  });

  it('says so where the question is no longer remembered', async () => {
    const answer = await ask();
    const given = await records.answers.find(answer.messageId);
    if (given !== null) await records.answers.remove(given);
    expect((await more(answer)).content).toContain('已经不在记录里');
  });

  it('does not stand where everything is shown', async () => {
    const answer = await ask({ since: '2019', until: '2020' });
    expect(answer.buttons.map(({ label }) => label)).not.toContain(MORE);
  });
});

it('counts as a question: who asks too fast is told to wait', async () => {
  const admission = { cooldown: { questions: 1, seconds: 600 }, queue: 9 };
  const slow = await startFixture({ app: new FakeApp(ARTICLES), bot: { admission } });
  const answer = await slow.sandbox.driver.command('ask', { question: QUESTION }).shown();
  const refused = await slow.sandbox.driver.press(answer, MORE).shown();
  expect(refused).toMatchObject({ ephemeral: true, embeds: [] });
  expect(slow.app.asked).toHaveLength(1);
  await stopFixture(slow);
});
