import type { Answered } from '../../domain/answer.js';
import { moreMessages } from '../../i18n/more.js';
import { sharingMessages } from '../../i18n/sharing.js';
import { voteMessages } from '../../i18n/votes.js';
import { MORE_ID } from '../components/more-id.js';
import { SHARE_ID } from '../components/share-id.js';
import { writeVoteId } from '../components/vote-id.js';
import type { AnswerView } from './answer.js';
import type { Button } from './payload.js';

/** As many citations as an answer has at most: the default of `AskOptions.limit`. With fewer, there are no others. */
export const CITATIONS_MAX = 3;

/**
 * The row of buttons that belong to an answer as a whole.
 * @param answer - what was found
 * @param view - for whom and how
 */
export function actionButtons(answer: Answered, view: AnswerView): Button[] {
  const more = { label: moreMessages.more[view.locale], id: MORE_ID };
  const share = { label: sharingMessages.share[view.locale], id: SHARE_ID };
  return [
    ...voteButtons(answer, view),
    ...(answer.citations.length < CITATIONS_MAX ? [] : [more]),
    ...(view.shareable === true ? [share] : []),
  ];
}

function voteButtons({ citations, otherwise }: Answered, { locale }: AnswerView): Button[] {
  const quoted = otherwise === null ? citations : [...citations, otherwise];
  const articles = quoted.map(({ articleId }) => articleId);
  return (['up', 'down'] as const).map((vote) => ({
    label: voteMessages[vote][locale],
    id: writeVoteId({ vote, articles }),
  }));
}
