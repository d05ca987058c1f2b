import { withoutShown } from '../../answering/follow-up-answerer.js';
import type { GivenAnswer } from '../../app/records/answer-ledger.js';
import type { Answered } from '../../domain/answer.js';
import { moreMessages } from '../../i18n/more.js';
import { CITATIONS_MAX } from '../rendering/answer-actions.js';
import { renderAnswerWithButtons } from '../rendering/answer-buttons.js';
import { plain } from '../rendering/rich-text.js';
import type { Component, Press, Pressed } from './component.js';

/**
 * Further sources: asks the question of an answer again, and shows whoever pressed what that answer does not quote. The
 * question is looked up among the answers that were given.
 */
export const moreSources: Component = { slow: 'alone', asks: true, press };

async function press(request: Press): Promise<Pressed> {
  const { service, messageId, guildId, locale } = request;
  const given = await service.records.answers.find(messageId);
  if (given === null) return say(moreMessages.forgotten[locale]);
  const further = await findFurther(request, given);
  if (further === null) return say(moreMessages.noMore[locale]);
  const filter = given.filter ?? undefined;
  const view = { locale, withQuestion: true, filter, shareable: guildId !== null };
  return {
    reply: renderAnswerWithButtons(further, view, service.app),
    shown: 'alone',
    onShown: (replyId) => remember(request, { ...given, replyId }, further),
  };
}

async function findFurther(
  { service }: Press,
  { question, shown, filter }: GivenAnswer,
): Promise<Answered | null> {
  const limit = CITATIONS_MAX + shown.length;
  const answer = await service.app.ask(question, { limit, ...(filter !== null && { filter }) });
  if (answer.status === 'unanswered') return null;
  const further = withoutShown(answer, shown, CITATIONS_MAX);
  // What another date says was shown before.
  return further === null ? null : { ...further, otherwise: null };
}

/** Remembers what was shown, so that it can be asked for more again. */
async function remember(
  { service, interactionId, userId }: Press,
  given: GivenAnswer,
  { citations }: Answered,
): Promise<void> {
  const shown = [...given.shown, ...citations.map(({ articleId }) => articleId)];
  await service.records.answers.add({ ...given, questionId: interactionId, userId, hidden: true, shown });
}

function say(sentence: string): Pressed {
  return { reply: { lines: [plain(sentence)], cards: [] }, shown: 'alone' };
}
