import type { Answered } from '../../domain/answer.js';
import { sharingMessages } from '../../i18n/sharing.js';
import { voteMessages } from '../../i18n/votes.js';
import { SHARE_ID } from '../components/share-id.js';
import { writeVoteId } from '../components/vote-id.js';
import type { AnswerView } from './answer.js';
import type { Button } from './payload.js';

/**
 * The row of buttons that belong to an answer as a whole.
 * @param answer - what was found
 * @param view - for whom and how
 */
export function actionButtons(answer: Answered, { locale, shareable = false }: AnswerView): Button[] {
  const quoted = [...answer.citations, ...(answer.otherwise === null ? [] : [answer.otherwise])];
  const articles = quoted.map(({ articleId }) => articleId);
  const votes = (['up', 'down'] as const).map((vote) => ({
    label: voteMessages[vote][locale],
    id: writeVoteId({ vote, articles }),
  }));
  return [...votes, ...(shareable ? [{ label: sharingMessages.share[locale], id: SHARE_ID }] : [])];
}
