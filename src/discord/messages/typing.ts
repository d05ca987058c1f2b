import type { TextBasedChannel } from 'discord.js';
import type { Logger } from '../../domain/logger.js';
import { describeFailure } from '../delivery/failure.js';

/** Discord shows “is typing…” for ten seconds, or until the bot writes something. */
const SHOWN_MS = 8_000;
/** How often, at most, it is shown anew in a channel in which answers follow each other. */
const INTERVAL_MS = 500;

/** A channel that answers are on their way to. */
interface Busy {
  readonly channel: TextBasedChannel;
  readonly timer: NodeJS.Timeout;
  answers: number;
  shownAt: number;
  /** Whether nothing has been written since. */
  visible: boolean;
  /** Whether Discord has not yet answered the request to show it. */
  pending: boolean;
}

/** Shows “is typing…” in the channels that answers are on their way to, once for all the answers of a channel. */
export class Typing {
  readonly #channels = new Map<string, Busy>();

  constructor(private readonly logger: Logger) {}

  /**
   * Shows that an answer is on its way.
   * @param channel - where it will stand
   * @returns to be called once, when it is there
   */
  start(channel: TextBasedChannel): () => void {
    const busy = this.#channels.get(channel.id) ?? this.#open(channel);
    busy.answers++;
    this.#refresh(busy);
    return () => {
      busy.visible = false;
      if (--busy.answers > 0) return;
      clearInterval(busy.timer);
      this.#channels.delete(channel.id);
    };
  }

  #open(channel: TextBasedChannel): Busy {
    const timer = setInterval(() => {
      this.#refresh(busy);
    }, INTERVAL_MS);
    const busy: Busy = { channel, timer, answers: 0, shownAt: -Infinity, visible: false, pending: false };
    this.#channels.set(channel.id, busy);
    return busy;
  }

  #refresh(busy: Busy): void {
    const age = performance.now() - busy.shownAt;
    if (busy.pending || age < (busy.visible ? SHOWN_MS : INTERVAL_MS) || !busy.channel.isSendable()) return;
    Object.assign(busy, { shownAt: performance.now(), visible: true, pending: true });
    busy.channel
      .sendTyping()
      .catch((error: unknown) => {
        this.logger.debug(describeFailure(error), 'typing could not be shown');
      })
      .finally(() => (busy.pending = false));
  }
}
