import type { Answer } from '../domain/answer.js';
import type { AskOptions, PreviousQuestion } from '../domain/ports.js';
import type { App } from './app.js';
import { Recent } from './recent.js';

/** What conversations can be told. */
export interface ConversationOptions {
  /** Milliseconds since any fixed moment. Default `Date.now`. */
  readonly now?: () => number;
  /** How long a question is remembered, in milliseconds. Default ten minutes. */
  readonly memoryMs?: number;
  /** Conversations remembered, 1 or more; the one that was silent longest is forgotten first. Default 10,000. */
  readonly capacity?: number;
}

interface Memory extends PreviousQuestion {
  readonly at: number;
}

const TEN_MINUTES_MS = 600_000;

/**
 * Asks within conversations: each remembers its last question for a while, so that the next one may lean on it.
 * Nothing is written to disk.
 */
export class Conversations {
  readonly #app: Pick<App, 'ask'>;
  readonly #now: () => number;
  readonly #memoryMs: number;
  readonly #memories: Recent<Memory>;

  constructor(
    app: Pick<App, 'ask'>,
    { now = Date.now, memoryMs = TEN_MINUTES_MS, capacity = 10_000 }: ConversationOptions = {},
  ) {
    this.#app = app;
    this.#now = now;
    this.#memoryMs = memoryMs;
    this.#memories = new Recent(capacity);
  }

  /**
   * Asks a question as the next one of a conversation. An empty one, and one that fails, leave no trace.
   * @param key - of the conversation: who talks, and where
   * @param question - as it was written
   * @param options - `previous` where the question answers to another one than the conversation's last
   */
  async ask(key: string, question: string, options: AskOptions = {}): Promise<Answer> {
    const previous = options.previous ?? this.#recall(key);
    const answer = await this.#app.ask(question, previous === null ? options : { ...options, previous });
    if (answer.completedQuestion.trim() !== '') this.#remember(key, answer, previous);
    return answer;
  }

  /**
   * Forgets a question, if it is the last of a conversation.
   * @param key - of the conversation
   * @param question - as it was understood
   */
  forget(key: string, question: string): void {
    if (this.#memories.get(key)?.question === question) this.#memories.delete(key);
  }

  #recall(key: string): PreviousQuestion | null {
    const memory = this.#memories.get(key);
    if (memory === undefined || this.#now() - memory.at > this.#memoryMs) return null;
    return { question: memory.question, shown: memory.shown };
  }

  /** Who asks for more has seen what all the answers before have shown. */
  #remember(key: string, answer: Answer, previous: PreviousQuestion | null): void {
    const question = answer.completedQuestion;
    const cited = answer.status === 'answered' ? answer.citations.map(({ articleId }) => articleId) : [];
    const before = previous?.question === question ? previous.shown : [];
    this.#memories.set(key, { question, shown: [...new Set([...before, ...cited])], at: this.#now() });
  }
}
