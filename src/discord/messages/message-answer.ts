import {
  DiscordAPIError,
  RESTJSONErrorCodes,
  type Client,
  type Message,
  type AnyThreadChannel,
} from 'discord.js';
import type { GivenAnswer } from '../../app/records/answer-ledger.js';
import type { GuildSettings } from '../../app/records/guild-settings.js';
import type { Answer } from '../../domain/answer.js';
import type { Locale } from '../../i18n/locale.js';
import { openThread, wantsThread } from './answer-threads.js';
import { askIn, rememberAnswer, type AskingPlace } from '../asking.js';
import { missingIn } from '../connection/channel-permissions.js';
import { deliver, MESSAGE_WITHIN_MS } from '../delivery/delivery.js';
import { attempt } from '../delivery/failure.js';
import type { MessageQuestion } from './message-question.js';
import { sendReply } from './message-reply.js';
import { isOwnThread } from './own-thread.js';
import { renderAnswerWithButtons } from '../rendering/answer-buttons.js';
import type { Payload } from '../rendering/payload.js';
import { withoutEmbeds } from '../rendering/without-embeds.js';
import type { Service } from '../service.js';

/** What answering a message needs besides it. */
export interface MessageContext {
  readonly locale: Locale;
  readonly service: Service;
  /** Of the server that it was written in. */
  readonly settings: GuildSettings;
  /** The answer to the message as it was before, which is changed; `null` where there is none. */
  readonly given: GivenAnswer | null;
  /** When the message arrived, by `performance.now()`. */
  readonly arrivedAt: number;
}

/**
 * Answers a message where it stands, or in a thread of its own where its server wants that; one that was answered
 * before, by changing that answer. Remembers the answer.
 * @param message - with a question
 * @param question - what it asks
 * @param context - for whom and how
 */
export async function answerMessage(
  message: Message,
  { text, previous }: MessageQuestion,
  { locale, service, settings, given, arrivedAt }: MessageContext,
): Promise<void> {
  const { channelId, guildId, author, channel, client } = message;
  const ownThread = isOwnThread(channel, client.user.id);
  const place = { channelId, guildId, userId: author.id, hidden: false, ownThread };
  const found: { answer: Answer | null } = { answer: null };
  const payload = await attempt(
    async () => {
      found.answer = await askIn(service, place, text, previous === null ? {} : { previous });
      const reply = renderAnswerWithButtons(found.answer, { locale, withQuestion: false }, service.app);
      return missingIn(channel).includes('EmbedLinks') ? withoutEmbeds(reply) : reply;
    },
    { locale, logger: service.logger, fields: { action: 'message', messageId: message.id, guildId } },
  );
  const changed = given === null ? null : await change(given, payload, { client, service });
  const thread =
    changed === null && message.inGuild() && wantsThread(settings, message)
      ? await openThread(message, { question: text, locale, service })
      : null;
  const replyId = changed ?? (await sendReply(message, { payload, thread }, service))?.id;
  if (found.answer === null || replyId === undefined) return;
  const home = { ...place, ...homeOf(changed === null ? null : given, thread) };
  const delivery = { questionId: message.id, replyId, by: 'message', arrivedAt } as const;
  await rememberAnswer(service, home, found.answer, delivery);
}

/** Where the answer stands if not beside the message: where it stood before, or in the thread opened for it. */
function homeOf(
  given: GivenAnswer | null,
  thread: AnyThreadChannel | null,
): Pick<AskingPlace, 'channelId' | 'ownThread'> | null {
  if (given !== null) return { channelId: given.channelId, ownThread: given.threadId !== null };
  return thread === null ? null : { channelId: thread.id, ownThread: true };
}

/** Changes an answer; gives its id, or `null` where it is gone. */
async function change(
  { channelId, replyId }: GivenAnswer,
  payload: Payload,
  { client, service }: { readonly client: Client; readonly service: Service },
): Promise<string | null> {
  const edit = async (): Promise<string | null> => {
    const channel = await client.channels.fetch(channelId);
    return channel?.isTextBased() === true ? (await channel.messages.edit(replyId, payload)).id : null;
  };
  try {
    return await deliver(edit, { withinMs: MESSAGE_WITHIN_MS, ...service.delivery });
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/**
 * Whether Discord says that there is no such message or channel (any more).
 * @param error - anything that was thrown
 */
export function isGone(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.UnknownMessage || error.code === RESTJSONErrorCodes.UnknownChannel)
  );
}
