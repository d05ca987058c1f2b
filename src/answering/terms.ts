import type { LexicalIndex } from '../domain/ports.js';
import { analyse } from '../text/analyse.js';

/** The distinct terms of a question, each with how much it tells. */
export interface WeightedTerms {
  /** Term to weight, greater than 0. */
  readonly weights: ReadonlyMap<string, number>;
  /** Sum of all weights; 0 for a question without terms. */
  readonly total: number;
}

/** How much a lone Han character counts beside the bigrams and words it is part of. */
const CHARACTER_WEIGHT = 0.3;

/** Weighs terms by inverse document frequency: a term that stands everywhere says little of any sentence. */
export function weighTerms(terms: readonly string[], lexical: LexicalIndex): WeightedTerms {
  const weights = new Map<string, number>();
  let total = 0;
  for (const term of terms) {
    if (weights.has(term)) continue;
    const weight = lexical.idf(term) * (isHanCharacter(term) ? CHARACTER_WEIGHT : 1);
    weights.set(term, weight);
    total += weight;
  }
  return { weights, total };
}

/** Those terms that `accepts` accepts, with their weights. */
export function onlyTerms({ weights }: WeightedTerms, accepts: (term: string) => boolean): WeightedTerms {
  const chosen = [...weights].filter(([term]) => accepts(term));
  return { weights: new Map(chosen), total: chosen.reduce((total, [, weight]) => total + weight, 0) };
}

/** The distinct terms of a text, as {@link coverage} takes them. */
export function termSet(text: string): ReadonlySet<string> {
  return new Set(analyse(text));
}

/** Share of a question's weight, 0 to 1, that at least one of `sets` holds. */
export function coverage({ weights, total }: WeightedTerms, ...sets: readonly ReadonlySet<string>[]): number {
  if (total === 0) return 0;
  let covered = 0;
  for (const [term, weight] of weights) {
    if (sets.some((set) => set.has(term))) covered += weight;
  }
  return covered / total;
}

function isHanCharacter(term: string): boolean {
  return term.length === 1 && /\p{Script=Han}/u.test(term);
}
