import type { Locale } from '../../i18n/locale.js';
import type { Reply } from '../rendering/payload.js';
import type { ShownMessage } from '../rendering/shown.js';
import type { Service } from '../service.js';

/** What a component is given: somebody's wish, without any Discord object. */
export interface Press {
  readonly service: Service;
  /** The component's custom_id, as Discord delivers it: anything may stand in it. */
  readonly customId: string;
  /** What was chosen from a menu, at least one; empty for a button. */
  readonly values: readonly string[];
  /** Language of whoever pressed. */
  readonly locale: Locale;
  readonly userId: string;
  /** What the server calls whoever pressed. */
  readonly name: string;
  /** Whether whoever pressed may write in the channel. */
  readonly maySend: boolean;
  /** Whether whoever pressed may run the bot. */
  readonly administrator: boolean;
  readonly channelId: string;
  /** `null` in a direct message. */
  readonly guildId: string | null;
  /** The message that the component stands on, by its id. */
  readonly messageId: string;
  /** The same, as it is shown. */
  readonly message: ShownMessage;
  readonly interactionId: string;
  /** Whether that message is seen by whoever pressed alone. */
  readonly hidden: boolean;
  /**
   * Posts a message for everybody in the channel besides what the press comes to; only for a component that is
   * acknowledged first ({@link Component.slow}).
   * @returns its id
   * @throws what Discord refuses it with
   */
  readonly post: (reply: Reply) => Promise<string>;
}

/** What a press comes to. */
export interface Pressed {
  readonly reply: Reply;
  /**
   * `alone`: below, for the eyes of whoever pressed. `in-place`: instead of the message pressed on, where that one is
   * seen by whoever pressed alone; a message that others see is left as it is, and the reply shown as `alone`.
   * `channel`: for everybody in the channel.
   */
  readonly shown: 'alone' | 'in-place' | 'channel';
  /**
   * Told of the message that the reply became, once it is shown; only for a component that is acknowledged first
   * ({@link Component.slow}). What it throws is logged.
   */
  readonly onShown?: (messageId: string) => Promise<void>;
}

/** Something on a message that can be pressed or chosen from. */
export interface Component {
  /**
   * Whether more is done than looking something up in memory. It is acknowledged before it is begun then, and shown
   * as is said here rather than in what the press comes to; but where that is `in-place` and the press comes to something
   * for whoever pressed `alone`, such as a refusal, the message stays as it is.
   */
  readonly slow: Pressed['shown'] | false;
  /**
   * Whether it counts as a question: a member who asks too fast is told to wait.
   */
  readonly asks: boolean;
  /** Does what it is there for. What it throws is shown as an error with an id, and logged. */
  press(press: Press): Pressed | Promise<Pressed>;
}
