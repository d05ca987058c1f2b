import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleepFor } from 'node:timers/promises';
import { ShardEvents, ShardingManager, type Shard } from 'discord.js';
import { describeError } from '../../domain/errors.js';
import type { Logger } from '../../domain/logger.js';
import { Backoff, type BackoffOptions } from '../connection/backoff.js';
import { STOP_MESSAGE } from './stop-message.js';

/** Which program each shard runs. */
export interface ShardProgram {
  /** Absolute path of the script. */
  readonly file: string;
  /** The script's own arguments. */
  readonly args: readonly string[];
  /** Node's arguments. */
  readonly execArgv: readonly string[];
}

/** How shards are run. */
export interface FleetOptions {
  /** Passed to the shards in their environment, never among their arguments. */
  readonly token: string;
  /** How many shards there are, 1 or more. */
  readonly count: number;
  /** How many shards may identify at the same time, as Discord says. */
  readonly maxConcurrency: number;
  readonly program: ShardProgram;
  readonly logger: Logger;
  /** How long to wait before a shard that has ended is started again. Default 1 second to 1 minute. */
  readonly backoff?: BackoffOptions;
  /** Milliseconds from one shard's being ready to the next one's start. Default 5000, as Discord asks. */
  readonly identifyEveryMs?: number;
  /** Milliseconds that the next shard waits for one that does not get ready. Default one minute. */
  readonly readyTimeoutMs?: number;
  /** Milliseconds after which a shard that was ready counts as sound when it ends. Default ten minutes. */
  readonly steadyMs?: number;
  /** Milliseconds that shards have to leave in, before they are killed. Default one minute: three times what they need. */
  readonly leaveWithinMs?: number;
}

/** A shard, and what is known of its processes so far. */
interface Member {
  readonly shard: Shard;
  readonly backoff: Backoff;
  /** When its present process got ready, by `performance.now`; `null` before. */
  readyAt: number | null;
  /** Whether any process of it has ever got ready. */
  proven: boolean;
}

/**
 * Shards as processes: started one after the other, and again whenever one ends, ever more seldom while that goes on.
 * One that fails before it is ready has met with what no further attempt mends (it waits for a Discord that cannot be
 * reached by itself): a token that was reset, a wrong setting. Then {@link Fleet.failed} tells.
 */
export class Fleet {
  readonly #members: readonly Member[];
  readonly #leaving = new AbortController();
  /** Who starts after whom: a lane for each shard that may identify at the same time. */
  readonly #lanes = new Map<number, Promise<void>>();
  #settleReady: () => void = () => undefined;
  #settleFailed: (code: number) => void = () => undefined;
  /** Resolves when every shard has been ready once. */
  readonly ready = new Promise<void>((resolve) => (this.#settleReady = resolve));
  /** Resolves with the exit code of a shard that could not be started. */
  readonly failed = new Promise<number>((resolve) => (this.#settleFailed = resolve));

  /** Starts the shards. */
  constructor(private readonly options: FleetOptions) {
    const { token, count, program } = options;
    const manager = new ShardingManager(program.file, {
      token,
      totalShards: count,
      shardArgs: [...program.args],
      execArgv: [...program.execArgv],
      // It would start them again at once.
      respawn: false,
    });
    this.#members = Array.from({ length: count }, (_, id) => this.#enlist(manager.createShard(id)));
    for (const member of this.#members) this.#queue(member);
  }

  /** Lets every shard finish its answers; resolves when all have ended. Idempotent. */
  async stop(): Promise<void> {
    this.#leaving.abort();
    await Promise.all(this.#members.map(({ shard }) => this.#end(shard)));
  }

  async #end({ id, process: child }: Shard): Promise<void> {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const { logger, leaveWithinMs = 60_000 } = this.options;
    const ended = once(child, 'exit');
    // One that cannot be told has lost its manager, and leaves by itself.
    child.send(STOP_MESSAGE, () => undefined);
    const timer = setTimeout(() => {
      logger.error({ shard: id, leaveWithinMs }, 'a shard does not leave and is killed');
      child.kill('SIGKILL');
    }, leaveWithinMs);
    await ended;
    clearTimeout(timer);
  }

  #enlist(shard: Shard): Member {
    const member: Member = {
      shard,
      backoff: new Backoff(this.options.backoff),
      readyAt: null,
      proven: false,
    };
    shard.on(ShardEvents.Ready, () => {
      member.readyAt = performance.now();
      member.proven = true;
      if (this.#members.every(({ proven }) => proven)) this.#settleReady();
    });
    shard.on(ShardEvents.Spawn, (child) => {
      const pid = 'pid' in child ? child.pid : undefined;
      this.options.logger.info({ shard: shard.id, process: pid }, 'a shard has started');
      child.on('error', (error: unknown) => {
        this.options.logger.error({ shard: shard.id, problem: describeError(error) }, 'a shard failed');
        // One that could not be started at all never ends either.
        if (pid === undefined) this.#settleFailed(1);
      });
    });
    shard.on(ShardEvents.Death, (child) => {
      this.#onDeath(member, child as ChildProcess);
    });
    return member;
  }

  #onDeath(member: Member, { exitCode: code, signalCode: signal }: ChildProcess): void {
    const { shard, backoff, readyAt } = member;
    if (this.#leaving.signal.aborted) return;
    if (readyAt === null && code !== null && code !== 0) {
      this.#settleFailed(code);
      return;
    }
    const { logger, steadyMs = 600_000 } = this.options;
    if (readyAt !== null && performance.now() - readyAt >= steadyMs) backoff.succeeded();
    member.readyAt = null;
    const delayMs = backoff.failed();
    logger.warn(
      { shard: shard.id, code, signal, attempt: backoff.failures, delayMs },
      'a shard has ended, starting it again',
    );
    backoff.wait(delayMs, this.#leaving.signal).then(
      () => {
        this.#queue(member);
      },
      () => undefined,
    );
  }

  #queue(member: Member): void {
    const lane = member.shard.id % this.options.maxConcurrency;
    const before = this.#lanes.get(lane) ?? Promise.resolve();
    this.#lanes.set(
      lane,
      before.then(() => this.#launch(member)),
    );
  }

  /** Starts a shard; resolves when the next one of its lane may follow. */
  async #launch({ shard }: Member): Promise<void> {
    const { signal } = this.#leaving;
    if (signal.aborted) return;
    const { identifyEveryMs = 5_000, readyTimeoutMs = 60_000 } = this.options;
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    const settled = Promise.race([
      once(shard, ShardEvents.Ready, { signal: either }),
      once(shard, ShardEvents.Death, { signal: either }),
      sleepFor(readyTimeoutMs, undefined, { signal: either }),
    ]);
    try {
      await Promise.all([shard.spawn(-1), settled]);
      await sleepFor(identifyEveryMs, undefined, { signal });
    } catch {
      // Only by leaving: the next one sees it for itself.
    } finally {
      over.abort();
    }
  }
}
