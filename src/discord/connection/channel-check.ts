import {
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  Routes,
  type APIChannel,
  type APIGuildMember,
  type APIOverwrite,
  type REST,
  type RESTAPIPartialCurrentUserGuild,
} from 'discord.js';
import type { DiscordCheckLine } from './check.js';
import { missingPermissions } from './permissions.js';

/** Whose permissions are computed. */
export interface Holder {
  readonly userId: string;
  readonly roleIds: readonly string[];
  /** In the whole server, as bits. */
  readonly permissions: bigint;
}

/** Channels that are named in one line. */
const NAMED_MAX = 10;

/**
 * Permission bits in a channel: the server's, changed by the channel's overwrites for everybody, then for roles, then
 * for the member (https://discord.com/developers/docs/topics/permissions#permission-overwrites).
 * @param overwrites - of the channel
 * @param holder - whose they are
 * @param guildId - the server, whose id is that of the role that everybody has
 */
export function permissionsIn(
  overwrites: readonly Pick<APIOverwrite, 'id' | 'type' | 'allow' | 'deny'>[],
  { userId, roleIds, permissions }: Holder,
  guildId: string,
): bigint {
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return permissions;
  const stages = [
    overwrites.filter(({ id }) => id === guildId),
    overwrites.filter(
      ({ id, type }) => type === OverwriteType.Role && id !== guildId && roleIds.includes(id),
    ),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === userId),
  ];
  return stages.reduce((granted, stage) => {
    const denied = stage.reduce((bits, { deny }) => bits | BigInt(deny), 0n);
    const allowed = stage.reduce((bits, { allow }) => bits | BigInt(allow), 0n);
    return (granted & ~denied) | allowed;
  }, permissions);
}

/**
 * Looks for channels that the bot sees and in which it may do less than in their server as a whole. What it does not
 * see is taken for none of its business.
 * @param rest - with the bot's token
 * @param guild - one that the bot is in
 * @param userId - the bot
 */
export async function checkChannels(
  rest: REST,
  { id: guildId, name, permissions }: RESTAPIPartialCurrentUserGuild,
  userId: string,
): Promise<DiscordCheckLine[]> {
  const { roles } = (await rest.get(Routes.guildMember(guildId, userId))) as APIGuildMember;
  const holder = { userId, roleIds: roles, permissions: BigInt(permissions) };
  const everywhere = missingPermissions(holder.permissions);
  const channels = (await rest.get(Routes.guildChannels(guildId))) as APIChannel[];
  const byMissing = new Map<string, string[]>();
  for (const channel of channels) {
    if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement) continue;
    const granted = permissionsIn(channel.permission_overwrites ?? [], holder, guildId);
    if ((granted & PermissionFlagsBits.ViewChannel) === 0n) continue;
    const missing = missingPermissions(granted).filter((permission) => !everywhere.includes(permission));
    if (missing.length === 0) continue;
    const key = missing.join(', ');
    byMissing.set(key, [...(byMissing.get(key) ?? []), `#${channel.name}`]);
  }
  return [...byMissing].map(([missing, names]) => ({
    ok: false,
    code: 'missing-channel-permissions',
    message: `In the server ${name} the bot lacks ${missing} in ${listOf(names)}.`,
    remedy: 'Allow it there, in the channel’s settings under Permissions.',
  }));
}

function listOf(names: readonly string[]): string {
  const more = names.length - NAMED_MAX;
  return `${names.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more channels` : ''}`;
}
