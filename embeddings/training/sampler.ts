import type { Bags } from './bags.js';
import type { Random } from './random.js';

/** How questions are drawn; all shares are from 0 to 1. */
export interface Sampling {
  /** Questions that are a section's title; the others are cut out of a sentence of the passage. */
  readonly titles: number;
  /** Cut-out questions whose sentence is taken out of the passage, so that words alone do not tell. */
  readonly removed: number;
  /** Passages that begin with their section's title, as indexed passages do. */
  readonly titled: number;
  /** Tokens of a cut-out question that are dropped. */
  readonly dropped: number;
}

/** A question and the passage that it asks for, besides their tokens. */
export interface Drawn {
  /** Whether the question asks for the whole section. */
  readonly byTitle: boolean;
  readonly section: number;
}

/** A question has so many tokens, before some are dropped, where its sentence is long enough. */
const SHORTEST_QUESTION = 8;
const LONGEST_QUESTION = 50;
/** Fewer tokens than these say too little to learn from. */
const FEWEST_IN_QUESTION = 4;
const FEWEST_IN_PASSAGE = 8;

/** Draws questions for passages. */
export class Sampler {
  constructor(
    private readonly bags: Bags,
    private readonly sampling: Sampling,
    private readonly random: Random,
  ) {}

  /** Fills in the tokens of a question and of its passage; `null` where the passage gives no question. */
  draw(passage: number, question: number[], target: number[]): Drawn | null {
    const { bags, random, sampling } = this;
    const section = bags.section[passage] ?? 0;
    const title = bags.titleTokens.subarray(bags.titleStart[section], bags.titleStart[section + 1]);
    const first = bags.passageStart[passage] ?? 0;
    const end = bags.passageStart[passage + 1] ?? 0;
    const byTitle = title.length >= SHORTEST_QUESTION && random.next() < sampling.titles;
    let removed = -1;
    if (byTitle) {
      question.push(...title);
    } else {
      const sentence = first + random.integer(end - first);
      this.cut(this.sentence(sentence), question);
      if (end - first > 1 && random.next() < sampling.removed) removed = sentence;
      if (random.next() < sampling.titled) target.push(...title);
    }
    for (let sentence = first; sentence < end; sentence++) {
      if (sentence !== removed) target.push(...this.sentence(sentence));
    }
    const enough = question.length >= FEWEST_IN_QUESTION && target.length >= FEWEST_IN_PASSAGE;
    return enough ? { byTitle, section } : null;
  }

  private sentence(index: number): Uint16Array {
    return this.bags.tokens.subarray(this.bags.sentenceStart[index], this.bags.sentenceStart[index + 1]);
  }

  /** A run of a sentence's tokens, some of them dropped. */
  private cut(tokens: Uint16Array, question: number[]): void {
    const wanted = SHORTEST_QUESTION + this.random.integer(LONGEST_QUESTION - SHORTEST_QUESTION);
    const from = tokens.length > wanted ? this.random.integer(tokens.length - wanted) : 0;
    for (const token of tokens.subarray(from, from + wanted)) {
      if (this.random.next() >= this.sampling.dropped) question.push(token);
    }
  }
}
