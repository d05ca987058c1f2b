import type { Answer } from '../domain/answer.js';
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
 */
export async function askIn(service: Service, place: AskingPlace, question: string): Promise<Answer> {
  const answer = await service.conversations.ask(conversationKey(place), question);
  if (place.guildId !== null) service.records.gaps?.record(answer, place.guildId);
  return answer;
}
