import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords, type Records } from '../../src/app/records/records.js';
import { checkDiscord } from '../../src/discord/connection/check.js';
import type { ActionPath } from '../../src/discord/commands/definitions.js';
import { componentCode } from '../../src/discord/components/component-id.js';
import { createComponents } from '../../src/discord/components/table.js';
import {
  inviteLink,
  OPTIONAL_PERMISSIONS,
  PERMISSIONS,
  type PermissionName,
} from '../../src/discord/connection/permissions.js';
import { silentLogger } from '../../src/domain/logger.js';
import { messageCommandNames } from '../../src/i18n/commands.js';
import type { OptionValues } from '../../src/sandbox/command-input.js';
import type { Shown } from '../../src/sandbox/exchange.js';
import { SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';
import { FakeApp } from '../support/fake-app.js';
import { sketchArticle } from '../support/fake-articles.js';

const QUESTION = '灯塔几点点亮？';
const GRANTED = Object.values({ ...PERMISSIONS, ...OPTIONAL_PERMISSIONS }).reduce(
  (all, bit) => all | bit,
  0n,
);

/** Seven articles with sections, of which a list has two pages. */
const ARTICLES = Array.from({ length: 7 }, (_, i) =>
  sketchArticle({
    path: `${i}.md`,
    title: `第${i}座灯塔`,
    parts: [
      {
        heading: '时刻',
        paragraph: `${'海上有雾。'.repeat(200)}灯塔在六点点亮。${'海上无雾。'.repeat(200)}`,
      },
    ],
  }),
);

let folder: string;
let records: Records;
let fixture: Fixture;
/** Letters of the components that were pressed. */
let pressed: Set<string>;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-privilege-'));
  records = openRecords(folder, { logger: silentLogger, recordGaps: true, recordUsage: true });
  fixture = await startFixture({
    sandbox: { guildLocale: 'zh-CN' },
    app: new FakeApp(ARTICLES),
    bot: { records },
  });
  fixture.sandbox.world.setBotPermissions(GRANTED);
  pressed = new Set();
});

afterEach(async () => {
  await stopFixture(fixture);
  rmSync(folder, { recursive: true, force: true });
});

/** Values of every command, in the order in which they can be given one after the other. */
function commands(): Readonly<Record<ActionPath, readonly OptionValues[]>> {
  const { general, moderatorRoleId } = fixture.sandbox.world;
  return {
    ask: [{ question: QUESTION }, { question: QUESTION, private: true }, { question: 'zzz' }],
    search: [{ query: QUESTION }],
    article: [{ name: '第1座灯塔' }, { name: 'zzz' }],
    latest: [{}],
    help: [{}],
    'index status': [{}],
    'index rebuild': [{}],
    'index verify': [{}],
    gaps: [{}],
    stats: [{}],
    'settings show': [{}],
    'settings language': [{ language: 'zh-CN' }],
    'settings channels': [{ change: 'add', channel: general.id }],
    'settings threads': [{ change: 'add', channel: general.id }],
    'settings private': [{ on: true }],
    'settings cooldown': [{ questions: 9, seconds: 9 }],
    'settings roles': [{ change: 'add', role: moderatorRoleId }],
    'settings reset': [{}],
  };
}

/** Fourteen questions that found nothing: two pages. */
async function recordGaps(): Promise<void> {
  for (const letter of 'qwertzuiopasdf') {
    const question = letter.repeat(3);
    const asked = { question, completedQuestion: question, nearest: [], confidence: 0 };
    records.gaps?.record(
      { ...asked, status: 'unanswered', reason: 'nothing-relevant' },
      fixture.sandbox.world.guildId,
    );
  }
  await records.flush();
}

/** Presses everything that can be pressed on a message, and what that shows, as a moderator. */
async function pressAll(shown: Shown, depth: number): Promise<void> {
  const { driver, world } = fixture.sandbox;
  const by = world.moderator;
  const exchanges = [
    ...shown.buttons
      .filter(({ disabled }) => !disabled)
      .map(({ customId }) => ({ customId, press: () => driver.forgePress(shown, customId, { by }) })),
    ...shown.selects.map(({ customId, options }) => ({
      customId,
      press: () => driver.forgeSelect(shown, customId, options[0]?.value ?? '', { by }),
    })),
  ];
  for (const { customId, press } of exchanges) {
    pressed.add(componentCode(customId) ?? '');
    const next = await press().shown();
    if (depth > 1) await pressAll(next, depth - 1);
  }
}

function refusals(): string[] {
  return fixture.sandbox.requests
    .filter(({ status }) => status === 403)
    .map(({ method, path: route }) => `${method} ${route}`);
}

describe('a bot with exactly the permissions that its invitation asks for', () => {
  it('is refused nothing, whatever command, button or menu is used', async () => {
    const { driver, world } = fixture.sandbox;
    await recordGaps();
    const all = commands();
    for (const command of Object.keys(all) as ActionPath[]) {
      for (const values of all[command]) {
        const shown = await driver.command(command, values, { by: world.moderator }).shown();
        for (const { customId } of shown.buttons) pressed.add(componentCode(customId) ?? '');
        await pressAll(shown, 2);
      }
    }
    expect(refusals()).toEqual([]);
    expect([...createComponents().keys()].filter((code) => !pressed.has(code))).toEqual([]);
  });

  it('is refused nothing, wherever it is written to', async () => {
    const { driver, world } = fixture.sandbox;
    const answer = await driver.mention(QUESTION).shown();
    await pressAll(answer, 1);
    await driver.reply(answer, QUESTION).shown();
    await driver.directMessage(QUESTION).shown();
    const thread = driver.openThread('灯塔');
    await driver.mention(QUESTION, { where: thread }).shown();
    await driver.command('ask', { question: QUESTION }, { where: thread }).shown();
    await driver.messageCommand(messageCommandNames.find.en, driver.say(QUESTION).id).shown();
    const edited = driver.mention('zzz');
    await edited.shown();
    driver.edit(edited, `<@${world.bot.id}> ${QUESTION}`);
    await edited.until(({ embeds }) => embeds.length > 0);
    driver.remove(edited);
    await driver.directMessage(QUESTION).shown();
    expect(refusals()).toEqual([]);
    const lacks = fixture.log.filter(({ message }) => message.includes('lacks permissions'));
    expect(lacks).toEqual([]);
  });

  it('lacks nothing in the eyes of doctor, and one less is missed', async () => {
    const { world, apiUrl } = fixture.sandbox;
    const look = () => checkDiscord({ token: SANDBOX_TOKEN, apiUrl, guildId: world.guildId });
    expect(await look()).toMatchObject({ ok: true });
    for (const [name, bit] of Object.entries(PERMISSIONS)) {
      world.setBotPermissions(GRANTED & ~bit);
      const { lines } = await look();
      const missing = lines.find(({ code }) => code === 'missing-permissions')?.message;
      expect(missing).toBe(`In the server Sandbox the bot lacks ${name}.`);
    }
    world.setBotPermissions(GRANTED);
  });
});

it('the invitation and the README name the same permissions as are used', () => {
  expect(new URL(inviteLink('1')).searchParams.get('permissions')).toBe(GRANTED.toString());
  const named: Readonly<Record<PermissionName | keyof typeof OPTIONAL_PERMISSIONS, string>> = {
    ViewChannel: '查看频道',
    SendMessages: '发送消息',
    SendMessagesInThreads: '在讨论串中发送消息',
    EmbedLinks: '嵌入链接',
    ReadMessageHistory: '读取消息历史',
    CreatePublicThreads: '创建公共讨论串',
  };
  const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const [, list = ''] = /链接只申请用得到的权限：([^。]+)。/u.exec(readme) ?? [];
  expect(list.split('、').sort()).toEqual(Object.values(named).sort());
});
