import { Events, GatewayDispatchEvents, type Client, type GatewayDispatchPayload } from 'discord.js';
import { describeFailure } from '../delivery/failure.js';
import { onMessage, onMessageDeleted, onMessageEdited } from './messages.js';
import type { Service } from '../service.js';

/**
 * Hears of messages that are written, edited and deleted. discord.js keeps from us what happens to messages, and in
 * direct channels, that it has not heard of since it was started: of those the gateway is listened to.
 * @param client - the bot
 * @param service - what the bot shares
 */
export function listenToMessages(client: Client, service: Service): void {
  client.on(Events.MessageCreate, (message) => {
    onMessage(message, service);
  });
  client.on(Events.MessageUpdate, (_, message) => {
    onMessageEdited(message, service);
  });
  client.on(Events.Raw, (packet: GatewayDispatchPayload) => {
    if (packet.t === GatewayDispatchEvents.MessageDelete) {
      onMessageDeleted(packet.d.id, service, client);
    } else if (packet.t === GatewayDispatchEvents.MessageDeleteBulk) {
      for (const id of packet.d.ids) onMessageDeleted(id, service, client);
    } else if (packet.t === GatewayDispatchEvents.MessageUpdate) {
      const { id, channel_id: channelId, guild_id: guildId, edited_timestamp: editedAt } = packet.d;
      const unheard = guildId === undefined && !client.channels.cache.has(channelId);
      if (unheard && editedAt !== null) fetchEdited(client, { id, channelId }, service);
    }
  });
}

/** A message in a direct channel that the bot has not heard of, as it is now. */
function fetchEdited(
  client: Client,
  { id, channelId }: { readonly id: string; readonly channelId: string },
  service: Service,
): void {
  const fetch = async (): Promise<void> => {
    const channel = await client.channels.fetch(channelId);
    if (channel?.isTextBased() === true) onMessageEdited(await channel.messages.fetch(id), service);
  };
  fetch().catch((error: unknown) => {
    service.logger.debug({ id, ...describeFailure(error) }, 'an edited message could not be read');
  });
}
