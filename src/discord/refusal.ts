import { setTimeout as sleep } from 'node:timers/promises';
import {
  MessageFlags,
  type ChatInputCommandInteraction,
  type Message,
  type MessageComponentInteraction,
} from 'discord.js';
import type { Locale } from '../i18n/locale.js';
import { mannersMessages } from '../i18n/manners.js';
import type { Refused } from './admission.js';
import { respond } from './delivery.js';
import { describeFailure } from './failure.js';
import { sendReply } from './message-reply.js';
import { toPayload, type Reply } from './rendering/payload.js';
import { moment, plain } from './rendering/rich-text.js';
import type { Service } from './service.js';

/** For whom a question is refused. */
export interface RefusalContext {
  readonly locale: Locale;
  readonly service: Service;
}

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
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  refused: Refused,
  { locale, service }: RefusalContext,
): Promise<void> {
  const payload = toPayload(renderRefusal(refused, locale), locale);
  await respond(() => interaction.reply({ ...payload, flags: MessageFlags.Ephemeral }), service.delivery);
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
  const reply = await sendReply(message, payload, service);
  if (reply === null || message.channel.isDMBased()) return;
  // A bot that leaves takes its refusals with it.
  await sleep(refused.waitMs, undefined, { signal: service.leaving }).catch(() => undefined);
  await reply.delete().catch((error: unknown) => {
    service.logger.debug(describeFailure(error), 'a refusal could not be taken away');
  });
}
