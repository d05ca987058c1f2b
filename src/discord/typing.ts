import type { TextBasedChannel } from 'discord.js';
import type { Logger } from '../domain/logger.js';
import { describeFailure } from './failure.js';

/** Discord shows “is typing…” for ten seconds. */
const INTERVAL_MS = 8_000;
/** Nobody sees more of it when it is shown anew before; Discord counts the requests. */
const SHOWN_MS = 2_000;

interface Shown {
  /** Answers on their way to the channel. */
  answers: number;
  at: number;
  readonly timer: NodeJS.Timeout;
}

/** Shows “is typing…” in the channels that answers are on their way to, once for all the answers of a channel. */
export class Typing {
  readonly #channels = new Map<string, Shown>();

  constructor(private readonly logger: Logger) {}

  /**
   * Shows that an answer is on its way.
   * @param channel - where it will stand
   * @returns to be called once, when it is there
   */
  start(channel: TextBasedChannel): () => void {
    const shown = this.#channels.get(channel.id) ?? this.#open(channel);
    shown.answers++;
    if (performance.now() - shown.at >= SHOWN_MS) this.#show(channel, shown);
    return () => {
      if (--shown.answers > 0) return;
      clearInterval(shown.timer);
      this.#channels.delete(channel.id);
    };
  }

  #open(channel: TextBasedChannel): Shown {
    const timer = setInterval(() => {
      this.#show(channel, shown);
    }, INTERVAL_MS);
    const shown: Shown = { answers: 0, at: -Infinity, timer };
    this.#channels.set(channel.id, shown);
    return shown;
  }

  #show(channel: TextBasedChannel, shown: Shown): void {
    if (!channel.isSendable()) return;
    shown.at = performance.now();
    channel.sendTyping().catch((error: unknown) => {
      this.logger.debug(describeFailure(error), 'typing could not be shown');
    });
  }
}
