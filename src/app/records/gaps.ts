import { z } from 'zod';
import type { Answer } from '../../domain/answer.js';
import type { Logger } from '../../domain/logger.js';
import { foldString } from '../../text/fold.js';
import { TimeSlices } from '../../index/slices.js';
import { Journal } from './journal.js';
import { groupAlike } from './likeness.js';

/** Questions that found nothing and ask for nearly the same. */
export interface Gap extends Wording {
  /** All of their wordings, the one that stands for them first, then the most frequent. */
  readonly wordings: readonly Wording[];
}

/** Questions that are the same but for case, width, script, blanks and punctuation. */
export interface Wording {
  /** As it was asked last. */
  readonly question: string;
  /** How often it was asked, 1 or more. */
  readonly count: number;
  /** When it was asked last: ISO 8601, UTC. */
  readonly lastAt: string;
}

/** What gaps may be told. */
export interface GapsOptions {
  /** Told of what cannot be written, never of a question. Default: silent. */
  readonly logger?: Logger;
  /** Default: now. */
  readonly now?: () => Date;
}

/** What a command takes; a message may be longer. */
const QUESTION_MAX = 1000;
/** Days that questions are kept. */
const DAYS = 90;
/** Wordings that are compared with each other, the most frequent first; each further one stands for itself. */
const COMPARED_MAX = 5000;

const schema = z.object({ group: z.string(), question: z.string() });

/** Questions to which the articles had no answer: which server, when, and what, but not who asked. Kept for 90 days. */
export class Gaps {
  readonly #journal: Journal<z.infer<typeof schema>>;

  /**
   * @param folder - made when something is first written
   * @param options - where failures are told, and the time
   */
  constructor(folder: string, options: GapsOptions = {}) {
    this.#journal = new Journal(folder, { schema, days: DAYS, ...options });
  }

  /**
   * Notes the question of an answer that there is none; does nothing with any other. Returns at once; what cannot be
   * written is logged.
   * @param answer - as it was given
   * @param group - whose question it was: a server's id
   */
  record(answer: Answer, group: string): void {
    const question = gapOf(answer);
    if (question !== null) this.#journal.append({ group, question });
  }

  /**
   * The gaps of one group, the most frequent first, equals the newest first: see {@link groupAlike}.
   * @param group - as it was recorded
   * @throws where they cannot be read
   */
  async list(group: string): Promise<Gap[]> {
    const wordings = await this.#wordings(group);
    const compared = wordings.slice(0, COMPARED_MAX).map(({ question }) => question);
    const alike = await new TimeSlices().run(groupAlike(compared));
    const rest = wordings.slice(COMPARED_MAX).map((wording) => [wording]);
    const grouped = alike.map((indices) => indices.flatMap((i) => wordings[i] ?? []));
    return [...grouped, ...rest].flatMap(gapOfWordings).sort(byCount);
  }

  /** The most frequent first, equals the newest first. */
  async #wordings(group: string): Promise<Wording[]> {
    const wordings = new Map<string, Wording>();
    for (const { at, entry } of await this.#journal.read()) {
      if (entry.group !== group) continue;
      const key = likeness(entry.question);
      const count = (wordings.get(key)?.count ?? 0) + 1;
      wordings.set(key, { question: entry.question, count, lastAt: at });
    }
    return [...wordings.values()].sort(byCount);
  }

  /** Resolves when everything recorded so far is on disk, or has been given up. */
  flush(): Promise<void> {
    return this.#journal.flush();
  }
}

/** The question that articles could not answer; completed where it leant on the one before. */
function gapOf(answer: Answer): string | null {
  if (answer.status === 'answered') return null;
  if (answer.reason !== 'nothing-relevant' && answer.reason !== 'not-confident') return null;
  return answer.completedQuestion.trim().slice(0, QUESTION_MAX).toWellFormed();
}

/** The first wording, the most frequent, stands for all of them. */
function gapOfWordings(wordings: readonly Wording[]): Gap[] {
  const [first] = wordings;
  if (first === undefined) return [];
  const count = wordings.reduce((sum, wording) => sum + wording.count, 0);
  const lastAt = wordings.reduce((last, wording) => (wording.lastAt > last ? wording.lastAt : last), '');
  return [{ question: first.question, count, lastAt, wordings }];
}

function byCount(a: Wording, b: Wording): number {
  return b.count - a.count || compare(b.lastAt, a.lastAt);
}

/** What equal questions have in common. One of punctuation alone is like itself. */
function likeness(question: string): string {
  const folded = foldString(question);
  return folded.replace(/[\s\p{P}]+/gu, '') || folded;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
