/**
 * How a question leans on the one before it. `slot`: it names another year, place or thing (那2021年呢？);
 * `interrogative`: it asks something else of the same subject (为什么？); `more`: it asks for more of the same
 * (还有哪些？); `reference`: a pronoun stands for the subject (它对接多少个部门？).
 */
export type FollowUpKind = 'slot' | 'interrogative' | 'more' | 'reference';

/** A follow-up with what it leans on put in; without the question mark. */
export interface Completion {
  readonly text: string;
  readonly kind: FollowUpKind;
}
