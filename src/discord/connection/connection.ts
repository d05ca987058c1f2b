import { once } from 'node:events';
import { Client, Events, GatewayCloseCodes, Options, Partials, Status, type ClientOptions } from 'discord.js';
import type { YinjuError } from '../../domain/errors.js';
import type { LogFields, Logger } from '../../domain/logger.js';
import type { Backoff } from './backoff.js';
import { connectionError, gatewayTimeout } from './connection-errors.js';
import { describeFailure } from '../delivery/failure.js';
import { LeavingStrategy } from './leaving-strategy.js';
import { INTENTS, THREAD_INTENT } from './permissions.js';
import { GatewayRelay, proxyAgent } from './proxy.js';
import { watchRest } from './rest-watch.js';

/** Longer than Discord takes on a bad day: a request that is given up has perhaps been carried out. */
const REQUEST_WITHIN_MS = 30_000;

/** How a connection is made and mended. */
export interface ConnectionOptions {
  readonly apiUrl: string;
  /** Address of the proxy that Discord is reached through; `null`: none. */
  readonly proxy: string | null;
  readonly logger: Logger;
  /** Whether the text of messages that do not name the bot is asked for. */
  readonly readThreads: boolean;
  /** Between the attempts to mend a gateway that is lost. */
  readonly backoff: Backoff;
}

/** For how long, and whether at all, the gateway is waited for. */
export interface OpenOptions {
  readonly timeoutMs: number;
  /** Aborted when the bot is not wanted any more. */
  readonly signal: AbortSignal;
}

type GatewayManager = Parameters<NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>>[0];

/**
 * A discord.js client with what its public face lacks: waiting longer and longer between attempts to mend the
 * gateway (it tries twice a second), and leaving for good while the gateway is lost.
 */
export class Connection {
  readonly client: Client;
  readonly #agent: ReturnType<typeof proxyAgent>;
  #relay: GatewayRelay | null = null;
  readonly #leaving = new AbortController();
  /** Shards whose gateway is lost and not yet asked for again. */
  readonly #lost = new Set<number>();
  /** What was last heard of a gateway that failed. */
  #failure: LogFields = {};
  #closeCode: number | null = null;
  #cutOff: (error: YinjuError) => void = () => undefined;
  /** Resolves when Discord will have nothing more to do with the bot, with what is to be done about it. */
  readonly cutOff = new Promise<YinjuError>((resolve) => (this.#cutOff = resolve));

  constructor(private readonly options: ConnectionOptions) {
    const { apiUrl, proxy, logger, backoff, readThreads } = options;
    this.#agent = proxyAgent(proxy, apiUrl);
    this.client = new Client({
      intents: readThreads ? [...INTENTS, THREAD_INTENT] : [...INTENTS],
      // A direct message comes from a channel that has not been heard of before.
      // A message that is edited may have been written before the bot was started.
      partials: [Partials.Channel, Partials.Message],
      allowedMentions: { parse: [], repliedUser: false },
      rest: {
        api: baseUrl(apiUrl),
        timeout: REQUEST_WITHIN_MS,
        ...(this.#agent !== null && { agent: this.#agent }),
      },
      ws: {
        buildStrategy: (manager) => {
          if (this.#relay !== null) relayGateway(manager, this.#relay);
          this.#delayAttempts(manager);
          return new LeavingStrategy(manager);
        },
      },
      makeCache: Options.cacheWithLimits(cacheLimits(() => this.client.user?.id)),
    });
    logConnection(this.client, logger);
    this.client.on(Events.ShardDisconnect, ({ code }) => {
      this.#closeCode = code;
      this.#cutOff(connectionError(null, { apiUrl, closeCode: code }));
    });
    watchRest(this.client.rest, logger, () => {
      this.#cutOff(connectionError(null, { apiUrl, closeCode: GatewayCloseCodes.AuthenticationFailed }));
    });
    this.client.on(Events.ShardReconnecting, (shard) => this.#lost.add(shard));
    this.client.on(Events.ShardError, (error) => (this.#failure = describeFailure(error)));
    for (const event of [Events.ShardReady, Events.ShardResume] as const) {
      this.client.on(event, () => {
        backoff.succeeded();
      });
    }
  }

  /**
   * Logs in and waits until the servers that the bot is in are known.
   * @param token - the bot's
   * @param options - how long the gateway may take
   * @throws {@link YinjuError} that says what to do about it, or the reason for which the signal was aborted;
   * the client has left by then
   */
  async open(token: string, { timeoutMs, signal }: OpenOptions): Promise<Client<true>> {
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, timeoutMs);
    try {
      if (this.#agent !== null) this.#relay = await GatewayRelay.start(this.#agent);
      const ready = once(this.client, Events.ClientReady, {
        signal: AbortSignal.any([timeout.signal, signal]),
      });
      await Promise.all([ready, this.client.login(token)]);
      return this.client as Client<true>;
    } catch (error) {
      await this.close();
      signal.throwIfAborted();
      if (timeout.signal.aborted) throw gatewayTimeout(timeoutMs / 1000);
      throw connectionError(error, { apiUrl: this.options.apiUrl, closeCode: this.#closeCode });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whether the gateway is connected and knows the session. */
  get connected(): boolean {
    const shards = [...this.client.ws.shards.values()];
    return shards.length > 0 && shards.every(({ status }) => status === Status.Ready);
  }

  /** Leaves Discord, also while the connection is being made or mended. */
  async close(): Promise<void> {
    this.#leaving.abort();
    await this.client.destroy();
    await this.#relay?.close();
    await this.#agent?.destroy();
  }

  /** Every attempt to connect begins by asking for the session that is to be resumed: it can be kept waiting. */
  #delayAttempts({ options }: GatewayManager): void {
    const retrieve = options.retrieveSessionInfo.bind(options);
    options.retrieveSessionInfo = (shard) => {
      // A connection that is between two attempts ignores destroy(): its next attempt waits for ever.
      if (this.#leaving.signal.aborted) return new Promise(() => undefined);
      // Asked for with every event, too, where nothing may come between.
      if (!this.#lost.delete(shard)) return retrieve(shard);
      return this.#wait(shard).then(
        () => retrieve(shard),
        () => new Promise(() => undefined),
      );
    };
  }

  /** Waits before the next attempt; rejects when the bot leaves. */
  async #wait(shard: number): Promise<void> {
    const { backoff, logger } = this.options;
    const delayMs = backoff.failed();
    const fields = { shard, attempt: backoff.failures, delayMs, ...this.#failure };
    logger.warn(fields, 'the Discord gateway is lost, connecting again');
    this.#failure = {};
    await backoff.wait(delayMs, this.#leaving.signal);
  }
}

/** Has the gateway looked for where the relay is, also when a session is resumed. */
function relayGateway(manager: GatewayManager, relay: GatewayRelay): void {
  const fetch = manager.fetchGatewayInformation.bind(manager);
  manager.fetchGatewayInformation = async (force) => {
    const information = await fetch(force);
    return { ...information, url: relay.address(information.url) };
  };
  const { options } = manager;
  const retrieve = options.retrieveSessionInfo.bind(options);
  options.retrieveSessionInfo = async (shard) => {
    const session = await retrieve(shard);
    return session && { ...session, resumeURL: relay.address(session.resumeURL) };
  };
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
  client.on(Events.ShardResume, (shard, replayed) => {
    logger.info({ shard, replayed }, 'the Discord gateway is back');
  });
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    logger.error({ shard, code }, 'Discord has closed the gateway for good');
  });
}
