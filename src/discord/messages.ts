import { DiscordAPIError, RESTJSONErrorCodes, type Client, type Message } from 'discord.js';
import type { GivenAnswer } from '../app/records/answer-ledger.js';
import type { GuildSettings } from '../app/records/guild-settings.js';
import type { Answer } from '../domain/answer.js';
import { resolveLocale, type Locale } from '../i18n/locale.js';
import { askIn, rememberAnswer } from './asking.js';
import { mayWrite, missingIn } from './channel-permissions.js';
import { deliver, MESSAGE_WITHIN_MS } from './delivery.js';
import { attempt } from './failure.js';
import { isAllowedIn, ownCooldown } from './guild-rules.js';
import { mayAsk, questionOf, type MessageQuestion } from './message-question.js';
import { sendReply } from './message-reply.js';
import { isOwnThread } from './own-thread.js';
import { renderAnswerWithButtons } from './rendering/answer-buttons.js';
import { withoutEmbeds } from './rendering/without-embeds.js';
import { refuseMessage, refuseMessageHere } from './refusal.js';
import type { Payload } from './rendering/payload.js';
import { conversationKey, type Service } from './service.js';

/** For so long a message can become a question by being edited. */
const EDIT_MAX_MS = 600_000;

/**
 * Answers a message that asks the bot something: see {@link mayAsk}.
 * @param message - as Discord delivered it, perhaps not for the first time
 * @param service - what the bot shares
 */
export function onMessage(message: Message, service: Service): void {
  if (mayAsk(message)) service.desk.take(message.id, () => serveMessage(message, service));
}

/**
 * Answers anew a question that its author has changed: the answer is changed, too.
 * @param message - as it is now
 * @param service - what the bot shares
 */
export function onMessageEdited(message: Message, service: Service): void {
  const { id, editedTimestamp } = message;
  // Without a time it was not the author who changed it, but Discord, which showed where its links lead.
  if (editedTimestamp === null || !mayAsk(message)) return;
  const task = (): Promise<void> => serveMessage(message, service);
  service.desk.take(`${id} edited ${editedTimestamp}`, task, id);
}

/**
 * Takes the answer back to a question that was deleted; forgets an answer that was.
 * @param id - of the message that is gone
 * @param service - what the bot shares
 * @param client - the bot
 */
export function onMessageDeleted(id: string, service: Service, client: Client): void {
  service.desk.take(`${id} deleted`, () => takeBack(id, service, client), id);
}

async function serveMessage(message: Message, service: Service): Promise<void> {
  const arrivedAt = performance.now();
  const given = await service.records.answers.find(message.id);
  // Asked before the bot was started anew, and answered.
  if (given !== null && message.editedTimestamp === null) return;
  if (given === null && isOld(message)) return;
  const question = await questionOf(message, service);
  if (question === null) return;
  const missing = missingIn(message.channel);
  service.permissionLog.note(message, missing);
  if (!mayWrite(missing)) return;
  const settings = await service.records.guilds.read(message.guildId);
  const locale = localeOf(message, settings, service);
  if (!isAllowedIn(settings, message)) return refuseMessageHere(message, settings, { locale, service });
  const admission = service.admission.admit(message.author.id, ownCooldown(message.guildId, settings));
  if (!admission.admitted) return refuseMessage(message, admission, { locale, service });
  const stopTyping = service.typing.start(message.channel);
  try {
    await answer(message, question, { locale, service, given, arrivedAt });
  } finally {
    stopTyping();
    admission.done();
  }
}

/** A question that was edited long after it was asked, and was none before, is no longer waited for. */
function isOld({ editedTimestamp, createdTimestamp }: Message): boolean {
  return editedTimestamp !== null && editedTimestamp - createdTimestamp > EDIT_MAX_MS;
}

/** What answering a message needs besides it. */
interface MessageContext {
  readonly locale: Locale;
  readonly service: Service;
  /** The answer to the message as it was before, which is changed; `null` where there is none. */
  readonly given: GivenAnswer | null;
  /** When the message arrived, by `performance.now()`. */
  readonly arrivedAt: number;
}

async function answer(
  message: Message,
  { text, previous }: MessageQuestion,
  { locale, service, given, arrivedAt }: MessageContext,
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
  const replyId = changed ?? (await sendReply(message, payload, service))?.id;
  if (found.answer === null || replyId === undefined) return;
  const delivery = { questionId: message.id, replyId, by: 'message', arrivedAt } as const;
  await rememberAnswer(service, place, found.answer, delivery);
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

async function takeBack(id: string, service: Service, client: Client): Promise<void> {
  const given = await service.records.answers.find(id);
  if (given === null) return;
  await service.records.answers.remove(given);
  service.conversations.forget(
    conversationKey({ ...given, ownThread: given.threadId !== null }),
    given.question,
  );
  if (given.questionId !== id || given.hidden) return;
  try {
    const channel = await client.channels.fetch(given.channelId);
    if (channel?.isTextBased() === true) await channel.messages.delete(given.replyId);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Whether Discord says that there is no such message or channel (any more). */
function isGone(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.UnknownMessage || error.code === RESTJSONErrorCodes.UnknownChannel)
  );
}

/** The language of the member's last command, then the server's, then the operator's. */
function localeOf({ author, guild }: Message, { language }: GuildSettings, service: Service): Locale {
  const own = service.memberLocales.get(author.id);
  return resolveLocale(own, language, guild?.preferredLocale, service.defaultLocale);
}
