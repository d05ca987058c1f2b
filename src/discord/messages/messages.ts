import type { Client, Message } from 'discord.js';
import type { GivenAnswer } from '../../app/records/answer-ledger.js';
import type { GuildSettings } from '../../app/records/guild-settings.js';
import { resolveLocale, type Locale } from '../../i18n/locale.js';
import { missingForThread, wantsThread } from './answer-threads.js';
import { mayWrite, missingIn } from '../connection/channel-permissions.js';
import { isAllowedIn, ownCooldown } from '../manners/guild-rules.js';
import { answerMessage, isGone } from './message-answer.js';
import { mayAsk, questionOf } from './message-question.js';
import { refuseMessage, refuseMessageHere } from '../manners/refusal.js';
import { conversationKey, type Service } from '../service.js';

/** For so long a message can become a question by being edited. */
const EDIT_MAX_MS = 600_000;
/** Discord's clock and this machine's may differ by so much. */
const CLOCKS_DIFFER_MS = 60_000;

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
  const given = await givenBefore(message, service);
  // Asked before the bot was started anew, and answered.
  if (given !== null && message.editedTimestamp === null) return;
  if (given === null && isOld(message)) return;
  const question = await questionOf(message, service);
  if (question === null) return;
  const settings = await service.records.guilds.read(message.guildId);
  const missing = missingIn(message.channel);
  const forThread = wantsThread(settings, message) ? missingForThread(message.channel) : [];
  service.permissionLog.note(message, [...missing, ...forThread]);
  if (!mayWrite(missing)) return;
  const locale = localeOf(message, settings, service);
  if (!isAllowedIn(settings, message)) return refuseMessageHere(message, settings, { locale, service });
  const admission = service.admission.admit(message.author.id, ownCooldown(message.guildId, settings));
  if (!admission.admitted) return refuseMessage(message, admission, { locale, service });
  const stopTyping = service.typing.start(message.channel);
  try {
    await answerMessage(message, question, { locale, service, settings, given, arrivedAt });
  } finally {
    stopTyping();
    admission.done();
  }
}

/** The answer to a message as it was before, or by a process that was there before this one. */
async function givenBefore(
  { id, editedTimestamp, createdTimestamp }: Message,
  { records, startedAt }: Service,
): Promise<GivenAnswer | null> {
  // What is new was delivered to this process alone: nobody is kept waiting for the disk.
  const isNew = editedTimestamp === null && createdTimestamp > startedAt + CLOCKS_DIFFER_MS;
  return isNew ? null : records.answers.find(id);
}

/** A question that was edited long after it was asked, and was none before, is no longer waited for. */
function isOld({ editedTimestamp, createdTimestamp }: Message): boolean {
  return editedTimestamp !== null && editedTimestamp - createdTimestamp > EDIT_MAX_MS;
}

async function takeBack(id: string, service: Service, client: Client): Promise<void> {
  await service.records.searches.remove(id);
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

/** The language of the member's last command, then the server's, then the operator's. */
function localeOf({ author, guild }: Message, { language }: GuildSettings, service: Service): Locale {
  const own = service.memberLocales.get(author.id);
  return resolveLocale(own, language, guild?.preferredLocale, service.defaultLocale);
}
