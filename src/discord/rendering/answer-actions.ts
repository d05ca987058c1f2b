import type { Answered } from '../../domain/answer.js';
import type { Locale } from '../../i18n/locale.js';
import { voteMessages } from '../../i18n/votes.js';
import { writeVoteId } from '../components/vote-id.js';
import type { Button } from './payload.js';

/**
 * The row of buttons that belong to an answer as a whole.
 * @param answer - what was found
 * @param locale - language of the labels
 */
export function actionButtons(answer: Answered, locale: Locale): Button[] {
  const quoted = [...answer.citations, ...(answer.otherwise === null ? [] : [answer.otherwise])];
  const articles = quoted.map(({ articleId }) => articleId);
  return (['up', 'down'] as const).map((vote) => ({
    label: voteMessages[vote][locale],
    id: writeVoteId({ vote, articles }),
  }));
}
