import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDiscord } from '../../src/discord/bot.js';
import type { Article } from '../../src/domain/article.js';
import type { Shown } from '../../src/sandbox/exchange.js';
import { optionsFor, startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';
import { readMarkdown } from '../support/discord-markdown.js';
import { FakeApp } from '../support/fake-app.js';
import { SAMPLE_ARTICLES, sketchArticle } from '../support/fake-articles.js';
import { recordingLogger } from '../support/recording-logger.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
const BEFORE = '蓝湾港从二月起试开夜航。港方说，夜里进出的船由引航艇全程带路。\n\n一个月的数字';
const AFTER = '平均每艘少等 5 个小时。没有发生事故。';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

/** The text of the embed as a reader sees it. */
function passage({ embeds }: Shown): string {
  return readMarkdown(embeds[0]?.description ?? '').text;
}

/** Labels of the buttons that can be pressed. */
function open({ buttons }: Shown): string[] {
  return buttons.filter(({ disabled }) => !disabled).map(({ label }) => label);
}

async function ask(question = QUESTION): Promise<Shown> {
  return fixture.sandbox.driver.command('ask', { question }).shown();
}

/** Stops the bot and starts another in its place. */
async function restart(articles: readonly Article[] = SAMPLE_ARTICLES): Promise<void> {
  await fixture.bot.stop();
  const app = new FakeApp(articles);
  const logger = recordingLogger(fixture.log as []);
  const bot = await startDiscord(app, { ...optionsFor(fixture.sandbox), logger });
  fixture = { ...fixture, app, bot };
}

/** The sample articles with one of them changed. */
function withChanged(change: (article: Article) => Article[]): Article[] {
  return SAMPLE_ARTICLES.flatMap((article) =>
    article.path === 'ports/lanwan.md' ? change(article) : [article],
  );
}

/** Requests that answer one press. */
function answersTo({ id }: { readonly id: string }): Fixture['sandbox']['requests'] {
  const token = fixture.sandbox.world.interactions.get(id)?.token ?? '';
  return fixture.sandbox.requests.filter(({ path }) => path.includes(id) || path.includes(token));
}

describe('buttons under an answer', () => {
  it('show what stands after and before the quote, to whoever presses alone', async () => {
    const { driver, world } = fixture.sandbox;
    const answer = await ask();
    expect(open(answer)).toEqual(['◀ 前文', '后文 ▶', '全文出处', '👍', '👎']);
    const after = await driver.press(answer, '后文', { by: world.moderator }).shown();
    expect(passage(after)).toBe(AFTER);
    expect(after).toMatchObject({ ephemeral: true, embeds: [{ title: '蓝湾港夜航试运行满月' }] });
    expect(open(after)).toEqual(['◀ 前文', '全文出处']);
    const before = await driver.press(answer, '◀').shown();
    expect(passage(before)).toBe(BEFORE);
    expect(open(before)).toEqual(['后文 ▶', '全文出处']);
    expect(world.messages.get(answer.messageId)?.embeds).toEqual(answer.embeds);
  });

  it('turn the page in place, further and back', async () => {
    const { driver } = fixture.sandbox;
    const after = await driver.press(await ask(), '后文').shown();
    const turned = await driver.press(after, '◀').shown();
    expect(turned.messageId).toBe(after.messageId);
    expect(turned.ephemeral).toBe(true);
    expect(passage(turned)).toContain('试运行首月共有 46 艘货轮在夜间靠泊。');
    const back = await driver.press(turned, '后文').shown();
    expect(back.messageId).toBe(after.messageId);
    expect(passage(back)).toBe(AFTER);
  });

  it('show the article’s card as /article does', async () => {
    const { driver } = fixture.sandbox;
    const card = await driver.press(await ask(), '全文出处').shown();
    const looked = await driver.command('article', { name: '蓝湾港夜航试运行满月' }).shown();
    expect(card.embeds).toEqual(looked.embeds);
    expect(card.ephemeral).toBe(true);
  });

  it('stand under answers to mentions and direct messages too', async () => {
    const { driver } = fixture.sandbox;
    for (const answer of [
      await driver.mention(QUESTION).shown(),
      await driver.directMessage(QUESTION).shown(),
    ]) {
      const exchange = driver.press(answer, '后文');
      expect(passage(await exchange.shown())).toBe(AFTER);
    }
  });

  it('leave a private answer where it is', async () => {
    const { driver } = fixture.sandbox;
    const answer = await driver.command('ask', { question: QUESTION, private: true }).shown();
    const after = await driver.press(answer, '后文').shown();
    expect(after.messageId).not.toBe(answer.messageId);
  });

  it('speak the language of whoever presses', async () => {
    const { driver } = fixture.sandbox;
    const after = await driver.press(await ask(), '后文', { locale: 'en-GB' }).shown();
    expect(open(after)).toEqual(['◀ Before', 'About the article']);
  });

  it('are answered with one request each, however often a press is delivered, and ping nobody', async () => {
    const { driver } = fixture.sandbox;
    const answer = await ask();
    const exchange = driver.press(answer, '后文');
    driver.redeliver(exchange);
    const after = await exchange.shown();
    driver.redeliver(exchange);
    const turn = driver.press(after, '◀');
    driver.redeliver(turn);
    await turn.shown();
    // What is delivered later is dealt with later: once this is answered, the others would have been.
    await driver.press(answer, '◀').shown();
    expect(answersTo(exchange)).toMatchObject([{ body: { type: 4, data: { flags: 64 } } }]);
    expect(answersTo(turn)).toMatchObject([{ body: { type: 7 } }]);
    for (const { body } of [...answersTo(exchange), ...answersTo(turn)]) {
      expect(body).toMatchObject({ data: { allowed_mentions: { parse: [] } } });
    }
  });

  it('walk through a whole article without leaving anything out', async () => {
    const paragraph = Array.from({ length: 90 }, (_, i) => `第${i}号泊位在夜里*一切*正常<@1>。`).join('');
    const article = sketchArticle({ path: 'l.md', title: '泊位', parts: [{ heading: null, paragraph }] });
    await restart([article]);
    const { driver } = fixture.sandbox;
    const answer = await ask('第0号泊位在夜里一切正常');
    let shown = await driver.press(answer, '后文').shown();
    let read = passage(answer) + passage(shown);
    while (open(shown).includes('后文 ▶')) {
      shown = await driver.press(shown, '后文').shown();
      read += passage(shown);
    }
    expect(read).toBe(paragraph);
  });
});

describe('buttons where nothing answers', () => {
  it('open the cards of the nearest articles', async () => {
    const { driver } = fixture.sandbox;
    const answer = await ask('zzz');
    expect(open(answer)).toEqual(['蓝湾港夜航试运行满月', '白峰茶农改种晚熟品种']);
    const card = await driver.press(answer, '白峰茶农').shown();
    expect(card).toMatchObject({ ephemeral: true, embeds: [{ title: '白峰茶农改种晚熟品种' }] });
  });
});

describe('buttons of a bot that has been restarted', () => {
  it('work as before', async () => {
    const { driver } = fixture.sandbox;
    const answer = await ask();
    const page = await driver.press(answer, '后文').shown();
    await restart();
    expect(passage(await driver.press(answer, '◀').shown())).toBe(BEFORE);
    expect(passage(await driver.press(page, '◀').shown())).toContain('46 艘');
    expect((await driver.press(answer, '全文出处').shown()).embeds).toHaveLength(1);
  });

  it('say so where the article has changed, and offer its card as it is now', async () => {
    const { driver } = fixture.sandbox;
    const answer = await ask();
    const page = await driver.press(answer, '后文').shown();
    await restart(
      withChanged(({ path }) => [
        sketchArticle({ path, title: '新题目', parts: [{ heading: null, paragraph: '全改了。' }] }),
      ]),
    );
    const sorry = await driver.press(answer, '后文', { locale: 'zh-TW' }).shown();
    expect(sorry).toMatchObject({ ephemeral: true, embeds: [] });
    expect(sorry.content).toContain('這篇文章在那之後更新過');
    expect((await driver.press(sorry, '全文出處').shown()).embeds[0]?.title).toBe('新题目');
    // The page that was read stays where it is.
    expect((await driver.press(page, '◀').shown()).messageId).not.toBe(page.messageId);
    const card = await driver.press(answer, '全文出处').shown();
    expect(card.content).toContain('下面是现在的内容');
    expect(card.embeds[0]?.title).toBe('新题目');
  });

  it('say so where the article is gone', async () => {
    const { driver } = fixture.sandbox;
    const answer = await ask();
    await restart(withChanged(() => []));
    for (const label of ['◀', '后文', '全文出处']) {
      const sorry = await driver.press(answer, label).shown();
      expect(sorry).toMatchObject({ ephemeral: true, content: '抱歉，这篇文章已经不在索引里了。' });
    }
  });
});

describe('a custom_id that the bot never wrote', () => {
  it.each([
    ['of another version', (id: string) => id.replace('y1', 'y9'), '按钮已经失效'],
    ['of garbage', () => '\u202e@everyone {"a":1}', '按钮已经失效'],
    ['of the greatest length', () => 'y'.repeat(100), '按钮已经失效'],
    ['with a path in place of an id', () => 'y1.b.ports/lanwan.md.00000000.0.0', '按钮已经失效'],
    ['with an offset beyond the text', (id: string) => id.replace(/\.\w+\.0$/u, '.zzzzzz.0'), '更新过'],
    [
      'with an article that never was',
      (id: string) => id.replace(/[0-9a-f]{12}/u, 'f'.repeat(12)),
      '不在索引里',
    ],
    [
      'with the offset of the end',
      (id: string) => `${id.slice(0, 3)}a${id.slice(4, 26)}.${endOfText()}.0`,
      '结尾',
    ],
    ['with the offset of the beginning', (id: string) => id.replace(/\.\w+\.0$/u, '.0.0'), '开头'],
  ])('%s is answered politely', async (_, forge, said) => {
    const answer = await ask();
    const id = answer.buttons[0]?.customId ?? '';
    const shown = await fixture.sandbox.driver.forgePress(answer, forge(id)).shown();
    expect(shown).toMatchObject({ ephemeral: true, embeds: [] });
    expect(shown.content).toContain(said);
    expect(fixture.log.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  it('cannot change a message that others see', async () => {
    const answer = await ask();
    const id = (answer.buttons[1]?.customId ?? '').replace('.a.', '.n.');
    const shown = await fixture.sandbox.driver.forgePress(answer, id).shown();
    expect(shown.ephemeral).toBe(true);
    expect(shown.messageId).not.toBe(answer.messageId);
  });
});

it('says politely that something went wrong where a press fails', async () => {
  const answer = await ask();
  fixture.app.article = () => {
    throw new Error('broken');
  };
  const shown = await fixture.sandbox.driver.press(answer, '后文').shown();
  expect(shown).toMatchObject({ ephemeral: true, embeds: [] });
  expect(shown.content).toMatch(/编号 [0-9a-f]{8} /u);
});

/** Length of the article that is quoted, as a custom_id has it. */
function endOfText(): string {
  return (SAMPLE_ARTICLES[0]?.text.length ?? 0).toString(36);
}

describe('the menu under an article’s card', () => {
  it('jumps to the section that is chosen, for whoever chose alone', async () => {
    const { driver } = fixture.sandbox;
    const card = await driver.command('article', { name: '蓝湾港夜航试运行满月' }).shown();
    const section = await driver.select(card, '一个月的数字').shown();
    expect(section.ephemeral).toBe(true);
    expect(passage(section)).toBe(
      '一个月的数字\n\n试运行首月共有 46 艘货轮在夜间靠泊。平均每艘少等 5 个小时。没有发生事故。',
    );
  });

  it('is not there where an article has no section, but can be read from its beginning', async () => {
    const { driver } = fixture.sandbox;
    const card = await driver.command('article', { name: '白峰茶农改种晚熟品种' }).shown();
    expect(card.selects).toEqual([]);
    expect(passage(await driver.press(card, '从头阅读').shown())).toContain('白峰镇的茶农');
  });
});
