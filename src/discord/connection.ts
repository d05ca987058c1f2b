import { once } from 'node:events';
import { Client, Events, Options, Partials, SimpleShardingStrategy, type ClientOptions } from 'discord.js';
import type { Logger } from '../domain/logger.js';
import { connectionError, gatewayTimeout } from './connection-errors.js';
import { describeFailure } from './failure.js';
import { INTENTS } from './permissions.js';

type GatewayManager = Parameters<NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>>[0];

/** A discord.js client with what its public face lacks: leaving for good while the gateway is lost. */
export class Connection {
  readonly client: Client;
  #gateway: GatewayManager | null = null;
  #closeCode: number | null = null;

  constructor(
    private readonly apiUrl: string,
    logger: Logger,
  ) {
    this.client = new Client({
      intents: [...INTENTS],
      // A direct message comes from a channel that has not been heard of before.
      partials: [Partials.Channel],
      allowedMentions: { parse: [], repliedUser: false },
      rest: { api: baseUrl(apiUrl) },
      ws: {
        buildStrategy: (manager) => {
          this.#gateway = manager;
          return new SimpleShardingStrategy(manager);
        },
      },
      makeCache: Options.cacheWithLimits(cacheLimits(() => this.client.user?.id)),
    });
    logConnection(this.client, logger);
    this.client.on(Events.ShardDisconnect, ({ code }) => (this.#closeCode = code));
  }

  /**
   * Logs in and waits until the servers that the bot is in are known.
   * @param token - the bot's
   * @param timeoutMs - how long the gateway may take
   * @throws {@link YinjuError} that says what to do about it; the client has left by then
   */
  async open(token: string, timeoutMs: number): Promise<Client<true>> {
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, timeoutMs);
    try {
      const ready = once(this.client, Events.ClientReady, { signal: timeout.signal });
      await Promise.all([ready, this.client.login(token)]);
      return this.client as Client<true>;
    } catch (error) {
      await this.close();
      if (timeout.signal.aborted) throw gatewayTimeout(timeoutMs / 1000);
      throw connectionError(error, { apiUrl: this.apiUrl, closeCode: this.#closeCode });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Leaves Discord, also while the connection is being made or mended. */
  async close(): Promise<void> {
    if (this.#gateway !== null) {
      // A connection that is between two attempts ignores destroy(); its next attempt begins by asking for
      // its session, and from now on waits for it for ever.
      this.#gateway.options.retrieveSessionInfo = () => new Promise(() => undefined);
    }
    // discord.js reports a gateway that it closes itself as one that is lost.
    this.client.removeAllListeners(Events.ShardReconnecting);
    await this.client.destroy();
  }
}

/**
 * The address as discord.js wants it, without a slash at its end.
 * @param apiUrl - as configured
 */
export function baseUrl(apiUrl: string): string {
  return apiUrl.endsWith('/') ? apiUrl.slice(0, -1) : apiUrl;
}

/** Nothing is remembered that the bot does not use: memory does not grow with the servers' traffic. */
function cacheLimits(ownId: () => string | undefined): Parameters<typeof Options.cacheWithLimits>[0] {
  const keepOverLimit = ({ id }: { readonly id: string }): boolean => id === ownId();
  return {
    ...Options.DefaultMakeCacheSettings,
    MessageManager: 20,
    ReactionManager: 0,
    PresenceManager: 0,
    VoiceStateManager: 0,
    ThreadMemberManager: 0,
    GuildMemberManager: { maxSize: 200, keepOverLimit },
    UserManager: { maxSize: 2_000, keepOverLimit },
  };
}

function logConnection(client: Client, logger: Logger): void {
  // discord.js mends the connection itself; without a listener for `error` the process would end.
  client.on(Events.Error, (error) => {
    logger.warn(describeFailure(error), 'the connection to Discord failed');
  });
  client.on(Events.Warn, (text) => {
    logger.warn({ text }, 'discord.js warns');
  });
  client.on(Events.ShardError, (error, shard) => {
    logger.warn({ shard, ...describeFailure(error) }, 'the Discord gateway failed');
  });
  client.on(Events.ShardReconnecting, (shard) => {
    logger.warn({ shard }, 'the Discord gateway is lost, connecting again');
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    logger.info({ shard, replayed }, 'the Discord gateway is back');
  });
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    logger.error({ shard, code }, 'Discord has closed the gateway for good');
  });
}
