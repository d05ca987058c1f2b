#!/usr/bin/env node
import { createRequire } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createApp, openEmbedder } from './app/compose.js';
import { forgetToken, loadSettings, preferredLocale, type Settings } from './app/config.js';
import { createLogger } from './app/logger.js';
import { openRecords } from './app/records/records.js';
import type { DiscordParts } from './cli/parts.js';
import { runCli } from './cli/run.js';
import type { DiscordOptions } from './discord/bot.js';
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
    return { user: bot.user.tag, inviteUrl: bot.inviteUrl, stop: () => bot.stop(), cutOff: bot.cutOff };
  },
  async startShards(settings, token, { logger, signal }) {
    const { startShards } = await import('./discord/sharding/start-shards.js');
    const file = fileURLToPath(import.meta.url);
    const program = { file, args: process.argv.slice(2), execArgv: process.execArgv };
    const { shards } = settings.discord;
    return startShards({ ...discordOptions(settings, token), shards, program, logger, signal });
  },
  async check(settings, token) {
    const { checkDiscord } = await import('./discord/check.js');
    return (await checkDiscord(discordOptions(settings, token))).lines;
  },
};

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
  createApp,
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
