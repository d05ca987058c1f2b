import { INTERROGATIVE, OPENING, PARTICLES } from './chinese-clause.js';
import { completeInterrogative } from './chinese-interrogative.js';
import { completeReference } from './chinese-reference.js';
import { replaceSlot } from './chinese-slot.js';
import type { Completion } from './completion.js';
import { readSource, type SourceText } from './source-text.js';
import { isTime, withTime } from './time-phrase.js';

/**
 * Completes a Chinese follow-up; `null` where the question stands by itself.
 * @param before - the question before it
 */
export function completeChinese(question: SourceText, before: SourceText): Completion | null {
  if (isMore(question.folded)) return { text: before.written(0), kind: 'more' };
  return (
    completeReference(question, before) ??
    completeInterrogative(question, before) ??
    completeSlot(question, before)
  );
}

const MORE =
  /^(?:那么?|请问)?(?:(?:还有|另外|其[他它]|别的|除此之?外|此外|除了这些?)[,，]?)(?:还)?(?:有)?(?:其[他它]|别的)?的?(?:哪些|什么|吗|没有|谁)?(?:别的)?(?:呢|吗)?$|^(?:更多|再多说(?:一)?[点些]|继续|接着说|还有更多|更多的?呢?)$/u;

function isMore(folded: string): boolean {
  return MORE.test(folded);
}

const ASKS_AGAIN = /(?:的?情况)?(?:又?(?:是|有)?(?:怎么样|怎样|如何|多少|几[个条项家座]))?$/u;
const NO_SLOT =
  /^(?:然后|所以|结果|后来|接下来|接着|你|我|您|他|她|它|我们|你们|大家|真的|比|跟|和|与|除了|这|那)/u;
const MAX_SLOT = 16;

function completeSlot(question: SourceText, before: SourceText): Completion | null {
  const { folded } = question;
  const opening = OPENING.exec(folded)?.[0].length ?? 0;
  const bare = folded.slice(opening).replace(PARTICLES, '').replace(/的$/u, '');
  const marked = opening > 0 || folded.endsWith('呢');
  const phrase = isTime(bare) ? bare : bare.replace(ASKS_AGAIN, '');
  if (phrase === '' || phrase.length > MAX_SLOT || NO_SLOT.test(phrase)) return null;
  const named = readSource(question.written(opening, opening + phrase.length));
  // 春节 alone may be a search.
  if (isTime(phrase) && (marked || /[年月]|季度|现在|目前/u.test(phrase))) {
    return { text: withTime(before, withoutFrame(named)), kind: 'slot' };
  }
  if (!marked || phrase !== bare || new RegExp(INTERROGATIVE, 'u').test(phrase)) return null;
  const text = replaceSlot(named, before);
  return text === null ? null : { text, kind: 'slot' };
}

/** 在2015年的时候 is 2015年. */
function withoutFrame(time: SourceText): SourceText {
  const [frame = ''] = /^(?:在|到)?/u.exec(time.folded) ?? [];
  const bare = time.folded.slice(frame.length).replace(/(?:的?时候|时|期间|内|里)$/u, '');
  return readSource(time.written(frame.length, frame.length + bare.length));
}
