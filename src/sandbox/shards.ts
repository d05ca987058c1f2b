/** Number of a shard, from 0, and how many there are. */
export type Shard = readonly [id: number, count: number];

/**
 * Which shard is told of a server, as Discord computes it.
 * @param guildId - `null`: of direct messages
 * @param count - how many shards there are
 */
export function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/**
 * What a bot says of its shard when it identifies.
 * @returns `[0, 1]` where it says nothing, `null` where there can be no such shard
 */
export function readShard(asked: unknown): Shard | null {
  if (asked === undefined || asked === null) return [0, 1];
  const pair: readonly unknown[] = Array.isArray(asked) ? asked : [];
  const [id, count] = pair;
  if (!Number.isInteger(id) || !Number.isInteger(count)) return null;
  return Number(id) >= 0 && Number(id) < Number(count) ? [Number(id), Number(count)] : null;
}

/** How identifying is spread over time. */
export interface TurnOptions {
  /** Shards whose numbers leave different remainders by this may identify at the same time. */
  readonly maxConcurrency: number;
  /** How long one shard's turn lasts, in milliseconds. */
  readonly everyMs: number;
  /** Default `performance.now`. */
  readonly now?: () => number;
}

/** Who may identify when: one shard of each remainder in so much time. */
export class IdentifyTurns {
  readonly #last = new Map<number, number>();
  readonly #now: () => number;

  constructor(private readonly options: TurnOptions) {
    this.#now = options.now ?? (() => performance.now());
  }

  /** Takes a turn; false where it is another's still. */
  take([id]: Shard): boolean {
    const { maxConcurrency, everyMs } = this.options;
    const turn = id % maxConcurrency;
    const last = this.#last.get(turn);
    if (last !== undefined && this.#now() - last < everyMs) return false;
    this.#last.set(turn, this.#now());
    return true;
  }
}
