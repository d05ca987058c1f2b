import { z } from 'zod';
import type { ArticleId } from '../../domain/article.js';
import type { ArticleFilter } from '../../domain/filter.js';
import { DatedFiles, discordId, type DatedFileName, type DatedFilesOptions } from './dated-files.js';
import { filterSchema } from './filter-schema.js';

/** An answer that was given, as far as something may follow from it. Ids are Discord's. */
export interface GivenAnswer {
  /** The message or interaction that asked. */
  readonly questionId: string;
  /** The message that answers. */
  readonly replyId: string;
  readonly channelId: string;
  /** `null` in a direct message. */
  readonly guildId: string | null;
  readonly userId: string;
  /** Whether the asker alone sees the answer. */
  readonly hidden: boolean;
  /** The thread of the bot's that it stands in, if it does. */
  readonly threadId: string | null;
  /** As it was understood: completed where it leant on the one before. */
  readonly question: string;
  /** What it was restricted to; `null` where to nothing. */
  readonly filter: ArticleFilter | null;
  /** Articles that were quoted. */
  readonly shown: readonly ArticleId[];
}

/** What a command takes; a message may be longer. */
const QUESTION_MAX = 1000;
/** Marks the file of a thread: its id may be that of the question it was opened for. */
const THREAD = 'thread';

const schema = z.object({
  questionId: discordId,
  replyId: discordId,
  channelId: discordId,
  guildId: discordId.nullable(),
  userId: discordId,
  hidden: z.boolean(),
  threadId: discordId.nullable(),
  question: z.string(),
  filter: filterSchema,
  shown: z.array(z.string()),
});

/**
 * The answers given of late, on disk: a question that is delivered again is known, a reply to an answer finds its
 * context, and both outlive the process. A file for each question and for each answer: see {@link DatedFiles}.
 */
export class AnswerLedger {
  readonly #files: DatedFiles<GivenAnswer>;

  /**
   * @param folder - made when something is first written
   * @param options - how long answers are remembered
   */
  constructor(folder: string, options: DatedFilesOptions = {}) {
    this.#files = new DatedFiles(folder, { schema, noun: 'an answer' }, options);
  }

  /** Remembers an answer. What cannot be written is logged: the answer was given all the same. */
  async add(given: GivenAnswer): Promise<void> {
    const question = given.question.slice(0, QUESTION_MAX).toWellFormed();
    await this.#files.write(namesOf(given), { ...given, question });
  }

  /**
   * The answer to a question, or the one that a message is.
   * @param id - of the question's message or interaction, or of the answer's message
   * @returns `null` where none is remembered
   */
  find(id: string): Promise<GivenAnswer | null> {
    return this.#files.read({ id });
  }

  /**
   * The last answer in a thread of the bot's.
   * @param threadId - of the thread
   * @returns `null` where none is remembered
   */
  findLast(threadId: string): Promise<GivenAnswer | null> {
    return this.#files.read({ id: threadId, mark: THREAD });
  }

  /** Forgets an answer and its question. */
  remove(given: GivenAnswer): Promise<void> {
    return this.#files.remove(namesOf(given));
  }
}

function namesOf({ questionId, replyId, threadId }: GivenAnswer): DatedFileName[] {
  const names = [{ id: questionId }, { id: replyId }];
  return threadId === null ? names : [...names, { id: threadId, mark: THREAD }];
}
