import { YinjuError } from '../domain/errors.js';
import { buttonsOf, selectsOf } from './component-rules.js';
import type { Dispatch } from './gateway.js';
import { MESSAGE_FLAGS } from './protocol.js';
import { optionsOf } from './select-rules.js';
import { isEphemeral } from './message-shapes.js';
import type { JsonObject, Message } from './world.js';

/** The parts of an embed that are looked at. */
export interface ShownEmbed {
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly footer?: { readonly text: string };
}

/** A button as members see it. */
export interface ShownButton {
  readonly label: string;
  readonly customId: string;
  readonly disabled: boolean;
}

/** An entry of a select menu. */
export interface ShownOption {
  readonly label: string;
  readonly value: string;
  /** `''` where there is none. */
  readonly description: string;
  /** Whether it is chosen from the start. */
  readonly chosen: boolean;
}

/** A select menu as members see it. */
export interface ShownSelect {
  readonly customId: string;
  /** `''` where there is none. */
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly options: readonly ShownOption[];
}

/** A file that a message shows. */
export interface ShownAttachment {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
  /** Its content as UTF-8, a byte order mark included. */
  text(): string;
}

/** A message of the bot's as members see it at one moment. */
export interface Shown {
  readonly messageId: string;
  readonly content: string;
  readonly embeds: readonly ShownEmbed[];
  /** Row by row. */
  readonly buttons: readonly ShownButton[];
  readonly selects: readonly ShownSelect[];
  readonly attachments: readonly ShownAttachment[];
  /** Where it stands. */
  readonly channelId: string;
  /** “is thinking…”: nothing is shown yet. */
  readonly loading: boolean;
  /** Only the member who asked sees it. */
  readonly ephemeral: boolean;
}

/** A message as members see it now. */
export function shownOf(message: Message): Shown {
  return {
    messageId: message.id,
    content: message.content,
    embeds: structuredClone(message.embeds),
    buttons: buttonsOf(message.components).map(({ label, custom_id: customId, disabled }) => ({
      label: textOf(label),
      customId: textOf(customId),
      disabled: disabled === true,
    })),
    selects: selectsOf(message.components).map(shownSelect),
    attachments: message.attachments.map(({ name, content, contentType }) => ({
      name,
      size: content.byteLength,
      contentType,
      text: () => Buffer.from(content).toString('utf8'),
    })),
    channelId: message.channelId,
    loading: (message.flags & MESSAGE_FLAGS.loading) !== 0,
    ephemeral: isEphemeral(message),
  };
}

function shownSelect(select: JsonObject): ShownSelect {
  return {
    customId: textOf(select.custom_id),
    placeholder: textOf(select.placeholder),
    disabled: select.disabled === true,
    options: optionsOf(select).map((option) => ({
      label: textOf(option.label),
      value: textOf(option.value),
      description: textOf(option.description),
      chosen: option.default === true,
    })),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** How the bot first reacted: the type of its callback to an interaction (4, 5, 8), or that it is typing. */
export type Acknowledgement = number | 'typing';

/** Something that a member did, and what the bot does in return. */
export class Exchange {
  readonly #history: Shown[] = [];
  readonly #waiting = new Set<() => void>();
  #acknowledgement: Acknowledgement | null = null;
  /** When it began, in milliseconds of `performance.now()`. */
  readonly startedAt = performance.now();
  /** When the bot first reacted, and when it first showed something; `null` before. */
  acknowledgedAt: number | null = null;
  shownAt: number | null = null;

  /**
   * @param id - of the interaction or the message
   * @param dispatch - how the bot was told of it
   * @param patienceMs - how long to wait for the bot before giving up
   */
  constructor(
    readonly id: string,
    readonly dispatch: Dispatch,
    private readonly patienceMs: number,
  ) {}

  /** Everything that the bot has shown in return, every edit included, oldest first. */
  get history(): readonly Shown[] {
    return this.#history;
  }

  /** Resolves with the bot's first reaction; rejects where there is none in time. */
  acknowledged(): Promise<Acknowledgement> {
    return this.#wait('acknowledge it', () => this.#acknowledgement);
  }

  /** Resolves with the first message that shows something; rejects where there is none in time. */
  shown(): Promise<Shown> {
    return this.until(() => true);
  }

  /** Resolves with the first message, or state of one, that fits; rejects where there is none in time. */
  until(fits: (shown: Shown) => boolean): Promise<Shown> {
    return this.#wait('show what was expected', () => {
      return this.#history.find((shown) => !shown.loading && fits(shown)) ?? null;
    });
  }

  /** Notes the first reaction. */
  acknowledge(acknowledgement: Acknowledgement): void {
    this.#acknowledgement ??= acknowledgement;
    this.acknowledgedAt ??= performance.now();
    this.#wake();
  }

  /** Notes a message, or its new state. */
  record(message: Message): void {
    const shown = shownOf(message);
    this.#history.push(shown);
    if (!shown.loading) this.shownAt ??= performance.now();
    this.#wake();
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }

  #wait<T>(what: string, find: () => T | null): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const timer = setTimeout(() => {
        end();
        reject(this.#gaveUp(what));
      }, this.patienceMs);
      const look = (): void => {
        const found = find();
        if (found === null) return;
        end();
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  #gaveUp(what: string): YinjuError {
    return new YinjuError({
      part: 'sandbox',
      code: 'no-answer',
      message: `Within ${this.patienceMs} ms the bot did not ${what}; it has shown ${JSON.stringify(this.#history)}.`,
    });
  }
}
