import { CHANNEL_TYPES, PERMISSIONS } from './protocol.js';
import type { Channel, Guild, Role, ThreadState } from './places.js';
import type { JsonObject, Person, World } from './world.js';

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

/** Where a member is seen. */
export interface MemberPlace {
  readonly guild: Guild;
  /** Their rights are given as they are in this channel. Default: the server's first. */
  readonly channel?: Channel;
}

/** A person as a member of a server. */
export function memberShape(
  world: World,
  person: Person,
  { guild, channel = guild.general }: MemberPlace,
): JsonObject {
  return {
    user: userShape(person),
    roles: roleIdsOf(person, guild),
    permissions: world.permissions(person, channel).toString(),
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

function roleIdsOf({ bot, permissions, roleIds }: Person, { roles }: Guild): string[] {
  if (bot) return [roles.bot.id];
  const moderates = (permissions & PERMISSIONS.manageGuild) !== 0n;
  return [...new Set([roles.member.id, ...roleIds, ...(moderates ? [roles.moderator.id] : [])])];
}

/** A channel of a server, a thread, or a direct channel. */
export function channelShape(world: World, channel: Channel): JsonObject {
  const { id, type, recipient, guildId, name, overwrites } = channel;
  if (channel.thread !== null) return threadShape(world, channel, channel.thread);
  const lastId = [...world.messages.values()].findLast(({ channelId }) => channelId === id)?.id ?? null;
  if (recipient !== null)
    return { id, type, flags: 0, last_message_id: lastId, recipients: [userShape(recipient)] };
  return {
    id,
    type,
    flags: 0,
    guild_id: guildId,
    name,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    last_message_id: lastId,
    permission_overwrites: overwrites.map((one) => ({
      id: one.id,
      type: one.id === guildId ? 0 : 1,
      allow: one.allow.toString(),
      deny: one.deny.toString(),
    })),
    rate_limit_per_user: 0,
  };
}

function threadShape(
  world: World,
  { id, type, guildId, name, parentId }: Channel,
  state: ThreadState,
): JsonObject {
  const messages = [...world.messages.values()].filter(({ channelId }) => channelId === id);
  const members = new Set([state.ownerId, ...messages.map(({ author }) => author.id)]);
  return {
    id,
    type,
    flags: 0,
    guild_id: guildId,
    name,
    parent_id: parentId,
    owner_id: state.ownerId,
    last_message_id: messages.at(-1)?.id ?? null,
    rate_limit_per_user: 0,
    message_count: messages.length,
    total_message_sent: messages.length,
    member_count: members.size,
    thread_metadata: {
      archived: state.archived,
      locked: state.locked,
      auto_archive_duration: state.autoArchiveDuration,
      archive_timestamp: state.createdAt,
      create_timestamp: state.createdAt,
    },
    ...(members.has(world.bot.id) && {
      member: { id, user_id: world.bot.id, join_timestamp: state.createdAt, flags: 0 },
    }),
  };
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
    approximate_guild_count: guildsOfBot(world).length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
  };
}

/** The servers that the bot is in. */
export function guildsOfBot(world: World): Guild[] {
  return [...world.guilds.values()].filter(({ hasBot }) => hasBot);
}

/** A server as the HTTP API gives it. */
export function guildShape(world: World, { id, name, locale, roles }: Guild): JsonObject {
  return {
    id,
    name,
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
    roles: Object.values(roles).map(roleShape),
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
    preferred_locale: locale,
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

/** A server as the gateway introduces it: with its channels, threads that are not archived, and members. */
export function guildCreateShape(world: World, guild: Guild): JsonObject {
  const channels = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
  const shapes = (ones: readonly Channel[]): JsonObject[] => ones.map((one) => channelShape(world, one));
  return {
    ...guildShape(world, guild),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: world.people.size,
    members: [world.bot, world.member, world.moderator].map((one) => memberShape(world, one, { guild })),
    channels: shapes(channels.filter(({ type }) => type === CHANNEL_TYPES.guildText)),
    threads: shapes(channels.filter(({ thread }) => thread?.archived === false)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A role as Discord gives it. */
export function roleShape({ id, name, permissions }: Role): JsonObject {
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
