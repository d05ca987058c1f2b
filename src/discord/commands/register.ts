import { DiscordAPIError, Routes, type REST } from 'discord.js';
import type { DiscordOptions } from '../bot.js';
import { connectionError, notInGuild } from '../connection/connection-errors.js';
import { inviteLink } from '../connection/permissions.js';
import { unlessAborted } from '../connection/unless-aborted.js';
import { registrationPayload } from './registration.js';

/**
 * Replaces the commands that are registered: those of an older version disappear.
 * @param rest - speaks with the bot's token
 * @throws {@link YinjuError} `not-in-guild`, or as `connectionError` makes it; or the reason for which the signal was
 * aborted
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  { guildId, apiUrl, signal }: Pick<DiscordOptions, 'guildId' | 'apiUrl'> & { readonly signal: AbortSignal },
): Promise<void> {
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  try {
    await unlessAborted(rest.put(route, { body: registrationPayload() }), signal);
  } catch (error) {
    signal.throwIfAborted();
    const refused = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
    if (guildId !== null && refused) throw notInGuild(guildId, inviteLink(applicationId), error);
    throw connectionError(error, { apiUrl });
  }
}
