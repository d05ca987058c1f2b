import { REST, Routes, type APIApplication, type APIUser, type RESTGetAPIGatewayBotResult } from 'discord.js';
import { YinjuError } from '../../domain/errors.js';
import { Backoff } from '../connection/backoff.js';
import type { DiscordOptions } from '../bot.js';
import { connectionError, tokenProblem } from '../connection/connection-errors.js';
import { baseUrl } from '../connection/connection.js';
import { inviteLink } from '../connection/permissions.js';
import { proxyAgent } from '../connection/proxy.js';
import { registerCommands } from '../commands/register.js';
import { unlessAborted } from '../connection/unless-aborted.js';
import { untilReached } from '../connection/until-reached.js';
import { Fleet, type FleetOptions, type ShardProgram } from './fleet.js';

/** How shards are started. */
export interface ShardsOptions
  extends
    Pick<DiscordOptions, 'token' | 'apiUrl' | 'proxy' | 'guildId' | 'logger' | 'backoff' | 'signal'>,
    Pick<FleetOptions, 'identifyEveryMs'> {
  /** How many, 1 or more; `auto`: as many as Discord recommends. */
  readonly shards: number | 'auto';
  readonly program: ShardProgram;
}

/** Shards at work. */
export interface Shards {
  /** Name of the bot's account. */
  readonly user: string;
  readonly inviteUrl: string;
  /** How many there are. */
  readonly count: number;
  /** Resolves when every shard has been ready once. */
  readonly ready: Promise<void>;
  /** Resolves with the exit code of a shard that could not be started: the others are to be stopped. */
  readonly failed: Promise<number>;
  /** Lets every shard finish its answers; resolves when all have ended. Idempotent. */
  stop(): Promise<void>;
}

const TIMEOUT_MS = 10_000;

/**
 * Registers the commands, once for all shards, and starts a process for each shard. Tries again, ever more seldom,
 * for as long as Discord cannot be reached.
 * @throws {@link YinjuError} as `startDiscord`; or the reason for which the signal was aborted
 */
export async function startShards(options: ShardsOptions): Promise<Shards> {
  const { token, logger, backoff, signal = new AbortController().signal } = options;
  const problem = tokenProblem(token);
  if (problem !== null) throw new YinjuError(problem);
  const attempts = { backoff: new Backoff(backoff), signal, logger };
  const { user, application, gateway } = await untilReached(
    () => unlessAborted(prepare({ ...options, signal }), signal),
    attempts,
  );
  signal.throwIfAborted();
  const count = options.shards === 'auto' ? gateway.shards : options.shards;
  const maxConcurrency = gateway.session_start_limit.max_concurrency;
  logger.info({ shards: count, recommended: gateway.shards, maxConcurrency }, 'starting shards');
  const fleet = new Fleet({ ...options, count, maxConcurrency });
  return {
    user: user.username,
    inviteUrl: inviteLink(application.id),
    count,
    ready: fleet.ready,
    failed: fleet.failed,
    stop: () => fleet.stop(),
  };
}

interface Prepared {
  readonly user: APIUser;
  readonly application: APIApplication;
  readonly gateway: RESTGetAPIGatewayBotResult;
}

async function prepare(options: ShardsOptions & { readonly signal: AbortSignal }): Promise<Prepared> {
  const { token, apiUrl, proxy = null } = options;
  const agent = proxyAgent(proxy, apiUrl);
  const rest = new REST({ api: baseUrl(apiUrl), retries: 1, timeout: TIMEOUT_MS }).setToken(token);
  if (agent !== null) rest.setAgent(agent);
  try {
    const user = (await rest.get(Routes.user())) as APIUser;
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    const gateway = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
    await registerCommands(rest, application.id, options);
    return { user, application, gateway };
  } catch (error) {
    throw error instanceof YinjuError ? error : connectionError(error, { apiUrl });
  } finally {
    await agent?.destroy();
  }
}
