import { MessageType, SnowflakeUtil, type Message } from 'discord.js';
import type { GivenAnswer } from '../../app/records/answer-ledger.js';
import type { PreviousQuestion } from '../../domain/ports.js';
import { foldString } from '../../text/fold.js';
import { findSoon } from './find-soon.js';
import { isOwnThread } from './own-thread.js';
import type { Service } from '../service.js';

/** What a message asks of the bot. */
export interface MessageQuestion {
  /** Without the bot's name. */
  readonly text: string;
  /** What it may lean on, where that is not simply what its author asked last. */
  readonly previous: PreviousQuestion | null;
}

/** A reply that comes within so many milliseconds may be there before its answer is written down. */
const QUICK_MS = 5000;
/** Most of a reply that can be mere courtesy. */
const COURTESY_MAX = 20;
/** Thanks and assent in the languages spoken here, folded: nothing to be answered. */
const COURTESY =
  /^(?:(?:非常|多|太)?(?:谢谢?|感谢|感恩)(?:你|您|啦|了|哦|噢|分享)*|多谢|辛苦了?|好的?|好吧|明白了?|知道了|了解了?|收到|懂了|原来如此|不错|(?:ok|okay|thanks?|thank you|thx|ty|got it|great|nice|cool|good|perfect|i see)(?:\s(?:so much|a lot|you|very much))?)$/u;

/**
 * Whether a message may be meant for the bot, as far as can be told without looking anything up: a direct message, one
 * that names the bot, a reply to one of its messages, one in a thread that it opened. Nothing of other messages' texts
 * is seen: the bot does without the message-content intent, unless it is told otherwise.
 * @param message - as Discord delivered it
 */
export function mayAsk(message: Message): boolean {
  const { author, type, client, content, channel } = message;
  if (author.bot || message.webhookId !== null) return false;
  if (type !== MessageType.Default && type !== MessageType.Reply) return false;
  if (channel.isDMBased() || nameOf(client.user.id).test(content)) return true;
  if (content.trim() === '') return false;
  return (
    repliesTo(message, client.user.id) || (isOwnThread(channel, client.user.id) && !isForOthers(message))
  );
}

/**
 * What a message asks.
 * @param message - one that {@link mayAsk}
 * @param service - what the bot shares
 * @returns `null` where it asks nothing: a reply to something that is no answer, or that only says thanks
 */
export async function questionOf(message: Message, service: Service): Promise<MessageQuestion | null> {
  const { client, content, channel, channelId } = message;
  const { answers } = service.records;
  const text = content.replaceAll(nameOf(client.user.id), ' ').trim();
  const replied = message.reference?.messageId;
  const find = (): Promise<GivenAnswer | null> => (replied ? answers.find(replied) : Promise.resolve(null));
  const given = await (isQuick(message) ? findSoon(find) : find());
  if (given?.channelId === channelId) return named(message) || !isCourtesy(text) ? ask(text, given) : null;
  if (isOwnThread(channel, client.user.id)) {
    return named(message) || !isCourtesy(text) ? ask(text, await answers.findLast(channelId)) : null;
  }
  // A reply pings its author without naming them: to what is no answer, only the name in the text makes it a question.
  return channel.isDMBased() || named(message) ? ask(text, null) : null;
}

function ask(text: string, given: GivenAnswer | null): MessageQuestion {
  return { text, previous: given === null ? null : { question: given.question, shown: given.shown } };
}

function named({ client, content }: Message): boolean {
  return nameOf(client.user.id).test(content);
}

function nameOf(botId: string): RegExp {
  return new RegExp(`<@!?${botId}>`, 'gu');
}

function repliesTo({ mentions, type }: Message, botId: string): boolean {
  return type === MessageType.Reply && mentions.repliedUser?.id === botId;
}

/** Whether a message replies to one that was written a few seconds before it. */
function isQuick({ id, reference }: Message): boolean {
  const replied = reference?.messageId;
  if (replied === undefined) return false;
  return SnowflakeUtil.timestampFrom(id) - SnowflakeUtil.timestampFrom(replied) < QUICK_MS;
}

/** Whether a message is meant for other members: names them, or replies to them. */
function isForOthers({ mentions, client, type }: Message): boolean {
  const { id } = client.user;
  if (type === MessageType.Reply && mentions.repliedUser?.id !== id) return true;
  return mentions.users.some((user) => user.id !== id);
}

/** Whether a text only says thanks or agrees. */
function isCourtesy(text: string): boolean {
  if (text.length > COURTESY_MAX) return false;
  const words = foldString(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' || COURTESY.test(words);
}
