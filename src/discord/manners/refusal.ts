import { setTimeout as sleep } from 'node:timers/promises';
import {
  MessageFlags,
  type Message,
  type MessageComponentInteraction,
  type CommandInteraction,
} from 'discord.js';
import type { GuildSettings } from '../../app/records/guild-settings.js';
import type { Locale } from '../../i18n/locale.js';
import { mannersMessages } from '../../i18n/manners.js';
import type { Refused } from './admission.js';
import { respond } from '../delivery/delivery.js';
import { describeFailure } from '../delivery/failure.js';
import { sendReply } from '../messages/message-reply.js';
import { toPayload, type Payload, type Reply } from '../rendering/payload.js';
import { moment, plain } from '../rendering/rich-text.js';
import { renderElsewhere } from '../rendering/settings.js';
import type { Service } from '../service.js';

/** For whom something is refused. */
export interface RefusalContext {
  readonly locale: Locale;
  readonly service: Service;
}
/** For how long a member is not told again that a channel is the wrong one. */
const ELSEWHERE_TOLD_MS = 300_000;
/** For how long it is said: long enough to be read. */
const ELSEWHERE_SHOWN_MS = 15_000;

/** Says why a question is not taken in, and when to try again. */
function renderRefusal({ reason, retryAt }: Refused, locale: Locale): Reply {
  const sentence = reason === 'busy' ? mannersMessages.busy : mannersMessages.tooFast;
  return { lines: [[...plain(sentence[locale]), moment(retryAt)]], cards: [] };
}

/**
 * Tells the member alone that a command or a press is not dealt with.
 * @param interaction - not yet acknowledged
 * @param refused - why not
 * @param context - the member's language, and what the bot shares
 */
export async function refuseCommand(
  interaction: CommandInteraction | MessageComponentInteraction,
  refused: Refused,
  { locale, service }: RefusalContext,
): Promise<void> {
  await replyAlone(interaction, renderRefusal(refused, locale), { locale, service });
}

/**
 * Tells the member alone in which channels the server lets members ask.
 * @param interaction - a command in another one, not yet acknowledged
 * @param settings - of the server
 * @param context - the member's language, and what the bot shares
 */
export async function refuseChannel(
  interaction: CommandInteraction,
  { channels }: GuildSettings,
  { locale, service }: RefusalContext,
): Promise<void> {
  await replyAlone(interaction, renderElsewhere(channels, locale), { locale, service });
}

/**
 * Says something to the member alone.
 * @param interaction - not yet acknowledged
 * @param reply - what to say
 * @param context - the member's language, and what the bot shares
 */
export async function replyAlone(
  interaction: CommandInteraction | MessageComponentInteraction,
  reply: Reply,
  { locale, service }: RefusalContext,
): Promise<void> {
  const payload = { ...toPayload(reply, locale), flags: MessageFlags.Ephemeral as const };
  await respond(() => interaction.reply(payload), service.delivery);
}

/**
 * Replies that the question is not answered, once until the member has waited: who goes on asking would
 * otherwise make the bot fill the channel. In a server the reply goes when the time to wait is over; Discord
 * has no messages for one member's eyes but in reply to a command.
 * @param message - with the question
 * @param refused - why it is not answered
 * @param context - the member's language, and what the bot shares
 */
export async function refuseMessage(
  message: Message,
  refused: Refused,
  { locale, service }: RefusalContext,
): Promise<void> {
  if (refused.repeated) return;
  const payload = toPayload(renderRefusal(refused, locale), locale);
  await replyFor(refused.waitMs, message, { payload, service });
}

/**
 * Replies, for a moment, in which channels the server lets members ask; not again for a while, since the server wants
 * this one left alone.
 * @param message - with a question, in another channel
 * @param settings - of the server
 * @param context - the member's language, and what the bot shares
 */
export async function refuseMessageHere(
  message: Message,
  { channels }: GuildSettings,
  { locale, service }: RefusalContext,
): Promise<void> {
  const key = `${message.channelId} ${message.author.id} elsewhere`;
  if (!service.admission.tell(key, ELSEWHERE_TOLD_MS)) return;
  const payload = toPayload(renderElsewhere(channels, locale), locale);
  await replyFor(ELSEWHERE_SHOWN_MS, message, { payload, service });
}

/** In a server the reply goes after a while. */
async function replyFor(
  ms: number,
  message: Message,
  { payload, service }: { readonly payload: Payload; readonly service: Service },
): Promise<void> {
  const reply = await sendReply(message, { payload }, service);
  if (reply === null || message.channel.isDMBased()) return;
  // A bot that leaves takes its refusals with it.
  await sleep(ms, undefined, { signal: service.leaving }).catch(() => undefined);
  await reply.delete().catch((error: unknown) => {
    service.logger.debug(describeFailure(error), 'a refusal could not be taken away');
  });
}
