import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Shown } from '../../src/sandbox/exchange.js';
import { readMarkdown } from '../support/discord-markdown.js';
import { expectNoConnection, type Fixture, startFixture, stopFixture } from '../support/discord-fixture.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';
const QUOTE = '试运行首月共有 46 艘货轮在夜间靠泊。';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' } });
});

afterEach(async () => {
  await stopFixture(fixture);
});

/** The texts of the embeds as a reader sees them. */
function quotes({ embeds }: Shown): string[] {
  return embeds.map(({ description = '' }) => readMarkdown(description).text);
}

/** Requests to a part of the API. */
function requestsTo(part: RegExp): Fixture['sandbox']['requests'] {
  return fixture.sandbox.requests.filter(({ path }) => part.test(path));
}

/** Messages that the bot has written. */
function botMessages(): number {
  const { world } = fixture.sandbox;
  return [...world.messages.values()].filter(({ author }) => author.id === world.bot.id).length;
}

describe('/ask', () => {
  it('answers with a quote, its source and a link, for everyone to see', async () => {
    const shown = await fixture.sandbox.driver.command('ask', { question: QUESTION }).shown();
    expect(quotes(shown)).toEqual([QUOTE]);
    expect(shown.embeds[0]).toMatchObject({
      title: '蓝湾港夜航试运行满月',
      url: 'https://news.example.com/ports/lanwan?from=list',
      footer: { text: '海岸观察 · 2024-03-18 · 一个月的数字 · 把握大' },
    });
    expect(shown.embeds[0]?.description).toContain('**');
    expect(shown.ephemeral).toBe(false);
    expect(readMarkdown(shown.content).text).toBe(QUESTION);
  });

  it('answers in direct messages too', async () => {
    const shown = await fixture.sandbox.driver
      .command('ask', { question: QUESTION }, { where: 'direct' })
      .shown();
    expect(quotes(shown)).toEqual([QUOTE]);
  });

  it('answers the asker alone when asked to', async () => {
    const exchange = fixture.sandbox.driver.command('ask', { question: QUESTION, private: true });
    expect((await exchange.shown()).ephemeral).toBe(true);
    expect(quotes(await exchange.shown())).toEqual([QUOTE]);
  });

  it('marks a date that is inferred, and shows no link where there is none', async () => {
    const shown = await fixture.sandbox.driver
      .command('ask', { question: '白峰镇的茶农改种什么茶树？' })
      .shown();
    expect(shown.embeds[0]?.footer?.text).toContain('2025-04-02（推断）');
    expect(shown.embeds[0]).not.toHaveProperty('url');
  });

  it('says that nothing answers, and offers the nearest titles', async () => {
    const shown = await fixture.sandbox.driver.command('ask', { question: 'zzz' }).shown();
    expect(shown.embeds).toEqual([]);
    expect(shown.content).toContain('没有找到能回答这个问题的内容');
    expect(shown.buttons.map(({ label }) => label)).toContain('白峰茶农改种晚熟品种');
  });

  it('is acknowledged before there is an answer', async () => {
    let open = (): void => undefined;
    fixture.app.gate = new Promise<void>((resolve) => (open = resolve));
    const exchange = fixture.sandbox.driver.command('ask', { question: QUESTION });
    expect(await exchange.acknowledged()).toBe(5);
    expect(exchange.history.map(({ loading }) => loading)).toEqual([true]);
    open();
    expect(quotes(await exchange.shown())).toEqual([QUOTE]);
  });

  it('shows a hostile question as it was typed, without effect', async () => {
    const question =
      '@everyone <@123456789012345678> **粗** [点](https://evil.example) ||剧透|| `码` <#1> \u202eabc :smile:';
    const shown = await fixture.sandbox.driver.command('ask', { question }).shown();
    const read = readMarkdown(shown.content);
    expect(read.text.startsWith(`${question}\n`)).toBe(true);
    expect(read.active).toEqual([]);
    const [edit] = requestsTo(/\/webhooks\/.*original$/u);
    expect(edit?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  it('can ping nobody in whatever the bot says', async () => {
    await fixture.sandbox.driver.mention('@everyone 货轮夜间靠泊').shown();
    await fixture.sandbox.driver.command('search', { query: '@here 夜航引航' }).shown();
    const written = requestsTo(/\/messages/u);
    expect(written.length).toBe(2);
    for (const { body } of written) expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  it('is answered once, however often it is delivered', async () => {
    const { driver } = fixture.sandbox;
    const exchange = driver.command('ask', { question: QUESTION });
    driver.redeliver(exchange);
    await exchange.shown();
    driver.redeliver(exchange);
    // What is delivered later is dealt with later: once this is answered, the other would have been.
    await driver.command('ask', { question: 'zzz' }).shown();
    expect(requestsTo(new RegExp(`/interactions/${exchange.id}/`, 'u'))).toHaveLength(1);
    expect(fixture.app.asked).toEqual([QUESTION, 'zzz']);
  });
});

describe('a conversation', () => {
  it('completes what leans on the question that the same member asked in the same channel', async () => {
    const { driver } = fixture.sandbox;
    await driver.command('ask', { question: '2023年蓝湾港首月有多少艘货轮在夜间靠泊？' }).shown();
    const shown = await driver.mention('那2024年呢？').shown();
    expect(readMarkdown(shown.content).text).toBe('理解为：2024年蓝湾港首月有多少艘货轮在夜间靠泊？');
    expect(quotes(shown)).toEqual([QUOTE]);
  });

  it('repeats nothing in public that was asked in private, and nothing of another channel', async () => {
    const { driver } = fixture.sandbox;
    await driver.command('ask', { question: QUESTION, private: true }).shown();
    await driver.command('ask', { question: QUESTION }, { where: 'direct' }).shown();
    expect((await driver.mention('那2024年呢？').shown()).content).not.toContain('理解为');
    const hidden = await driver.command('ask', { question: '那2024年呢？', private: true }).shown();
    expect(hidden.content).toContain('理解为');
  });
});

describe('/search', () => {
  it('shows the passages that fit, with their sources', async () => {
    const shown = await fixture.sandbox.driver.command('search', { query: '夜里 引航艇' }).shown();
    expect(shown.content).toBe('最相关的 1 段：');
    expect(quotes(shown)).toEqual(['港方说，夜里进出的船由引航艇全程带路。']);
  });

  it('says when there is none', async () => {
    const shown = await fixture.sandbox.driver.command('search', { query: 'qqq' }).shown();
    expect(shown.content).toBe('没有找到相关的段落。');
  });
});

describe('/article', () => {
  it('offers titles while one is typed, and shows the card of the one chosen', async () => {
    const { driver } = fixture.sandbox;
    const choices = await driver.autocomplete('article', 'name', '蓝湾');
    expect(choices.map(({ name }) => name)).toEqual(['蓝湾港夜航试运行满月 · 2024-03-18']);
    expect(choices[0]?.value).toMatch(/^[0-9a-f]{12}$/u);
    const shown = await driver.command('article', { name: choices[0]?.value ?? '' }).shown();
    expect(shown.embeds[0]?.title).toBe('蓝湾港夜航试运行满月');
    expect(quotes(shown)[0]).toContain('大纲\n· 一个月的数字');
  });

  it('marks an exact title, and goes on to headings and text', async () => {
    const { driver } = fixture.sandbox;
    const names = async (typed: string): Promise<string[]> =>
      (await driver.autocomplete('article', 'name', typed)).map(({ name }) => name);
    expect(await names('白峰茶農改種晚熟品種')).toEqual(['✓ 白峰茶农改种晚熟品种 · 2025-04-02（推断）']);
    expect(await names('一个月的数')).toEqual(['蓝湾港夜航试运行满月 › 一个月的数字 · 2024-03-18']);
    expect(await names('under one roof')).toEqual(['East Line opens its night depot · 2023-11-05']);
    expect(await names('qqq')).toEqual([]);
  });

  it('offers the newest before anything is typed', async () => {
    const choices = await fixture.sandbox.driver.autocomplete('article', 'name', '');
    expect(choices.map(({ name }) => name)[0]).toBe('白峰茶农改种晚熟品种 · 2025-04-02（推断）');
    expect(choices).toHaveLength(3);
  });

  it('accepts words that were not chosen from the list', async () => {
    const shown = await fixture.sandbox.driver.command('article', { name: '茶农' }).shown();
    expect(shown.embeds[0]?.title).toBe('白峰茶农改种晚熟品种');
  });

  it('offers the newest articles where there is no such one', async () => {
    const shown = await fixture.sandbox.driver.command('article', { name: 'qqq' }).shown();
    expect(shown.content).toMatch(/^没有这样的文章。\n最新的文章：\n• /u);
  });

  it('offers nothing where looking up fails', async () => {
    fixture.app.failure = new Error('broken');
    expect(await fixture.sandbox.driver.autocomplete('article', 'name', '茶')).toEqual([]);
  });
});

describe('/latest', () => {
  it('lists the newest articles with links, publishers and dates, inferred ones marked', async () => {
    const shown = await fixture.sandbox.driver.command('latest').shown();
    expect(shown.content).toBe('最新的文章：');
    expect(shown.ephemeral).toBe(false);
    expect(shown.embeds.map(({ title, url, footer }) => [title, url, footer?.text])).toEqual([
      ['白峰茶农改种晚熟品种', undefined, '2025-04-02（推断）'],
      ['蓝湾港夜航试运行满月', 'https://news.example.com/ports/lanwan?from=list', '海岸观察 · 2024-03-18'],
      [
        'East Line opens its night depot',
        'http://harbour.example.org/east-line',
        'Harbour Weekly · 2023-11-05',
      ],
    ]);
  });

  it('lists as many as are asked for', async () => {
    const { driver } = fixture.sandbox;
    expect((await driver.command('latest', { count: 1 }).shown()).embeds).toHaveLength(1);
    expect(() => driver.command('latest', { count: 11 })).toThrow(/1 to 10/u);
  });
});

describe('/help', () => {
  it('tells the member alone what the bot does, with questions that it answers', async () => {
    const { driver } = fixture.sandbox;
    const shown = await driver.command('help').shown();
    expect(shown.ephemeral).toBe(true);
    const { text, active } = readMarkdown(shown.content);
    expect(active).toEqual([]);
    expect(text).toContain('/提问：');
    const examples = [...text.matchAll(/^• (.+？)$/gmu)].map(([, question = '']) => question);
    expect(examples).toHaveLength(3);
    for (const question of examples) {
      expect((await driver.command('ask', { question }).shown()).embeds).not.toEqual([]);
    }
  });

  it('speaks the member’s language', async () => {
    const { driver } = fixture.sandbox;
    const { content } = await driver.command('help', {}, { locale: 'en-US' }).shown();
    expect(readMarkdown(content).text).toContain('Some questions that the articles answer:');
  });
});

describe('mentions and direct messages', () => {
  it('answers a message that mentions the bot, as a reply', async () => {
    const exchange = fixture.sandbox.driver.mention(QUESTION);
    expect(await exchange.acknowledged()).toBe('typing');
    expect(quotes(await exchange.shown())).toEqual([QUOTE]);
    expect(fixture.app.asked).toEqual([QUESTION]);
  });

  it('answers a direct message', async () => {
    expect(quotes(await fixture.sandbox.driver.directMessage(QUESTION).shown())).toEqual([QUOTE]);
  });

  it('says what to do when a mention comes without a question', async () => {
    expect((await fixture.sandbox.driver.mention('').shown()).content).toContain('还没有问题');
  });

  it('pays no heed to messages that do not mention it, nor to its own', async () => {
    const { driver } = fixture.sandbox;
    driver.say(QUESTION);
    await driver.directMessage(QUESTION).shown();
    driver.say(`@everyone ${QUESTION}`);
    await driver.directMessage(QUESTION).shown();
    expect(fixture.app.asked).toEqual([QUESTION, QUESTION]);
    expect(botMessages()).toBe(2);
  });

  it('answers a message once, however often it is delivered', async () => {
    const { driver } = fixture.sandbox;
    const exchange = driver.mention(QUESTION);
    driver.redeliver(exchange);
    await exchange.shown();
    driver.redeliver(exchange);
    await driver.mention('zzz').shown();
    expect(fixture.app.asked).toEqual([QUESTION, 'zzz']);
    expect(botMessages()).toBe(2);
  });
});

describe('/index', () => {
  it('tells a moderator alone how the index is', async () => {
    const { driver, world } = fixture.sandbox;
    const shown = await driver.command('index status', {}, { by: world.moderator }).shown();
    expect(shown.ephemeral).toBe(true);
    const { text } = readMarkdown(shown.content);
    expect(text).toContain('文章：3');
    expect(text).toContain('模型：builtin');
    expect(shown.embeds[0]?.description).toContain('broken/空白.md');
  });

  it('is not offered to a member who may not manage the server', () => {
    expect(() => fixture.sandbox.driver.command('index status')).toThrow(/does not offer/u);
  });

  it('refuses such a member politely even where the server has opened the command', async () => {
    const exchange = fixture.sandbox.driver.command('index rebuild', {}, { opened: true });
    const shown = await exchange.shown();
    expect(shown).toMatchObject({ ephemeral: true, embeds: [] });
    expect(shown.content).toContain('只有管理员');
    expect(await exchange.acknowledged()).toBe(4);
    expect(fixture.app.building).toBe(false);
  });

  it('rebuilds, shows that it does, and then what it did', async () => {
    const { driver, world } = fixture.sandbox;
    const exchange = driver.command('index rebuild', {}, { by: world.moderator });
    const { content, embeds } = await exchange.until((shown) => shown.content.includes('重建完成'));
    expect(content).toContain('3 篇文章，5 个段落，用时 1.3 秒');
    expect(embeds[0]?.description).toContain('broken/空白.md');
    expect(exchange.history.map((shown) => readMarkdown(shown.content).text)).toContain('正在重建索引');
  });

  it('says who is rebuilding already', async () => {
    const { driver, world } = fixture.sandbox;
    let end = (): void => undefined;
    fixture.app.onBuild = () => new Promise<void>((resolve) => (end = resolve));
    const first = driver.command('index rebuild', {}, { by: world.moderator });
    await first.shown();
    const second = driver.command('index rebuild', {}, { by: world.moderator, locale: 'zh-TW' });
    expect((await second.shown()).content).toContain('老周 已在重建');
    end();
    await first.until((shown) => shown.content.includes('重建完成'));
    fixture.app.onBuild = () => Promise.resolve();
    const third = driver.command('index rebuild', {}, { by: world.moderator });
    await third.until((shown) => shown.content.includes('重建完成'));
  });

  it('says so when a rebuild was begun elsewhere', async () => {
    fixture.app.building = true;
    const { driver, world } = fixture.sandbox;
    const shown = await driver.command('index rebuild', {}, { by: world.moderator, locale: 'en-GB' }).shown();
    expect(shown.content).toContain('begun at start-up or in the terminal');
  });

  it('goes on showing a rebuild after the command’s token has run out', async () => {
    const { driver, world } = fixture.sandbox;
    let end = (): void => undefined;
    fixture.app.onBuild = () => new Promise<void>((resolve) => (end = resolve));
    const exchange = driver.command('index rebuild', {}, { by: world.moderator });
    await exchange.shown();
    driver.expire(exchange);
    end();
    const shown = await exchange.until(({ content }) => content.includes('重建完成'));
    expect(shown.messageId).toBe(exchange.history[0]?.messageId);
    expect(requestsTo(/^\/api\/v10\/channels\/.*\/messages\/\d+$/u)).toHaveLength(1);
  });
});

describe('languages', () => {
  const nothing = { 'zh-TW': '沒有找到能回答', en: 'Nothing in the articles' };

  it('speaks the member’s language', async () => {
    const { driver } = fixture.sandbox;
    const inEnglish = await driver.command('ask', { question: 'zzz' }, { locale: 'en-GB' }).shown();
    expect(inEnglish.content).toContain(nothing.en);
    const inTraditional = await driver.command('ask', { question: 'zzz' }, { locale: 'zh-TW' }).shown();
    expect(inTraditional.content).toContain(nothing['zh-TW']);
  });

  it('speaks the server’s language to a member whose own it does not know', async () => {
    const { driver } = fixture.sandbox;
    const shown = await driver.command('ask', { question: 'zzz' }, { locale: 'fr' }).shown();
    expect(shown.content).toContain('没有找到能回答');
  });

  it('remembers a member’s language for their messages, which do not carry it', async () => {
    const { driver, world } = fixture.sandbox;
    await driver.command('search', { query: 'qqq' }, { locale: 'zh-TW' }).shown();
    expect((await driver.mention('zzz').shown()).content).toContain(nothing['zh-TW']);
    expect((await driver.mention('zzz', { by: world.moderator }).shown()).content).toContain(
      '没有找到能回答',
    );
  });
});

describe('failures', () => {
  it('are said politely with an id, and logged under it without the question', async () => {
    fixture.app.failure = new Error('the disk is gone');
    const shown = await fixture.sandbox.driver.command('ask', { question: QUESTION }).shown();
    const id = /编号 ([0-9a-f]{8}) /u.exec(shown.content)?.[1];
    const line = fixture.log.find(({ level }) => level === 'error');
    expect(line?.fields).toMatchObject({ errorId: id, action: 'ask', error: 'the disk is gone' });
    expect(JSON.stringify(fixture.log)).not.toContain(QUESTION);
    expect(shown.content).not.toContain('disk');
  });

  it('of a mention are answered too', async () => {
    fixture.app.failure = new Error('broken');
    expect((await fixture.sandbox.driver.mention(QUESTION).shown()).content).toMatch(/编号 [0-9a-f]{8} /u);
  });

  it('to deliver an answer are logged, without any token', async () => {
    const { sandbox, log } = fixture;
    sandbox.interruptWith(({ path }) =>
      path.includes('/webhooks/')
        ? { status: 400, body: { code: 50035, message: 'Invalid Form Body' } }
        : undefined,
    );
    const exchange = sandbox.driver.command('ask', { question: QUESTION });
    await exchange.acknowledged();
    await fixture.bot.stop();
    const line = log.find(({ message }) => message === 'an answer could not be delivered');
    expect(line?.fields).toMatchObject({ id: exchange.id, code: 50035, status: 400 });
    const token = sandbox.world.interactions.get(exchange.id)?.token ?? '';
    expect(JSON.stringify(log)).not.toContain(token);
  });
});

describe('stopping', () => {
  it('finishes the answers that are being made, takes no more, and leaves', async () => {
    const { sandbox, app, bot } = fixture;
    let open = (): void => undefined;
    app.gate = new Promise<void>((resolve) => (open = resolve));
    const exchange = sandbox.driver.command('ask', { question: QUESTION });
    await exchange.acknowledged();
    const stopped = bot.stop();
    const late = sandbox.driver.mention('zzz');
    open();
    await stopped;
    expect(quotes(await exchange.shown())).toEqual([QUOTE]);
    expect(late.history).toEqual([]);
    expect(sandbox.world.messages.get(exchange.history[0]?.messageId ?? '')?.flags).toBe(0);
    await expectNoConnection(sandbox);
    expect(fixture.log.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  it('ends a rebuild, and says that the index before stays in service', async () => {
    const { sandbox, app, bot } = fixture;
    app.onBuild = ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    const exchange = sandbox.driver.command('index rebuild', {}, { by: sandbox.world.moderator });
    await exchange.shown();
    await bot.stop();
    expect(exchange.history.at(-1)?.content).toContain('重建已中止');
  });
});

it('registers its commands with names and descriptions in every language', () => {
  const [registration] = requestsTo(/\/commands$/u);
  expect(registration).toMatchObject({ method: 'PUT', status: 200 });
  expect(registration?.body).toMatchObject([
    { name: 'ask', name_localizations: { 'zh-CN': '提问', 'zh-TW': '提問' }, contexts: [0, 1] },
    { name: 'search', name_localizations: { 'zh-CN': '搜索', 'zh-TW': '搜尋' } },
    { name: 'article', name_localizations: { 'zh-CN': '文章', 'zh-TW': '文章' } },
    {
      name: 'latest',
      name_localizations: { 'zh-CN': '最新' },
      options: [{ type: 4, min_value: 1, max_value: 10, required: false }],
    },
    { name: 'help', name_localizations: { 'zh-CN': '帮助', 'zh-TW': '說明' } },
    {
      name: 'index',
      default_member_permissions: 32,
      contexts: [0],
      options: [{ name: 'status' }, { name: 'rebuild' }, { name: 'verify' }],
    },
    { name: 'gaps', default_member_permissions: 32, contexts: [0] },
    {
      name: 'stats',
      default_member_permissions: 32,
      contexts: [0],
      options: [{ type: 4, min_value: 1, max_value: 90, required: false }],
    },
    { name: 'settings', default_member_permissions: 32, contexts: [0] },
    { type: 3, name: 'Find in articles', name_localizations: { 'zh-CN': '在文章中查找' }, contexts: [0, 1] },
  ]);
});
