import { param, type ApiCall } from '../api.js';
import { isMember } from '../dispatches.js';
import type { Channel } from '../places.js';
import { PERMISSIONS, refusals } from '../protocol.js';

/**
 * The channel that the path names.
 * @param needed - permission bits that the bot must have in it, besides seeing it
 * @throws {@link ApiError} 10003 where there is none, 50001 where the bot does not see it, 50013 where it lacks
 * a permission
 */
export function channelOf(call: ApiCall, needed = 0n): Channel {
  const { world } = call;
  const channel = world.channel(param(call, 'channel_id'));
  if (!isMember(world, channel)) throw refusals.missingAccess();
  const granted = world.permissions(world.bot, channel);
  if ((granted & PERMISSIONS.viewChannel) === 0n) throw refusals.missingAccess();
  if ((granted & needed) !== needed) throw refusals.missingPermissions();
  return channel;
}

/** Whether the bot has a permission in a channel. */
export function botMay({ world }: ApiCall, permission: bigint, channel: Channel): boolean {
  return (world.permissions(world.bot, channel) & permission) === permission;
}
