import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRecords, type Records } from '../../src/app/records/records.js';
import { silentLogger } from '../../src/domain/logger.js';
import type { Shown } from '../../src/sandbox/exchange.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';
import { readMarkdown } from '../support/discord-markdown.js';

const QUESTION = '蓝湾港首月有多少艘货轮在夜间靠泊？';

let folder: string;
let records: Records;
let fixture: Fixture;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-stats-'));
  records = openRecords(folder, { logger: silentLogger, recordGaps: false, recordUsage: true });
  fixture = await startFixture({ sandbox: { guildLocale: 'zh-CN' }, bot: { records } });
});

afterEach(async () => {
  await stopFixture(fixture);
  rmSync(folder, { recursive: true, force: true });
});

/** What a moderator is shown once so many questions are noted, which follows their being answered. */
async function statsOf(questions: number, values: { days?: number } = {}): Promise<Shown> {
  const { driver, world } = fixture.sandbox;
  await vi.waitFor(async () => {
    const usage = await records.usage?.summarise(world.guildId, new Date(0));
    expect((usage?.strong ?? 0) + (usage?.none ?? 0)).toBe(questions);
  });
  return driver.command('stats', values, { by: world.moderator }).shown();
}

function textOf({ embeds }: Shown): string {
  return readMarkdown(embeds[0]?.description ?? '').text;
}

describe('/stats', () => {
  it('tells a moderator alone how the server asked, however it was asked', async () => {
    const { driver } = fixture.sandbox;
    const answer = await driver.command('ask', { question: QUESTION }).shown();
    await driver.command('ask', { question: QUESTION, private: true }).shown();
    await driver.mention(QUESTION).shown();
    await driver.messageCommand('Find in articles', driver.say('zzz').id).shown();
    await driver.press(answer, '👍').shown();
    const shown = await statsOf(4, { days: 1 });
    expect(shown).toMatchObject({ ephemeral: true, embeds: [{ title: '最近 1 天的使用情况' }] });
    expect(textOf(shown)).toContain('提问：4\n有把握的回答 3 (75%) · 可能相关 0 (0%) · 没有答案 1 (25%)');
    expect(textOf(shown)).toMatch(/一半在 \d+\.\d 秒内/u);
    expect(textOf(shown)).toContain('👍 1 · 👎 0（👍 占 100%）');
    expect(textOf(shown)).toContain('• 蓝湾港夜航试运行满月（3 次）');
  });

  it('leaves direct messages out, and what is no question', async () => {
    const { driver } = fixture.sandbox;
    const answer = await driver.directMessage(QUESTION).shown();
    await driver.press(answer, '👎').shown();
    await driver.command('search', { query: QUESTION }).shown();
    await driver.command('ask', { question: QUESTION }).shown();
    const shown = await statsOf(1);
    expect(textOf(shown)).toContain('提问：1\n');
    expect(textOf(shown)).toContain('还没有评价。');
  });

  it('says so where nothing was asked', async () => {
    expect((await statsOf(0)).content).toBe('最近 30 天没有记录到提问。');
  });

  it('keeps neither the question nor who asked', async () => {
    const { driver, world } = fixture.sandbox;
    await driver.command('ask', { question: QUESTION }).shown();
    await statsOf(1);
    const usage = path.join(folder, 'usage');
    const kept = readdirSync(usage).map((name) => readFileSync(path.join(usage, name), 'utf8'));
    expect(kept.join('')).toContain(world.guildId);
    expect(kept.join('')).not.toContain(world.member.id);
    expect(kept.join('')).not.toContain('蓝湾');
  });

  it('is not offered to other members, and refused to them even where the server has opened it', async () => {
    const { driver } = fixture.sandbox;
    expect(() => driver.command('stats')).toThrow(/does not offer/u);
    const shown = await driver.command('stats', {}, { opened: true }).shown();
    expect(shown.content).toContain('只有管理员');
  });
});

it('/stats says so where usage is not recorded', async () => {
  const plain = await startFixture();
  const { driver, world } = plain.sandbox;
  await driver.command('ask', { question: QUESTION }).shown();
  const shown = await driver.command('stats', {}, { by: world.moderator, locale: 'en-US' }).shown();
  expect(shown.content).toContain('is not recorded');
  await stopFixture(plain);
});
