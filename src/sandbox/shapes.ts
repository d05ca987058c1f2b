import { componentShapes } from './component-rules.js';
import { CHANNEL_TYPES, MESSAGE_FLAGS } from './protocol.js';
import type { Channel, JsonObject, Message, Person, World } from './world.js';

const JOINED_AT = '2024-01-01T00:00:00.000000+00:00';

/** A person as Discord's user object. */
export function userShape(person: Person): JsonObject {
  return {
    id: person.id,
    username: person.username,
    global_name: person.displayName,
    discriminator: '0',
    avatar: null,
    bot: person.bot,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
  };
}

/** A person as a member of the server. */
export function memberShape(person: Person): JsonObject {
  return {
    user: userShape(person),
    roles: person.roleIds,
    permissions: person.permissions.toString(),
    nick: null,
    avatar: null,
    banner: null,
    joined_at: JOINED_AT,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

/** A channel of the server, or a direct one. */
export function channelShape(world: World, channel: Channel): JsonObject {
  const { id, type, recipient } = channel;
  if (recipient !== null)
    return { id, type, flags: 0, last_message_id: null, recipients: [userShape(recipient)] };
  return {
    id,
    type,
    flags: 0,
    guild_id: world.guildId,
    name: channel.name,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    last_message_id: null,
    permission_overwrites: [],
    rate_limit_per_user: 0,
  };
}

/** A message as the API gives it. */
export function messageShape(message: Message): JsonObject {
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: userShape(message.author),
    content: message.content,
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: componentShapes(message.components),
    attachments: [],
    mentions: message.mentions.map(userShape),
    mention_roles: [],
    mention_everyone: false,
    timestamp: message.createdAt,
    edited_timestamp: message.editedAt,
    flags: message.flags,
    pinned: false,
    tts: false,
  };
}

/** Whether only one member sees the message: it is not in the channel for anyone else. */
export function isEphemeral(message: Message): boolean {
  return (message.flags & MESSAGE_FLAGS.ephemeral) !== 0;
}

/** The bot's application. */
export function applicationShape(world: World): JsonObject {
  return {
    id: world.applicationId,
    name: world.bot.username,
    icon: null,
    description: '',
    type: null,
    bot: userShape(world.bot),
    verify_key: '0'.repeat(64),
    flags: 0,
    flags_new: '0',
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userShape(world.moderator),
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
  };
}

/** The server as the HTTP API gives it. */
export function guildShape(world: World): JsonObject {
  return {
    id: world.guildId,
    name: 'Sandbox',
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: world.moderator.id,
    application_id: null,
    region: 'us-west',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [
      roleShape(world.guildId, '@everyone', world.member.permissions),
      roleShape(world.moderatorRoleId, 'moderator', world.moderator.permissions),
    ],
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: world.guildLocale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** The server as the gateway introduces it: with its channels and members. */
export function guildCreateShape(world: World): JsonObject {
  const channels = [...world.channels.values()].filter(({ type }) => type === CHANNEL_TYPES.guildText);
  return {
    ...guildShape(world),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: 3,
    members: [world.bot, world.member, world.moderator].map(memberShape),
    channels: channels.map((channel) => channelShape(world, channel)),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

function roleShape(id: string, name: string, permissions: bigint): JsonObject {
  return {
    id,
    name,
    permissions: permissions.toString(),
    position: name === '@everyone' ? 0 : 1,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}
