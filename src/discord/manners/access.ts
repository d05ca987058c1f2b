import { PermissionFlagsBits, type BaseInteraction } from 'discord.js';

/**
 * Whether the member who sent an interaction may run the bot: manages the server, or has one of the named
 * roles. Checked here again, because a server can open any command to anyone. Nobody is in a direct message.
 * (Discord shows the command to members with such a role only once the server's integration settings
 * open it to that role.)
 * @param interaction - as it came
 * @param adminRoleIds - roles that the operator or the server's administrators have named
 */
export function isAdministrator(interaction: BaseInteraction, adminRoleIds: readonly string[]): boolean {
  if (!interaction.inGuild()) return false;
  if (interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild)) return true;
  const { roles } = interaction.member;
  const ids = Array.isArray(roles) ? roles : [...roles.cache.keys()];
  return ids.some((id) => adminRoleIds.includes(id));
}

/**
 * Whether the member who sent an interaction may write in its channel or thread. Nobody is a member in a direct message.
 * @param interaction - as it came
 */
export function maySend({ memberPermissions, channel }: BaseInteraction): boolean {
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const needed = channel?.isThread() === true ? SendMessagesInThreads : SendMessages;
  return memberPermissions?.has(needed) === true;
}
