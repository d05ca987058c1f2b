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

  it('joins questions that are nearly the same, and names their wordings', async () => {
    const { driver } = fixture.sandbox;
    for (const question of ['qqq www eee', 'www qqq eee?', 'yyy']) {
      await driver.command('ask', { question }).shown();
    }
    expect(textOf(await gaps())).toMatch(
      /^• 2 次 · www qqq eee\? · [\d-]{10}\n\u3000也问作：qqq www eee\n• 1 次 · yyy · [\d-]{10}$/u,
    );
  });

  it('turns pages in place, and gives all of them as a file', async () => {
    const { driver, world } = fixture.sandbox;
    const records = openRecords(folder, { logger: silentLogger, recordGaps: true });
    for (let i = 0; i < 12; i++) {
      const question = `=${'qwertzuiopas'.charAt(i).repeat(3)}`;
      const base = { question, completedQuestion: question, nearest: [], confidence: 0 };
      records.gaps?.record({ ...base, status: 'unanswered', reason: 'nothing-relevant' }, world.guildId);
    }
    await records.flush();
    const by = world.moderator;
    const first = await gaps();
    expect(textOf(first).split('\n')).toHaveLength(10);
    const next = await driver.press(first, '下一页', { by }).until(({ embeds }) => embeds.length > 0);
    expect(next).toMatchObject({ messageId: first.messageId, ephemeral: true });
    expect(textOf(next).split('\n')).toHaveLength(2);
    const file = await driver.press(next, '导出', { by, locale: 'en-US' }).shown();
    expect(file).toMatchObject({ ephemeral: true, attachments: [{ name: 'gaps.csv' }] });
    const rows = file.attachments[0]?.text().split('\r\n') ?? [];
    expect(rows[0]).toBe('\ufeff"group","asked in group","question","asked","last asked"');
    expect(rows).toHaveLength(14);
    expect(rows[1]).toContain(`"'=`);
  });

  it('refuses pages and the file to whoever may no longer run the bot', async () => {
    const { driver } = fixture.sandbox;
    await driver.command('ask', { question: 'zzz' }).shown();
    const shown = await gaps();
    for (const id of ['y1.g.0', 'y1.x']) {
      const refused = await driver.forgePress(shown, id).shown();
      expect(refused.content).toContain('只有管理员');
      expect(refused.attachments).toEqual([]);
    }
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
