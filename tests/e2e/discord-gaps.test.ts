import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../src/app/records/records.js';
import { silentLogger } from '../../src/domain/logger.js';
import type { Shown } from '../../src/sandbox/exchange.js';
import { readMarkdown } from '../support/discord-markdown.js';
import { startFixture, stopFixture, type Fixture } from '../support/discord-fixture.js';

let folder: string;
let fixture: Fixture;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-gaps-'));
  fixture = await startFixture({
    sandbox: { guildLocale: 'zh-CN' },
    bot: { records: openRecords(folder, { logger: silentLogger, recordGaps: true }) },
  });
});

afterEach(async () => {
  await stopFixture(fixture);
  rmSync(folder, { recursive: true, force: true });
});

/** What a moderator is shown. */
function gaps(locale = 'zh-CN'): Promise<Shown> {
  const { driver, world } = fixture.sandbox;
  return driver.command('gaps', {}, { by: world.moderator, locale }).shown();
}

function textOf({ embeds }: Shown): string {
  return readMarkdown(embeds[0]?.description ?? '').text;
}

describe('/gaps', () => {
  it('shows a moderator alone the questions that found nothing, grouped and counted', async () => {
    const { driver } = fixture.sandbox;
    await driver.command('ask', { question: 'Zzz?' }).shown();
    await driver.command('ask', { question: 'qqq', private: true }).shown();
    await driver.mention('zzz').shown();
    await driver.command('ask', { question: '蓝湾港首月有多少艘货轮在夜间靠泊？' }).shown();
    const shown = await gaps();
    expect(shown.ephemeral).toBe(true);
    expect(textOf(shown)).toMatch(/^• 2 次 · zzz · [\d-]{10}\n• 1 次 · qqq · [\d-]{10}$/u);
  });

  it('keeps neither what is said in direct messages nor what a member looked for in a message', async () => {
    const { driver } = fixture.sandbox;
    await driver.directMessage('zzz').shown();
    await driver.command('ask', { question: 'qqq' }, { where: 'direct' }).shown();
    await driver.messageCommand('Find in articles', driver.say('yyy').id).shown();
    expect((await gaps()).content).toContain('目前没有记录到');
  });

  it('keeps no name, and nothing of the questions in the log', async () => {
    const { driver, world } = fixture.sandbox;
    await driver.command('ask', { question: 'zzz' }).shown();
    await fixture.bot.stop();
    const kept = readdirSync(path.join(folder, 'gaps'))
      .map((name) => readFileSync(path.join(folder, 'gaps', name), 'utf8'))
      .join('');
    expect(kept).toContain('zzz');
    expect(kept).toContain(world.guildId);
    expect(kept).not.toContain(world.member.id);
    expect(JSON.stringify(fixture.log)).not.toContain('zzz');
  });

  it('is not offered to other members, and refused to them even where the server has opened it', async () => {
    const { driver } = fixture.sandbox;
    expect(() => driver.command('gaps')).toThrow(/does not offer/u);
    const shown = await driver.command('gaps', {}, { opened: true }).shown();
    expect(shown.content).toContain('只有管理员');
  });
});

it('/gaps says so where questions are not recorded', async () => {
  const plain = await startFixture();
  const { driver, world } = plain.sandbox;
  await driver.command('ask', { question: 'zzz' }).shown();
  const shown = await driver.command('gaps', {}, { by: world.moderator, locale: 'en-US' }).shown();
  expect(shown.content).toContain('are not recorded');
  await stopFixture(plain);
});
