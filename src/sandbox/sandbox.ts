import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeError } from '../domain/errors.js';
import { announce } from './announcer.js';
import { Driver } from './driver.js';
import { Gateway } from './gateway.js';
import { serveRequest } from './http.js';
import { RateLimits } from './rate-limits.js';
import { IdentifyTurns } from './shards.js';
import type { Interrupt, RecordedRequest } from './recorded.js';
import { World } from './world.js';

/** How a sandbox is set up. */
export interface SandboxOptions {
  /** Port on the loopback interface. Default 0: any that is free. */
  readonly port?: number;
  /** The server's own language, as Discord codes it. Default `en-US`, as a new server has it. */
  readonly guildLocale?: string;
  /** How many servers the bot is in. Default 1; `world.guilds` has them. */
  readonly guilds?: number;
  /** How many shards Discord recommends to the bot. Default 1. */
  readonly recommendedShards?: number;
  /** How many shards may identify at the same time. Default 1. */
  readonly maxConcurrency?: number;
  /**
   * How long after one shard has identified another of its turn is refused, in milliseconds. Default 0: a test
   * may start bots as fast as it likes; Discord has 5000.
   */
  readonly identifyEveryMs?: number;
  /** Privileged gateway intents that the application is allowed, as bits. Default none. */
  readonly allowedIntents?: number;
  /** How soon an interaction must be acknowledged, in milliseconds. Default 3000, as Discord has it. */
  readonly acknowledgeWithinMs?: number;
  /** How long to wait for what the bot shows, in milliseconds. Default 10 seconds. */
  readonly patienceMs?: number;
  /** How often the bot is told to send a heartbeat, in milliseconds. Default 41250, as Discord has it. */
  readonly heartbeatMs?: number;
}

/** The bot's token in the sandbox, shaped like a real one. */
export const SANDBOX_TOKEN = 'c2FuZGJveA.c2FuZGJv.no-secret-only-for-the-sandbox';

/**
 * Discord's HTTP API and gateway, version 10, on the loopback interface, with one server (or more) and a
 * few people in it.
 */
export class Sandbox {
  readonly world: World;
  readonly driver: Driver;
  readonly gateway: Gateway;
  /** Every request, in the order in which they came. */
  readonly requests: RecordedRequest[] = [];
  readonly rateLimits = new RateLimits();
  readonly #http: Server;
  #interrupt: Interrupt = () => undefined;

  private constructor(options: SandboxOptions) {
    const { guildLocale = 'en-US', allowedIntents = 0, acknowledgeWithinMs = 3000 } = options;
    this.world = new World(guildLocale, options.guilds);
    const { recommendedShards: recommended = 1, maxConcurrency = 1, identifyEveryMs = 0 } = options;
    this.gateway = new Gateway(this.world, {
      token: SANDBOX_TOKEN,
      allowedIntents,
      turns: new IdentifyTurns({ maxConcurrency, everyMs: identifyEveryMs }),
      heartbeatMs: options.heartbeatMs ?? 41_250,
      url: () => this.#gatewayUrl,
    });
    announce(this.world, this.gateway);
    this.driver = new Driver(this.world, this.gateway, options.patienceMs ?? 10_000);
    this.#http = createServer((request, response) => {
      serveRequest(request, response, {
        token: SANDBOX_TOKEN,
        context: () => ({
          world: this.world,
          gatewayUrl: this.#gatewayUrl,
          shards: { recommended, maxConcurrency },
          acknowledgeWithinMs,
        }),
        onRequest: (recorded) => this.requests.push(recorded),
        interrupt: (asked) => this.#interrupt(asked),
        rateLimits: this.rateLimits,
      }).catch((error: unknown) => {
        response.writeHead(500).end(describeError(error));
      });
    });
    this.#http.on('upgrade', (request, socket, head) => {
      this.gateway.upgrade(request, socket, head);
    });
  }

  /** Starts listening. */
  static async start(options: SandboxOptions = {}): Promise<Sandbox> {
    const sandbox = new Sandbox(options);
    sandbox.#http.listen(options.port ?? 0, '127.0.0.1');
    await once(sandbox.#http, 'listening');
    return sandbox;
  }

  /** What the bot's `DISCORD_API_URL` must be. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  /** From now on asks `interrupt` before each request; what it gives is answered instead. For faults. */
  interruptWith(interrupt: Interrupt): void {
    this.#interrupt = interrupt;
  }

  /** Breaks every connection over which the HTTP API is spoken to, and no gateway. */
  cutRequests(): void {
    this.#http.closeAllConnections();
  }

  /** Cuts every bot off and stops listening. */
  async close(): Promise<void> {
    this.gateway.close();
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }

  get #port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get #gatewayUrl(): string {
    return `ws://127.0.0.1:${this.#port}/gateway`;
  }
}
