import {
  ChannelType,
  DiscordAPIError,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  ThreadAutoArchiveDuration,
  type AnyThreadChannel,
  type ChatInputCommandInteraction,
  type Message,
  type TextBasedChannel,
} from 'discord.js';
import type { GuildSettings } from '../../app/records/guild-settings.js';
import { answerMessages } from '../../i18n/answers.js';
import type { Locale } from '../../i18n/locale.js';
import { missingIn } from '../connection/channel-permissions.js';
import { deliver, MESSAGE_WITHIN_MS } from '../delivery/delivery.js';
import { describeFailure } from '../delivery/failure.js';
import { LIMITS } from '../limits.js';
import { withoutMarkup } from './markup.js';
import { plainLine } from '../rendering/escape.js';
import { leadingLetters } from '../rendering/fit.js';
import type { Service } from '../service.js';

/**
 * Whether a question that is asked in a place is to be answered in a thread of its own.
 * @param settings - of its server
 * @param placed - the question
 */
export function wantsThread(
  { threads }: GuildSettings,
  { channel }: { readonly channel: TextBasedChannel | null },
): boolean {
  // Discord has no threads in direct messages, nor in threads.
  if (channel?.type !== ChannelType.GuildText && channel?.type !== ChannelType.GuildAnnouncement)
    return false;
  return threads === 'all' || threads.includes(channel.id);
}

/**
 * What the bot lacks to open a thread in a channel, as far as it has been told.
 * @param channel - where it would begin
 */
export function missingForThread(channel: TextBasedChannel): 'CreatePublicThreads'[] {
  if (channel.isDMBased()) return [];
  const granted = channel.permissionsFor(channel.client.user);
  return granted?.has(PermissionFlagsBits.CreatePublicThreads) === false ? ['CreatePublicThreads'] : [];
}

/** What opening a thread needs besides the message that it begins at. */
export interface ThreadContext {
  /** What was asked: the thread is called so. */
  readonly question: string;
  readonly locale: Locale;
  readonly service: Service;
}

/**
 * Opens a thread at a message. One that is there already is as good: a question may be delivered again.
 * @param message - the question, or the answer to a command
 * @param context - how it is called
 * @returns `null` where the bot may not open one, or Discord will not: the question is answered without it
 */
export async function openThread(
  message: Message<true>,
  { question, locale, service }: ThreadContext,
): Promise<AnyThreadChannel | null> {
  const { channel, client, channelId, guildId } = message;
  if (missingForThread(channel).length > 0) return null;
  const open = (): Promise<AnyThreadChannel> =>
    message.startThread({
      name: threadName(question, locale),
      autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
    });
  try {
    return await deliver(open, { withinMs: MESSAGE_WITHIN_MS, ...service.delivery }).catch(
      async (error: unknown) => {
        if (!isThereAlready(error)) throw error;
        const known = await client.channels.fetch(message.id);
        return known?.isThread() === true ? known : null;
      },
    );
  } catch (error) {
    service.logger.warn({ channelId, guildId, ...describeFailure(error) }, 'a thread could not be opened');
    return null;
  }
}

/**
 * Opens a thread at the public reply to a command where its server wants that.
 * @param interaction - that has been replied to
 * @param settings - of its server
 * @param context - how the thread is called
 * @returns its id, or `null` where there is none
 */
export async function openThreadForReply(
  interaction: ChatInputCommandInteraction,
  settings: GuildSettings,
  context: ThreadContext,
): Promise<string | null> {
  const { channel } = interaction;
  if (!interaction.inCachedGuild() || channel === null || !wantsThread(settings, interaction)) return null;
  context.service.permissionLog.note(interaction, [...missingIn(channel), ...missingForThread(channel)]);
  const reply = await interaction.fetchReply();
  return (await openThread(reply, context))?.id ?? null;
}

/**
 * The name of the thread for a question: one line, at most 100 characters.
 * @param question - as it was asked
 * @param locale - of whoever asked
 */
export function threadName(question: string, locale: Locale): string {
  const line = plainLine(withoutMarkup(question));
  if (line === '') return answerMessages.thread[locale];
  return line.length <= LIMITS.threadName ? line : `${leadingLetters(line, LIMITS.threadName - 1)}…`;
}

function isThereAlready(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage;
}
