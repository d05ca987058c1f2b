import type { Guild, TextBasedChannel } from 'discord.js';
import { Recent } from '../../app/recent.js';
import type { Logger } from '../../domain/logger.js';
import { missingPermissions, type PermissionName } from './permissions.js';

/**
 * What the bot needs in a channel and lacks, as far as it has been told. Nothing in direct messages.
 * @param channel - where a message stands
 */
export function missingIn(channel: TextBasedChannel): PermissionName[] {
  if (channel.isDMBased()) return [];
  const granted = channel.permissionsFor(channel.client.user);
  return granted === null
    ? []
    : missingPermissions(granted.bitfield, channel.isThread() ? 'thread' : 'channel');
}

/**
 * Whether a message can be written at all.
 * @param missing - what the bot lacks
 */
export function mayWrite(missing: readonly PermissionName[]): boolean {
  return !['ViewChannel', 'SendMessages', 'SendMessagesInThreads'].some((name) =>
    missing.includes(name as PermissionName),
  );
}

/** Channels that are named in one line of the log. */
const NAMED_MAX = 10;

/**
 * Says in the log in which of a server's channels the bot lacks what: a line for each set of permissions. Channels
 * that it does not see are taken for none of its business.
 * @param guild - a server that the bot is in
 * @param logger - where to say it
 */
export function logMissing(guild: Guild, logger: Logger): void {
  const byMissing = new Map<string, string[]>();
  for (const channel of guild.channels.cache.values()) {
    if (!channel.isTextBased() || channel.isThread()) continue;
    const missing = missingIn(channel);
    if (missing.length === 0 || missing.includes('ViewChannel')) continue;
    const key = missing.join(', ');
    byMissing.set(key, [...(byMissing.get(key) ?? []), channel.name]);
  }
  for (const [missing, names] of byMissing) {
    const fields = { guildId: guild.id, missing, channels: names.length, named: names.slice(0, NAMED_MAX) };
    logger.warn(fields, 'the bot lacks permissions in channels');
  }
}

/** Says in the log, once for each channel, what the bot may not do there; again only where that changes. */
export class PermissionLog {
  readonly #noted = new Recent<string>();

  constructor(private readonly logger: Logger) {}

  /**
   * Notes what the bot lacks in a channel.
   * @param place - the channel
   * @param missing - names of the permissions; empty where it has all it needs
   */
  note(
    { channelId, guildId }: { readonly channelId: string; readonly guildId: string | null },
    missing: readonly string[],
  ): void {
    const names = missing.join(', ');
    if ((this.#noted.get(channelId) ?? '') === names) return;
    this.#noted.set(channelId, names);
    if (names === '')
      this.logger.info({ channelId, guildId }, 'the bot may do all it needs in a channel again');
    else this.logger.warn({ channelId, guildId, missing: names }, 'the bot lacks permissions in a channel');
  }
}
