import { rmSync, appendFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/sandbox/exchange.js';
import { MESSAGE_FLAGS } from '../../src/sandbox/protocol.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { expectContractKept } from '../support/discord-fixture.js';
import { askAtOnce, layOut, type Crowd, type Home } from '../support/discord-load.js';
import { startYinju, type Running } from './cli-process.js';

const CONTENT = path.resolve(import.meta.dirname, '../../content');
const TIMEOUT = 120_000;

let sandbox: Sandbox;
let home: Home;
let crowd: Crowd;
let bot: Running;

beforeEach(async () => {
  sandbox = await Sandbox.start({ acknowledgeWithinMs: 60_000, patienceMs: 60_000 });
  const { world } = sandbox;
  home = layOut(sandbox, CONTENT);
  crowd = {
    people: Array.from({ length: 50 }, (_, i) => world.addPerson(`member${i}`)),
    channels: [world.general, world.openChannel({ name: 'second', guildId: world.guildId })],
    questions: home.questions,
  };
  await startBot();
});

afterEach(async () => {
  bot.kill('SIGKILL');
  await bot.outcome;
  await sandbox.close();
  rmSync(home.folder, { recursive: true, force: true });
  expectContractKept(sandbox);
});

async function startBot(): Promise<void> {
  bot = startYinju(['start'], { cwd: home.folder });
  await bot.wrote('Invite the bot');
}

/** Messages of the bot's in return to what a member did. */
function answersTo({ id }: Exchange): { embeds: number; thinking: boolean }[] {
  return [...sandbox.world.messages.values()]
    .filter(({ answers }) => answers === id)
    .map(({ embeds, flags }) => ({ embeds: embeds.length, thinking: (flags & MESSAGE_FLAGS.loading) !== 0 }));
}

function expectOneAnswerEach(exchanges: readonly Exchange[]): void {
  for (const exchange of exchanges) {
    expect(answersTo(exchange)).toEqual([{ embeds: expect.any(Number) as number, thinking: false }]);
    expect(answersTo(exchange)[0]?.embeds).toBeGreaterThan(0);
  }
}

describe('fifty members who ask at once', { timeout: TIMEOUT }, () => {
  it('are all answered, once each, while the index is rebuilt', async () => {
    const { driver, world } = sandbox;
    for (const file of home.articles) appendFileSync(file, '\n\n补记一句。\n');
    const rebuild = driver.command('index rebuild', {}, { by: world.moderator });
    const exchanges = await askAtOnce(sandbox, crowd);
    await Promise.all(exchanges.map((exchange) => exchange.shown()));
    await rebuild.until(({ content }) => content.includes('重建完成'));
    bot.kill('SIGTERM');
    expect(await bot.outcome).toMatchObject({ code: 0, signal: null });
    expectOneAnswerEach(exchanges);
  });

  it('are all answered, once each, though the bot is killed meanwhile and told of everything again', async () => {
    const { driver } = sandbox;
    const before = await driver.command('ask', { question: crowd.questions[0] ?? '' }).shown();
    const exchanges = await askAtOnce(sandbox, { ...crowd, spreadMs: 0 });
    while (exchanges.filter(({ shownAt }) => shownAt !== null).length < 10) await sleep(5);
    bot.kill('SIGKILL');
    await bot.outcome;
    expect(exchanges.some(({ shownAt }) => shownAt === null)).toBe(true);
    await startBot();
    for (const exchange of exchanges) driver.redeliver(exchange);
    await Promise.all(exchanges.map((exchange) => exchange.until(({ embeds }) => embeds.length > 0)));
    const pressed = await driver.press(before, '全文出处').shown();
    expect(pressed.ephemeral).toBe(true);
    expect(pressed.embeds).toHaveLength(1);
    // Nothing comes after: what is taken in is finished before the bot leaves.
    bot.kill('SIGTERM');
    expect(await bot.outcome).toMatchObject({ code: 0, signal: null });
    expectOneAnswerEach(exchanges);
  });
});
