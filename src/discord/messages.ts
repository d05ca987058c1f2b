import { DiscordAPIError, RESTJSONErrorCodes, type Client, type Message } from 'discord.js';
import type { GivenAnswer } from '../app/records/answer-ledger.js';
import type { Answer } from '../domain/answer.js';
import { resolveLocale, type Locale } from '../i18n/locale.js';
import { askIn, rememberAnswer } from './asking.js';
import { attempt, describeFailure } from './failure.js';
import { mayAsk, questionOf, type MessageQuestion } from './message-question.js';
import { isOwnThread } from './own-thread.js';
import { renderAnswerWithButtons } from './rendering/answer-buttons.js';
import { refuseMessage } from './refusal.js';
import type { Payload } from './rendering/payload.js';
import { conversationKey, type Service } from './service.js';

/** Discord shows “is typing…” for ten seconds. */
const TYPING_INTERVAL_MS = 8_000;
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
  const given = await service.records.answers.find(message.id);
  // Asked before the bot was started anew, and answered.
  if (given !== null && message.editedTimestamp === null) return;
  if (given === null && isOld(message)) return;
  const question = await questionOf(message, service);
  if (question === null) return;
  const locale = localeOf(message, service);
  const admission = service.admission.admit(message.author.id);
  if (!admission.admitted) return refuseMessage(message, admission, { locale, service });
  const stopTyping = showTyping(message, service);
  try {
    await answer(message, question, { locale, service, given });
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
}

async function answer(
  message: Message,
  { text, previous }: MessageQuestion,
  { locale, service, given }: MessageContext,
): Promise<void> {
  const { channelId, guildId, author, channel, client } = message;
  const ownThread = isOwnThread(channel, client.user.id);
  const place = { channelId, guildId, userId: author.id, hidden: false, ownThread };
  const found: { answer: Answer | null } = { answer: null };
  const payload = await attempt(
    async () => {
      found.answer = await askIn(service, place, text, previous === null ? {} : { previous });
      return renderAnswerWithButtons(found.answer, { locale, withQuestion: false }, service.app);
    },
    { locale, logger: service.logger, fields: { action: 'message', messageId: message.id, guildId } },
  );
  const replyId = given === null ? null : await change(given, payload, client);
  const delivery = {
    questionId: message.id,
    replyId: replyId ?? (await message.reply({ ...payload, failIfNotExists: false })).id,
  };
  if (found.answer !== null) await rememberAnswer(service, place, found.answer, delivery);
}

/** Changes an answer; gives its id, or `null` where it is gone. */
async function change(
  { channelId, replyId }: GivenAnswer,
  payload: Payload,
  client: Client,
): Promise<string | null> {
  try {
    const channel = await client.channels.fetch(channelId);
    if (channel?.isTextBased() !== true) return null;
    return (await channel.messages.edit(replyId, payload)).id;
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
function localeOf({ author, guild }: Message, service: Service): Locale {
  return resolveLocale(service.memberLocales.get(author.id), guild?.preferredLocale, service.defaultLocale);
}

/** Shows that an answer is on its way, until the function that is returned is called. */
function showTyping({ channel }: Message, { logger }: Service): () => void {
  const show = (): void => {
    if (!channel.isSendable()) return;
    channel.sendTyping().catch((error: unknown) => {
      logger.debug(describeFailure(error), 'typing could not be shown');
    });
  };
  show();
  const timer = setInterval(show, TYPING_INTERVAL_MS);
  return () => {
    clearInterval(timer);
  };
}
