import type { BaseInteraction, Message } from 'discord.js';
import type { GuildSettings } from '../../app/records/guild-settings.js';
import type { OwnCooldown } from './admission.js';

/** Something that was done in a channel. */
type Placed = Pick<BaseInteraction | Message, 'channel' | 'channelId'>;

/**
 * The channel by which settings know a place: a thread counts as the channel that it belongs to.
 * @param placed - an interaction or a message
 */
export function homeChannelId({ channel, channelId }: Placed): string {
  const parentId = channel?.isThread() === true ? channel.parentId : null;
  return parentId ?? channelId ?? '';
}

/**
 * Whether members may ask in a place.
 * @param settings - of its server; those of direct messages allow everything
 * @param placed - an interaction or a message
 */
export function isAllowedIn({ channels }: GuildSettings, placed: Placed): boolean {
  return channels.length === 0 || channels.includes(homeChannelId(placed));
}

/**
 * How fast members may ask in a server, if it has a rule of its own.
 * @param guildId - `null` for a direct message
 * @param settings - of the server
 */
export function ownCooldown(guildId: string | null, { cooldown }: GuildSettings): OwnCooldown | undefined {
  if (guildId === null || cooldown === null) return undefined;
  return { guildId, rule: cooldown === 'none' ? null : cooldown };
}
