#!/usr/bin/env node
import { createRequire } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { App } from './app/app.js';
import { type AppParts, createApp, openEmbedder } from './app/compose.js';
import { forgetToken, loadSettings, preferredLocale, type Settings } from './app/config.js';
import { createLogger } from './app/logger.js';
import type { Metrics } from './app/metrics.js';
import type { Monitor } from './app/monitor.js';
import { openRecords } from './app/records/records.js';
import type { DiscordParts } from './cli/parts.js';
import { runCli } from './cli/run.js';
import type { DiscordBot, DiscordOptions } from './discord/bot.js';
import { describeError } from './domain/errors.js';
import { STOP_MESSAGE } from './discord/sharding/stop-message.js';

const { version } = createRequire(import.meta.url)('../package.json') as { readonly version: string };

/** For how long what is left of discord.js may keep the process. */
const LINGER_MS = 2_000;

const spoken = { discord: false };

// discord.js is loaded only where Discord is spoken to: the other commands start twice as fast without it.
const discord: DiscordParts = {
  async start(app, token, signal) {
    const { startDiscord } = await import('./discord/bot.js');
    spoken.discord = true;
    const { settings, logger } = app;
    const { recordGaps, recordUsage } = settings.discord;
    const records = openRecords(settings.dataDir, { logger, recordGaps, recordUsage });
    const options = discordOptions(settings, token);
    const register = settings.discord.shard === null;
    const bot = await startDiscord(app, { ...options, register, records, logger, signal });
    const monitor = await startMonitoring(app, bot);
    const stop = async (): Promise<void> => {
      await bot.stop();
      await monitor?.close();
    };
    return { user: bot.user.tag, inviteUrl: bot.inviteUrl, stop, cutOff: bot.cutOff };
  },
  async startShards(settings, token, { logger, signal }) {
    const { startShards } = await import('./discord/sharding/start-shards.js');
    const file = fileURLToPath(import.meta.url);
    const program = { file, args: process.argv.slice(2), execArgv: process.execArgv };
    const { shards } = settings.discord;
    return startShards({ ...discordOptions(settings, token), shards, program, logger, signal });
  },
  async check(settings, token) {
    const { checkDiscord } = await import('./discord/connection/check.js');
    return (await checkDiscord(discordOptions(settings, token))).lines;
  },
};

/** The figures about this process, where the settings ask for them; loaded only then. */
const figures: { metrics: Metrics | null } = { metrics: null };

async function createObservedApp(settings: Settings, parts: AppParts = {}): Promise<App> {
  if (settings.metrics === null) return createApp(settings, parts);
  const { Metrics } = await import('./app/metrics.js');
  const metrics = (figures.metrics ??= new Metrics());
  return createApp(settings, { ...parts, observer: metrics });
}

/** A monitor that cannot listen does not keep the bot from answering. */
async function startMonitoring(app: App, bot: DiscordBot): Promise<Monitor | null> {
  const { metrics } = figures;
  const { settings, logger } = app;
  if (settings.metrics === null || metrics === null) return null;
  const { startMonitor } = await import('./app/monitor.js');
  metrics.watch({ app, waiting: () => bot.waiting, connected: () => bot.connected });
  const readiness = (): string[] => [
    ...(app.corpus().articleCount === 0 ? ['no article is served'] : []),
    ...(bot.connected ? [] : ['the Discord gateway is not connected']),
  ];
  return startMonitor({ ...settings.metrics, metrics, readiness, logger }).catch((error: unknown) => {
    logger.error({ problem: describeError(error) }, 'the bot is not monitored');
    return null;
  });
}

function discordOptions(settings: Settings, token: string): Omit<DiscordOptions, 'logger' | 'records'> {
  const { apiUrl, guildId = null, adminRoleIds, readThreads, cooldown, queue } = settings.discord;
  const admission = { cooldown, queue };
  const { proxy = null } = settings;
  return {
    token,
    proxy,
    apiUrl,
    guildId,
    adminRoleIds,
    readThreads,
    logQuestions: settings.logQuestions,
    admission,
    defaultLocale: settings.locale,
  };
}

/**
 * Calls `stop` at the first signal; the second ends the process at once. A listener stays all the while: one of
 * write-file-atomic's, which cleans up while something is being written, ends the process where it finds itself alone.
 * A shard is asked by its manager, too, and leaves when that has gone.
 */
function onStopRequest(stop: () => void): () => void {
  let asked = false;
  const unlisten = (): void => {
    process
      .off('SIGINT', onSignal)
      .off('SIGTERM', onSignal)
      .off('message', onMessage)
      .off('disconnect', stop);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (asked) {
      unlisten();
      process.kill(process.pid, signal);
    } else {
      asked = true;
      stop();
    }
  };
  const onMessage = (message: unknown): void => {
    if (message === STOP_MESSAGE) stop();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('message', onMessage).on('disconnect', stop);
  return unlisten;
}

process.exitCode = await runCli(process.argv.slice(2), {
  streams: process,
  loadSettings: (sources) => {
    const settings = loadSettings(sources);
    // A shard has it by its environment, which the processes of the model would inherit.
    if (settings.discord.shard !== null) forgetToken();
    return settings;
  },
  createApp: createObservedApp,
  openEmbedder,
  createLogger: ({ logLevel, logFormat, discord: { token = '', shard } }, defaultLevel) =>
    createLogger({ level: logLevel ?? defaultLevel, format: logFormat, shard: shard?.id, secrets: [token] }),
  discord,
  onStopRequest,
  locale: preferredLocale(),
  version,
});

// The channel to the manager would keep a shard running.
if (process.connected) process.disconnect();
// It waits for as long as a rate limit lasts, and nobody can tell it that the bot has left.
if (spoken.discord) setTimeout(() => process.exit(), LINGER_MS).unref();
