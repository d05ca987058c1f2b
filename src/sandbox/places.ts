import { CHANNEL_TYPES } from './protocol.js';
import type { Person } from './records.js';

/** A role of a server. */
export interface Role {
  readonly id: string;
  readonly name: string;
  /** Bits. */
  permissions: bigint;
}

/** A Discord server. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  /** Its own language, as Discord codes it. */
  readonly locale: string;
  readonly roles: Readonly<Record<'everyone' | 'member' | 'moderator' | 'bot', Role>>;
  /** The text channel that every server begins with. */
  readonly general: Channel;
  /** Whether the bot is in it; false after it was removed. */
  hasBot: boolean;
}

/** What a channel allows or denies to one person, or to everybody. */
export interface Overwrite {
  /** Of the person, or of the server: everybody. */
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** What only a thread has. */
export interface ThreadState {
  readonly ownerId: string;
  readonly createdAt: string;
  /** Minutes: 60, 1440, 4320 or 10080. */
  autoArchiveDuration: number;
  archived: boolean;
  locked: boolean;
}

/** Where messages stand. */
export interface Channel {
  readonly id: string;
  /** `null`: a direct channel. */
  readonly guildId: string | null;
  readonly type: (typeof CHANNEL_TYPES)[keyof typeof CHANNEL_TYPES];
  name: string;
  /** Whom the bot speaks to in a direct channel; `null` in a server. */
  readonly recipient: Person | null;
  /** The channel that a thread belongs to; `null` for any other channel. */
  readonly parentId: string | null;
  overwrites: readonly Overwrite[];
  /** `null` where it is no thread. */
  readonly thread: ThreadState | null;
}

/** What is needed to open a channel; the rest is as in a text channel that nobody has changed. */
export type ChannelDraft = Pick<Channel, 'name'> & Partial<Channel>;

/** A channel's beginning. */
export function newChannel(id: string, draft: ChannelDraft): Channel {
  return {
    id,
    guildId: null,
    type: CHANNEL_TYPES.guildText,
    recipient: null,
    parentId: null,
    overwrites: [],
    thread: null,
    ...draft,
  };
}

/**
 * A person's rights after a channel's overwrites, as Discord computes them: everybody's, then their own.
 * @param base - in the whole server, as bits
 * @param channel - of the server; for a thread the one that it belongs to
 */
export function applyOverwrites(base: bigint, { guildId, overwrites }: Channel, personId: string): bigint {
  return [guildId, personId].reduce((granted, id) => {
    const overwrite = overwrites.find((one) => one.id === id);
    return overwrite === undefined ? granted : (granted & ~overwrite.deny) | overwrite.allow;
  }, base);
}
