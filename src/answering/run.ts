import type { Span } from '../domain/span.js';
import type { ScoredCandidate } from './ranker.js';

/** What a run of sentences is chosen by. */
export interface RunOptions {
  /** Longest run of more than one sentence, in UTF-16 code units. */
  readonly maxLength: number;
  /** What each further UTF-16 code unit must add to the chance that the run holds the answer, 0 to 1. */
  readonly costPerUnit: number;
}

/** Opens a sentence that cannot be understood without the one before it. */
const LEANS_BACK =
  /^(?:其中|同时|同時|与此同时|與此同時|此外|另外|对此|對此|为此|為此|因此|例如|比如|不过|不過|[他她](?:们|們)?(?:还|還)?(?:表示|说|說|指出|认为|認為|介绍|介紹|强调|強調)|of these|among them|at the same time|in addition|however|for example|(?:he|she|they) (?:also )?(?:said|added|noted))/iu;

/** Opens a sentence that says of what is before it what the question says of what it asks for. */
const REFERS_BACK = /^(?:他|她|它|其|该|該|此|这|這|那|是|也|亦|并|並|而|he |she |it |this |they |who )/iu;
/** Share of new letters up to which a sentence only repeats the question: who he is stands before it. */
const ECHO = 0.3;

/** A paragraph of one sentence shorter than this, in UTF-16 code units, opens the next: a heading or a lead-in. */
const SHORT = 20;
const LEADS_IN = /[：:]["'”’」』]?$/u;

/**
 * The run of whole sentences that is quoted: of all runs of a passage that hold its best sentence, the one with
 * the highest chance of holding the answer, each code unit of its length set against it. So where the ranker is sure a
 * sentence stands alone, and where it wavers between neighbours they stand together. A sentence that leans on
 * the one before (其中, 同时, 他表示) brings that one along. A run ends at a line break, unless what is before it
 * leads on.
 * @param passage - every candidate of one passage, in the order of the text; at least one
 */
export function chooseRun(passage: readonly ScoredCandidate[], options: RunOptions): Span {
  const best = passage.reduce((a, b) => (b.score > a.score ? b : a));
  const at = passage.indexOf(best);
  const total = passage.reduce((sum, { probability }) => sum + probability, 0);
  let chosen = { first: at, last: at, value: -Infinity };
  for (let first = at; first >= 0; first--) {
    if (first < at && !belongTogether(passage, first, at, options)) break;
    for (let last = at; last < passage.length; last++) {
      if (last > first && !belongTogether(passage, first, last, options)) break;
      const chance = sumProbability(passage, first, last) / (total > 0 ? total : 1);
      const value = chance - options.costPerUnit * lengthOf(passage, first, last);
      if (value > chosen.value) chosen = { first, last, value };
    }
  }
  const { last } = chosen;
  let { first } = chosen;
  while (first > 0 && leansBack(passage[first]) && belongTogether(passage, first - 1, last, options)) first--;
  return { start: passage[first]?.sentence.start ?? 0, end: passage[last]?.sentence.end ?? 0 };
}

function sumProbability(passage: readonly ScoredCandidate[], first: number, last: number): number {
  return passage.slice(first, last + 1).reduce((sum, { probability }) => sum + probability, 0);
}

function lengthOf(passage: readonly ScoredCandidate[], first: number, last: number): number {
  return (passage[last]?.sentence.end ?? 0) - (passage[first]?.sentence.start ?? 0);
}

function belongTogether(
  passage: readonly ScoredCandidate[],
  first: number,
  last: number,
  { maxLength }: RunOptions,
): boolean {
  if (lengthOf(passage, first, last) > maxLength) return false;
  for (let i = first; i < last; i++) {
    const [sentence, next] = [passage[i], passage[i + 1]];
    if (sentence !== undefined && next !== undefined && !leadsOn(sentence, next)) return false;
  }
  return true;
}

function leadsOn({ article, sentence }: ScoredCandidate, next: ScoredCandidate): boolean {
  if (!article.text.slice(sentence.end, next.sentence.start).includes('\n')) return true;
  const text = article.text.slice(sentence.start, sentence.end);
  const standsAlone = sentence.start === 0 || article.text[sentence.start - 1] === '\n';
  return (standsAlone && text.length < SHORT) || LEADS_IN.test(text);
}

function leansBack(candidate: ScoredCandidate | undefined): boolean {
  if (candidate === undefined) return false;
  const { article, sentence, features } = candidate;
  const opening = article.text.slice(sentence.start, sentence.start + 20);
  return LEANS_BACK.test(opening) || (REFERS_BACK.test(opening) && (features.novelty ?? 1) <= ECHO);
}
