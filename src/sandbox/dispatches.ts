import type { Dispatch } from './gateway.js';
import { isEphemeral, messageShape, veiledMessageShape } from './message-shapes.js';
import type { Channel, Guild } from './places.js';
import { INTENTS, PERMISSIONS } from './protocol.js';
import { channelShape, guildCreateShape, memberShape, roleShape, userShape } from './shapes.js';
import type { Change, Interaction, JsonObject, Message, Person, World } from './world.js';

/**
 * How a bot is told of a message: with its text only where {@link veiledMessageShape} gives it.
 * @param readsContent - whether the bot has the message-content intent: then it is given always
 */
export function messageDispatch(
  world: World,
  message: Message,
  { edited, readsContent }: { readonly edited: boolean; readonly readsContent: boolean },
): Dispatch {
  const channel = world.channel(message.channelId);
  const guild = world.guilds.get(channel.guildId ?? '');
  return {
    event: edited ? 'MESSAGE_UPDATE' : 'MESSAGE_CREATE',
    ...messageRoute(channel),
    data: {
      ...(readsContent ? messageShape(world, message) : veiledMessageShape(world, message)),
      channel_type: channel.type,
      ...(guild !== undefined && {
        guild_id: guild.id,
        member: memberShape(world, message.author, { guild, channel }),
      }),
    },
  };
}

/** How a bot is told that a message was deleted. */
export function removalDispatch(world: World, { id, channelId }: Message): Dispatch {
  const channel = world.channel(channelId);
  const place = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return { event: 'MESSAGE_DELETE', ...messageRoute(channel), data: { id, channel_id: channelId, ...place } };
}

/** Whether a bot is told of a message at all. */
export function isHeard(world: World, message: Message): boolean {
  const channel = world.channels.get(message.channelId);
  return channel !== undefined && !isEphemeral(message) && isSeen(world, channel);
}

/** Whether the bot is in the server of a channel; a direct channel is always its own. */
export function isMember(world: World, { guildId }: Channel): boolean {
  return guildId === null || world.guilds.get(guildId)?.hasBot === true;
}

/** Whether the bot sees a channel. */
export function isSeen(world: World, channel: Channel): boolean {
  return isMember(world, channel) && (world.permissions(world.bot, channel) & PERMISSIONS.viewChannel) !== 0n;
}

/** How a bot is told what became of a channel or a thread. */
export function channelDispatch(world: World, change: Change, channel: Channel): Dispatch {
  const { id, guildId, parentId, type } = channel;
  const isThread = channel.thread !== null;
  const data =
    isThread && change === 'DELETE'
      ? { id, guild_id: guildId, parent_id: parentId, type }
      : { ...channelShape(world, channel), ...(isThread && change === 'CREATE' && { newly_created: true }) };
  return { event: `${isThread ? 'THREAD' : 'CHANNEL'}_${change}`, intent: INTENTS.guilds, guildId, data };
}

/** How a bot is told that its role has other permissions. */
export function roleDispatch({ id, roles }: Guild): Dispatch {
  const data = { guild_id: id, role: roleShape(roles.bot) };
  return { event: 'GUILD_ROLE_UPDATE', intent: INTENTS.guilds, guildId: id, data };
}

/** How a bot is told of a server that it is in, or is in no longer. */
export function guildDispatch(world: World, change: 'CREATE' | 'DELETE', guild: Guild): Dispatch {
  // Without `unavailable`: the bot was removed, the server is not merely down.
  const data = change === 'CREATE' ? guildCreateShape(world, guild) : { id: guild.id };
  return { event: `GUILD_${change}`, intent: INTENTS.guilds, guildId: guild.id, data };
}

function messageRoute({ guildId }: Channel): Pick<Dispatch, 'intent' | 'guildId'> {
  return { intent: guildId === null ? INTENTS.directMessages : INTENTS.guildMessages, guildId };
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
  const guild = world.guilds.get(channel.guildId ?? '');
  const place =
    guild === undefined
      ? { user: userShape(by), context: 1 }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: memberShape(world, by, { guild, channel }),
          context: 0,
        };
  return {
    event: 'INTERACTION_CREATE',
    intent: 0,
    guildId: channel.guildId,
    data: {
      id: interaction.id,
      application_id: world.applicationId,
      token: interaction.token,
      version: 1,
      ...kind,
      channel_id: channel.id,
      channel: channelShape(world, channel),
      locale,
      app_permissions: world.permissions(world.bot, channel).toString(),
      entitlements: [],
      authorizing_integration_owners: { '0': guild?.id ?? '0' },
      attachment_size_limit: 10_485_760,
      ...place,
    },
  };
}
