import type { Question } from '../retrieval/question.js';
import type { WeightedTerms } from './terms.js';

/** What stands around a question's interrogative, prepared once for all sentences. */
export interface SlotContext {
  /** The question's terms of two letters and more, those nearest to the interrogative weighing most. */
  readonly near: WeightedTerms;
  /** Folded text right before the interrogative, without particles and copulas. */
  readonly before: string;
  /** Folded text right after it up to the next mark, without measure words and particles. */
  readonly after: string;
}

/** Letters at which the weight of a term has fallen to 1/e. */
const REACH = 4;
/** Letters of `before` and `after` that are looked for. */
const LENGTH = 6;
const LINKING =
  /(?<![的了是在有为与和约共达到至由被]|叫做|成立于)(?:[的了是在有为与和约共达到至由被]|叫做|成立于)+$/u;
const COUNTING = /^(?:的|个|种|名|位|是|了)+/u;

/** Reads the surroundings of a question's interrogative; empty where it has none. */
export function readSlot({ folded, interrogative }: Question, terms: WeightedTerms): SlotContext {
  if (interrogative === null) return { near: { weights: new Map(), total: 0 }, before: '', after: '' };
  const { start, end } = interrogative;
  const before = folded.slice(0, start).replace(/[^\p{L}\p{N}]+$/u, '');
  const after = folded.slice(end).replace(COUNTING, '');
  return {
    near: weighByDistance(folded, interrogative, terms),
    before: before.replace(LINKING, '').slice(-LENGTH),
    after: /^[\p{L}\p{N}]*/u.exec(after)?.[0].slice(0, LENGTH) ?? '',
  };
}

function weighByDistance(
  folded: string,
  { start, end }: { readonly start: number; readonly end: number },
  terms: WeightedTerms,
): WeightedTerms {
  const weights = new Map<string, number>();
  let total = 0;
  for (const [term, weight] of terms.weights) {
    if (term.length < 2) continue;
    let nearest = Infinity;
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
      nearest = Math.min(nearest, at < start ? Math.max(0, start - at - term.length) : Math.max(0, at - end));
    }
    if (nearest === Infinity) continue;
    const near = weight * Math.exp(-nearest / REACH);
    weights.set(term, near);
    total += near;
  }
  return { weights, total };
}

/** Letters behind what stands before the interrogative that are looked at. */
const BESIDE = 10;

/** How a sentence continues the question where it breaks off; each 0 to 1. */
export interface SlotMatch {
  /** Share of the letters after the interrogative that stand in the sentence in one run from the first. */
  readonly after: number;
  /** Share of new letters among the ten behind what stands before the interrogative. */
  readonly beside: number;
}

/** Compares a folded sentence with what stands around the interrogative. */
export function matchSlot(
  sentence: string,
  { before, after }: SlotContext,
  question: ReadonlySet<string>,
): SlotMatch {
  let prefix = after.length;
  while (prefix > 0 && !sentence.includes(after.slice(0, prefix))) prefix--;
  let suffix = before.length;
  while (suffix >= 2 && !sentence.includes(before.slice(-suffix))) suffix--;
  return {
    after: prefix / LENGTH,
    beside: suffix < 2 ? 0 : newLettersAfter(sentence, before.slice(-suffix), question),
  };
}

function newLettersAfter(sentence: string, known: string, question: ReadonlySet<string>): number {
  const from = sentence.indexOf(known) + known.length;
  const behind = Array.from(sentence.slice(from, from + BESIDE));
  return behind.filter((letter) => !question.has(letter)).length / BESIDE;
}
