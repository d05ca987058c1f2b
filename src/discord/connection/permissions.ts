import { GatewayIntentBits, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/**
 * What the bot is told by Discord. None of these intents is privileged: without the message-content intent
 * the text of direct messages and of messages that mention the bot is seen all the same.
 */
export const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
] as const;

/** Privileged: needed to go on in the bot's threads without naming it, where the operator wants that. */
export const THREAD_INTENT = GatewayIntentBits.MessageContent;

/** What the bot does in a server, and nothing else. A reply to a message needs its history to be readable. */
export const PERMISSIONS = {
  ViewChannel: PermissionFlagsBits.ViewChannel,
  SendMessages: PermissionFlagsBits.SendMessages,
  SendMessagesInThreads: PermissionFlagsBits.SendMessagesInThreads,
  EmbedLinks: PermissionFlagsBits.EmbedLinks,
  ReadMessageHistory: PermissionFlagsBits.ReadMessageHistory,
} as const;

/** What the bot does only where a server's settings ask for it; nothing else fails without. */
export const OPTIONAL_PERMISSIONS = {
  /** Answers in threads of their own. */
  CreatePublicThreads: PermissionFlagsBits.CreatePublicThreads,
} as const;

/** One of {@link PERMISSIONS}. */
export type PermissionName = keyof typeof PERMISSIONS;

/** Of no use in such a place. */
const IDLE = { server: null, channel: 'SendMessagesInThreads', thread: 'SendMessages' } as const;

/**
 * Names of the permissions that the bot needs and does not have.
 * @param granted - Discord's permission bits
 * @param place - what they were granted for. Default the whole server
 */
export function missingPermissions(granted: bigint, place: keyof typeof IDLE = 'server'): PermissionName[] {
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return [];
  return (Object.keys(PERMISSIONS) as PermissionName[]).filter(
    (name) => name !== IDLE[place] && (granted & PERMISSIONS[name]) === 0n,
  );
}

/**
 * The address at which a server's administrator invites the bot, asking for exactly the permissions it uses.
 * @param applicationId - the bot's application
 */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: Object.values({ ...PERMISSIONS, ...OPTIONAL_PERMISSIONS })
      .reduce((all, bit) => all | bit, 0n)
      .toString(),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
