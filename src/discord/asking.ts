import type { AskedBy } from '../app/records/usage.js';
import type { Answer } from '../domain/answer.js';
import type { ArticleFilter } from '../domain/filter.js';
import type { AskOptions } from '../domain/ports.js';
import { conversationKey, type ConversationPlace, type Service } from './service.js';

/** Where a question is asked, with the server that the channel belongs to. */
export interface AskingPlace extends ConversationPlace {
  /** `null` in a direct message. */
  readonly guildId: string | null;
}

/**
 * Asks the next question of a conversation. One that finds nothing is noted for the operators of its server; what is
 * said in direct messages is noted nowhere.
 * @param service - what the bot shares
 * @param place - where it is asked
 * @param question - as it was written
 * @param options - what it is restricted to, and what it may lean on where that is known better than from the member's
 * last question
 */
export async function askIn(
  service: Service,
  place: AskingPlace,
  question: string,
  options: Pick<AskOptions, 'filter' | 'previous'> = {},
): Promise<Answer> {
  const answer = await service.conversations.ask(conversationKey(place), question, options);
  if (place.guildId !== null) service.records.gaps?.record(answer, place.guildId);
  return answer;
}

/** A question and the message that answers it, by their ids. */
export interface Delivery {
  /** The message or interaction that asked. */
  readonly questionId: string;
  readonly replyId: string;
  readonly by: AskedBy;
  /** When the question arrived, by `performance.now()`. */
  readonly arrivedAt: number;
  /** What the question was restricted to. Default: nothing. */
  readonly filter?: ArticleFilter | null;
  /** The thread that was opened at the answer. Default: none. */
  readonly threadId?: string | null;
}

/**
 * Notes that an answer has been sent, and how fast; remembers it, so that a reply to it finds its context, and so that
 * it is known when the question is delivered again, edited or deleted.
 * @param service - what the bot shares
 * @param place - where it was asked
 * @param answer - as it was given
 * @param delivery - what it answers, and where it stands
 */
export async function rememberAnswer(
  service: Service,
  place: AskingPlace,
  answer: Answer,
  { filter = null, threadId = null, by, arrivedAt, ...delivery }: Delivery,
): Promise<void> {
  const { channelId, guildId, userId, hidden, ownThread } = place;
  const milliseconds = performance.now() - arrivedAt;
  service.records.usage?.record({ server: guildId, by, milliseconds }, answer);
  service.logger.info(
    {
      requestId: delivery.questionId,
      guildId,
      by,
      outcome: answer.status === 'answered' ? answer.level : answer.reason,
      milliseconds: Math.round(milliseconds),
      ...(service.logQuestions && { question: answer.completedQuestion }),
    },
    'a question was answered',
  );
  await service.records.answers.add({
    ...delivery,
    channelId,
    guildId,
    userId,
    hidden,
    threadId: ownThread ? channelId : threadId,
    filter,
    question: answer.completedQuestion,
    shown: answer.status === 'answered' ? answer.citations.map(({ articleId }) => articleId) : [],
  });
}

/**
 * Whether a question was answered already, by this process or another.
 * @param service - what the bot shares
 * @param questionId - the message or interaction that asked
 */
export async function wasAnswered({ records }: Service, questionId: string): Promise<boolean> {
  return (await records.answers.find(questionId)) !== null;
}
