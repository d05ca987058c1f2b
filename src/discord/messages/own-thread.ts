import type { Channel } from 'discord.js';

/**
 * Whether a channel is a thread that the bot opened.
 * @param channel - `null` where it is not known
 * @param botId - of the bot's user
 */
export function isOwnThread(channel: Channel | null, botId: string): boolean {
  return channel?.isThread() === true && channel.ownerId === botId;
}
