import { completeChinese } from './follow-up/chinese.js';
import type { FollowUpKind } from './follow-up/completion.js';
import { completeEnglish } from './follow-up/english.js';
import { readSource } from './follow-up/source-text.js';

export type { FollowUpKind };

/** A question that can be understood without the one before it. */
export interface CompletedQuestion {
  /** The completed question; the question as asked where `kind` is `null`. */
  readonly text: string;
  /** `null`: it stands by itself, or what it leans on cannot be told. */
  readonly kind: FollowUpKind | null;
}

/** A longer question says what it is about, in UTF-16 code units. */
const MAX_FOLLOW_UP = 120;
/** Nothing is completed from a longer question, in UTF-16 code units. */
const MAX_PREVIOUS = 300;

/**
 * Completes a question that leans on the one before it. Rather leaves a question as it is than completes one that
 * stands by itself: only forms that no question of its own has are completed, and only in the language of the
 * question before. Never throws; the text is at most 20 characters longer than both questions together.
 * @param previous - the question before, completed; empty where there is none
 */
export function completeQuestion(question: string, previous: string): CompletedQuestion {
  const asIs: CompletedQuestion = { text: question, kind: null };
  if (question.length > MAX_FOLLOW_UP || previous.length > MAX_PREVIOUS) return asIs;
  const [asked, before] = [readSource(question), readSource(previous)];
  if (asked.folded === '' || before.folded === '') return asIs;
  const [chinese, wasChinese] = [asked, before].map(({ folded }) => /\p{Script=Han}/u.test(folded));
  // A number or a code alone (9810？) is of the language of the conversation.
  if (chinese !== wasChinese && /\p{L}/u.test(asked.folded)) return asIs;
  const completion = wasChinese ? completeChinese(asked, before) : completeEnglish(asked, before);
  if (completion === null) return asIs;
  const mark = wasChinese ? '？' : '?';
  return {
    text: completion.kind === 'more' ? previous.trim() : completion.text + mark,
    kind: completion.kind,
  };
}
