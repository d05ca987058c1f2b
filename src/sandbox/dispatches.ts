import type { Dispatch } from './gateway.js';
import { CHANNEL_TYPES, INTENTS } from './protocol.js';
import { channelShape, memberShape, messageShape, userShape } from './shapes.js';
import type { Channel, Interaction, JsonObject, Message, Person, World } from './world.js';

/**
 * How a bot is told of a message. Without the message-content intent it sees the text only of direct
 * messages, of messages that mention it, and of its own.
 * @param readsContent - whether the bot has that intent
 */
export function messageDispatch(
  world: World,
  message: Message,
  { edited, readsContent }: { readonly edited: boolean; readonly readsContent: boolean },
): Dispatch {
  const channel = world.channel(message.channelId);
  const direct = channel.type === CHANNEL_TYPES.direct;
  const own = message.author.id === world.bot.id;
  const seen = readsContent || direct || own || message.mentions.some(({ id }) => id === world.bot.id);
  return {
    event: edited ? 'MESSAGE_UPDATE' : 'MESSAGE_CREATE',
    intent: direct ? INTENTS.directMessages : INTENTS.guildMessages,
    data: {
      ...messageShape(message),
      ...(!seen && { content: '', embeds: [], components: [] }),
      channel_type: channel.type,
      ...(!direct && { guild_id: world.guildId, member: memberShape(message.author) }),
    },
  };
}

/** Who does something, where, and in which language their client is. */
export interface Circumstances {
  readonly by: Person;
  readonly channel: Channel;
  /** As Discord codes it. */
  readonly locale: string;
}

/**
 * How a bot is told of an interaction.
 * @param kind - its type, its `data`, and for a press the message that was pressed on
 */
export function interactionDispatch(
  world: World,
  interaction: Interaction,
  { by, channel, locale }: Circumstances,
  kind: { readonly type: number; readonly data: JsonObject; readonly message?: JsonObject },
): Dispatch {
  const direct = channel.type === CHANNEL_TYPES.direct;
  const place = direct
    ? { user: userShape(by), context: 1 }
    : {
        guild_id: world.guildId,
        guild: { id: world.guildId, locale: world.guildLocale, features: [] },
        guild_locale: world.guildLocale,
        member: memberShape(by),
        context: 0,
      };
  return {
    event: 'INTERACTION_CREATE',
    intent: 0,
    data: {
      id: interaction.id,
      application_id: world.applicationId,
      token: interaction.token,
      version: 1,
      ...kind,
      channel_id: channel.id,
      channel: channelShape(world, channel),
      locale,
      app_permissions: world.bot.permissions.toString(),
      entitlements: [],
      authorizing_integration_owners: { '0': direct ? '0' : world.guildId },
      attachment_size_limit: 10_485_760,
      ...place,
    },
  };
}
