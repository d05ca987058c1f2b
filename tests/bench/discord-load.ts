/**
 * Measures the bot under load: the program as built, as a process of its own, against the sandbox. In each wave 200
 * members ask within one second, half by command, half by mention in ten channels, while the index is rebuilt.
 *
 *   npm run bench:discord -- [--content FOLDER] [--articles N] [--members N] [--waves N]
 *
 * The bars: every question answered, acknowledged within one second at the 99th percentile, no heartbeat missed, and
 * memory that does not grow from wave to wave.
 */
import { appendFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { quantile } from '../../src/evaluation/metrics.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { startYinju } from '../e2e/cli-process.js';
import { askAtOnce, delays, layOut, residentMiB } from '../support/discord-load.js';
import { hasOpenApi, OpenApiCheck } from '../support/openapi.js';

const project = path.resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: {
    content: { type: 'string', default: path.join(project, 'content') },
    articles: { type: 'string', default: '1000' },
    members: { type: 'string', default: '200' },
    waves: { type: 'string', default: '5' },
  },
});
const HEARTBEAT_MS = 3_000;
const PATIENCE_MS = 120_000;
const SETTLE_MS = 10_000;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function spread(times: readonly number[]): string {
  const at = [0.5, 0.95, 0.99, 1].map((q) => Math.round(quantile(times, q)));
  return `p50 ${at[0]}, p95 ${at[1]}, p99 ${at[2]}, most ${at[3]} ms`;
}

const sandbox = await Sandbox.start({ heartbeatMs: HEARTBEAT_MS, patienceMs: PATIENCE_MS });
const { world, gateway } = sandbox;
const people = Array.from({ length: Number(options.members) }, (_, i) => world.addPerson(`member${i}`));
const channels = Array.from({ length: 10 }, (_, i) =>
  world.openChannel({ name: `channel-${i}`, guildId: world.guildId }),
);
const home = layOut(sandbox, options.content, Number(options.articles));
const bot = startYinju(['start'], { cwd: home.folder, program: 'built' });
bot.outcome.then(({ code, stderr }) => {
  if (code !== 0) say(`the bot ended with ${code}: ${stderr}`);
}, say);
try {
  await bot.wrote('Invite the bot');
  say(`${home.articles.length} articles, ${home.questions.length} questions`);
  await sleep(SETTLE_MS);
  say(`before: ${residentMiB(bot.pid).toFixed(0)} MiB`);
  for (let wave = 0; wave < Number(options.waves); wave++) await measure(wave);
  const late = gateway.heartbeatGaps.filter((gap) => gap >= 2 * HEARTBEAT_MS).length;
  const longest = Math.round(Math.max(...gateway.heartbeatGaps));
  say(
    `heartbeats: ${gateway.heartbeatGaps.length}, missed ${late}, longest gap ${longest} of ${HEARTBEAT_MS} ms`,
  );
  say(`connections: ${gateway.connections}`);
  checkRequests();
} finally {
  bot.kill('SIGTERM');
  await bot.outcome;
  await sandbox.close();
  rmSync(home.folder, { recursive: true, force: true });
}

async function measure(wave: number): Promise<void> {
  // Every third article changes, so that the rebuild has something to do.
  for (const file of home.articles.filter((_, i) => i % 3 === 0))
    appendFileSync(file, `\n\n第${wave}次补记。\n`);
  const rebuild = sandbox.driver.command('index rebuild', {}, { by: world.moderator, locale: 'en-GB' });
  await rebuild.shown();
  const crowd = { people, channels, questions: home.questions };
  const started = performance.now();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, residentMiB(bot.pid))), 200);
  const exchanges = await askAtOnce(sandbox, crowd, wave * people.length);
  const outcomes = await Promise.allSettled(exchanges.map((exchange) => exchange.shown()));
  const answered = outcomes.filter(({ status }) => status === 'fulfilled').length;
  const quoted = outcomes.filter((one) => one.status === 'fulfilled' && one.value.embeds.length > 0).length;
  const took = performance.now() - started;
  const { content } = await rebuild.until((shown) => shown.content.includes('Rebuilt'));
  const rebuilt = Math.round(performance.now() - started);
  clearInterval(watch);
  await sleep(SETTLE_MS);
  const commands = delays(exchanges.filter((_, i) => i % 2 === 0));
  const mentions = delays(exchanges.filter((_, i) => i % 2 === 1));
  say(
    `wave ${wave + 1}: ${answered} of ${exchanges.length} answered (${quoted} with quotes) in ${Math.round(took)} ms; rebuilt in ${rebuilt} ms: ${content.split('\n')[1] ?? ''}`,
  );
  say(`  commands acknowledged ${spread(commands.acknowledged)}; answered ${spread(commands.shown)}`);
  say(`  mentions acknowledged ${spread(mentions.acknowledged)}; answered ${spread(mentions.shown)}`);
  say(`  memory: peak ${peak.toFixed(0)}, after ${residentMiB(bot.pid).toFixed(0)} MiB`);
}

function checkRequests(): void {
  const failed = sandbox.requests.filter(({ status }) => status >= 400).length;
  say(`requests: ${sandbox.requests.length}, refused ${failed}`);
  if (!hasOpenApi) return;
  const check = new OpenApiCheck();
  const faults = sandbox.requests.flatMap((request) => check.request(request));
  say(
    `requests that break the OpenAPI description: ${faults.length}${faults
      .slice(0, 5)
      .map((fault) => `\n  ${fault}`)
      .join('')}`,
  );
}
