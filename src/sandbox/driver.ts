import { YinjuError } from '../domain/errors.js';
import { circumstancesOf, refuseLocked, refuseUnoffered, type Context } from './circumstances.js';
import { findCommand, interactionData, type InputMode, type OptionValues } from './command-input.js';
import { COMPONENT_TYPES } from './component-rules.js';
import { interactionDispatch, messageDispatch } from './dispatches.js';
import { Exchange, type Shown } from './exchange.js';
import type { Dispatch, Gateway } from './gateway.js';
import { objects, isObject } from './message-rules.js';
import { messageShape } from './message-shapes.js';
import type { Channel } from './places.js';
import { CALLBACK_TYPES, COMMAND_TYPES, INTERACTION_TYPES, MESSAGE_TYPES } from './protocol.js';
import { withResolved } from './resolved.js';
import { openThread } from './threads.js';
import type { JsonObject, Message, Person, RegisteredCommand, World } from './world.js';

export type { Context } from './circumstances.js';

/** An entry that autocompletion offers. */
export interface OfferedChoice {
  readonly name: string;
  readonly value: string;
}

/** How long “is typing…” is shown, unless the bot writes something before. */
const TYPING_SHOWN_MS = 10_000;

/** Does what members do, and notes what the bot does in return. */
export class Driver {
  readonly #exchanges = new Map<string, Exchange>();
  readonly #choices = new Map<string, readonly OfferedChoice[]>();
  /** Channels in which the bot is seen to be typing, and since when. */
  readonly #typing = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly gateway: Gateway,
    private readonly patienceMs: number,
  ) {
    world.events.on('message', (message) => {
      if (message.author.id !== world.bot.id) return;
      this.#typing.delete(message.channelId);
      for (const [id, exchange] of this.#exchanges) {
        const changed = world.interactions.get(id)?.originalMessageId === message.id;
        if (message.answers === id || changed) exchange.record(message);
      }
    });
    world.events.on('acknowledged', (id, callback) => {
      this.#acknowledge(id, callback);
    });
    world.events.on('typing', (channelId) => {
      this.#typing.set(channelId, performance.now());
      for (const [id, exchange] of this.#exchanges) {
        if (world.messages.get(id)?.channelId === channelId) exchange.acknowledge('typing');
      }
    });
  }

  /**
   * A member enters a slash command.
   * @param path - `ask`, or with a subcommand `index status`; English names
   * @throws {@link YinjuError} where a Discord client would not send it, or no bot is connected
   */
  command(path: string, values: OptionValues = {}, context: Context = {}): Exchange {
    return this.#interact(INTERACTION_TYPES.command, path, { values, context, mode: {} });
  }

  /**
   * A member chooses a command from a message's menu. The bot is told the message's text, whatever its intents.
   * @param name - `Find in articles`; English name
   * @param messageId - of a message in the place of `context`
   * @throws {@link YinjuError} where a Discord client would not send it, or no bot is connected
   */
  messageCommand(name: string, messageId: string, context: Context = {}): Exchange {
    const command = findCommand(this.world, name, COMMAND_TYPES.message);
    const message = this.#message(messageId);
    const { id, type } = command;
    const resolved = { messages: { [messageId]: messageShape(this.world, message) } };
    const data = { id, name, type, target_id: messageId, resolved };
    return this.#send(command, context, { type: INTERACTION_TYPES.command, data });
  }

  /**
   * A member types a value of an option.
   * @param focused - the option that is being typed
   * @returns what is offered
   */
  async autocomplete(
    path: string,
    focused: string,
    typed: string,
    context: Context = {},
  ): Promise<readonly OfferedChoice[]> {
    const values = { [focused]: typed };
    const exchange = this.#interact(INTERACTION_TYPES.autocomplete, path, {
      values,
      context,
      mode: { focused },
    });
    await exchange.acknowledged();
    return this.#choices.get(exchange.id) ?? [];
  }

  /** A member writes a message that begins by mentioning the bot. */
  mention(text: string, context: Context = {}): Exchange {
    return this.say(`<@${this.world.bot.id}> ${text}`, context);
  }

  /** A member writes a message in a server; it mentions whom it names as `<@id>`. */
  say(text: string, context: Context = {}): Exchange {
    return this.#say(
      { content: text },
      context.where === 'direct' ? { ...context, where: 'server' } : context,
    );
  }

  /** A member writes to the bot alone. */
  directMessage(text: string, context: Context = {}): Exchange {
    return this.#say({ content: text }, { ...context, where: 'direct' });
  }

  /**
   * A member replies to a message, where it stands.
   * @param to - the message, or its id
   * @param options - `ping`: whether the reply mentions the message's author, as a Discord client does unless it
   * is told not to. Default true
   * @throws {@link YinjuError} `no-message`
   */
  reply(
    to: { readonly messageId: string } | string,
    text: string,
    { ping = true, ...context }: Context & { readonly ping?: boolean } = {},
  ): Exchange {
    const before = this.#message(typeof to === 'string' ? to : to.messageId);
    const draft = {
      content: text,
      type: MESSAGE_TYPES.reply,
      answers: before.id,
      mentions: ping ? [before.author] : [],
    };
    return this.#say(draft, { ...context, where: this.world.channel(before.channelId) });
  }

  /**
   * A member changes what they have written.
   * @param written - what came of writing it, or its message's id
   * @throws {@link YinjuError} `no-message`
   */
  edit(written: Exchange | string, text: string): void {
    const message = this.#message(typeof written === 'string' ? written : written.id);
    const pinged = message.mentions.filter(({ id }) => !message.content.includes(`<@${id}>`));
    const mentions = [...new Set([...pinged, ...mentionedIn(this.world, text)])];
    this.world.edit(message, { content: text, mentions });
  }

  /**
   * A message is deleted: by whoever wrote it, or by a moderator.
   * @param written - what came of writing it, a message of the bot's as it was shown, or a message's id
   * @throws {@link YinjuError} `no-message`
   */
  remove(written: Exchange | Shown | string): void {
    const id = typeof written === 'string' ? written : 'id' in written ? written.id : written.messageId;
    this.world.remove(this.#message(id));
  }

  /**
   * A member opens a public thread.
   * @param name - of the thread
   * @param context - `on`: the message that it begins at; without one it stands for itself
   * @throws {@link YinjuError} `no-message`
   */
  openThread(name: string, { on, ...context }: Context & { readonly on?: string } = {}): Channel {
    const { by, channel } = circumstancesOf(this.world, context);
    const message = on === undefined ? null : this.#message(on);
    const parent = message === null ? channel : this.world.channel(message.channelId);
    return openThread(this.world, { name, parent, message, owner: by });
  }

  /**
   * A member presses a button.
   * @param shown - the message that it stands on, as it was shown
   * @param label - how the button begins, or ends
   * @throws {@link YinjuError} `no-button` where there is none that can be pressed
   */
  press(shown: Shown, label: string, context: Context = {}): Exchange {
    const button = shown.buttons.find((one) => one.label.startsWith(label) || one.label.endsWith(label));
    if (button?.disabled === false) return this.forgePress(shown, button.customId, context);
    const message = `No button ${label} can be pressed; there is ${JSON.stringify(shown.buttons)}.`;
    throw new YinjuError({ part: 'sandbox', code: 'no-button', message });
  }

  /** As if a message had a button with this custom_id, which a Discord client would not allow. */
  forgePress(shown: Shown, customId: string, context: Context = {}): Exchange {
    return this.#useComponent(
      shown,
      { custom_id: customId, component_type: COMPONENT_TYPES.button },
      context,
    );
  }

  /**
   * A member chooses from a select menu.
   * @param shown - the message that it stands on, as it was shown
   * @param choice - value or label of an entry of any of its menus
   * @throws {@link YinjuError} `no-option` where there is none that can be chosen
   */
  select(shown: Shown, choice: string, context: Context = {}): Exchange {
    for (const { customId, disabled, options } of shown.selects) {
      const option = options.find(({ value, label }) => value === choice || label === choice);
      if (!disabled && option !== undefined) return this.forgeSelect(shown, customId, option.value, context);
    }
    const message = `No option ${choice} can be chosen; there is ${JSON.stringify(shown.selects)}.`;
    throw new YinjuError({ part: 'sandbox', code: 'no-option', message });
  }

  /** As if a message had a select menu with this custom_id and value, which a Discord client would not allow. */
  forgeSelect(shown: Shown, customId: string, value: string, context: Context = {}): Exchange {
    const data = { custom_id: customId, component_type: COMPONENT_TYPES.select, values: [value] };
    return this.#useComponent(shown, data, context);
  }

  /** Tells the bot again what it was told before, as Discord does after a lost connection. */
  redeliver({ dispatch }: Exchange): void {
    this.gateway.dispatch(dispatch);
  }

  /** Makes an interaction's token run out, as it does after a quarter of an hour. */
  expire({ id }: Exchange): void {
    const interaction = this.world.interactions.get(id);
    if (interaction !== undefined) interaction.expired = true;
  }

  #useComponent({ messageId }: Shown, data: JsonObject, context: Context): Exchange {
    const message = this.#message(messageId);
    const channel = this.world.channel(message.channelId);
    const circumstances = circumstancesOf(this.world, { ...context, where: channel });
    const interaction = this.world.startInteraction(channel.id, message.id);
    const kind = {
      type: INTERACTION_TYPES.component,
      data,
      message: messageShape(this.world, message),
    };
    return this.#tell(interaction.id, interactionDispatch(this.world, interaction, circumstances, kind));
  }

  #acknowledge(id: string, callback: JsonObject): void {
    const data = isObject(callback.data) ? callback.data : {};
    if (callback.type === CALLBACK_TYPES.choices) {
      // Checked by the route before it is told of.
      this.#choices.set(id, (objects(data.choices) ?? []) as unknown as OfferedChoice[]);
    }
    this.#exchanges.get(id)?.acknowledge(Number(callback.type));
  }

  #interact(
    type: number,
    path: string,
    input: { readonly values: OptionValues; readonly context: Context; readonly mode: InputMode },
  ): Exchange {
    const [name = '', subcommand] = path.split(' ');
    const command = findCommand(this.world, name);
    const data = withResolved(this.world, interactionData(command, subcommand, input.values, input.mode));
    return this.#send(command, input.context, { type, data });
  }

  #send(
    command: RegisteredCommand,
    context: Context,
    kind: { readonly type: number; readonly data: JsonObject },
  ): Exchange {
    const circumstances = circumstancesOf(this.world, context);
    if (context.opened !== true) refuseUnoffered(this.world, command, circumstances);
    const interaction = this.world.startInteraction(circumstances.channel.id);
    return this.#tell(interaction.id, interactionDispatch(this.world, interaction, circumstances, kind));
  }

  #tell(id: string, dispatch: Dispatch): Exchange {
    const exchange = this.#exchange(id, dispatch);
    this.gateway.dispatch(dispatch);
    return exchange;
  }

  #say(draft: Partial<Message> & { readonly content: string }, context: Context): Exchange {
    const { world } = this;
    const { by, channel } = circumstancesOf(world, context);
    refuseLocked(channel, by);
    const mentions = [...new Set([...(draft.mentions ?? []), ...mentionedIn(world, draft.content)])];
    const message = world.write({ channelId: channel.id, author: by, ...draft, mentions });
    const { readsContent } = this.gateway;
    const dispatch = messageDispatch(world, message, { edited: false, readsContent });
    const exchange = this.#exchange(message.id, dispatch);
    const typedFor = performance.now() - (this.#typing.get(channel.id) ?? -Infinity);
    if (typedFor < TYPING_SHOWN_MS) exchange.acknowledge('typing');
    return exchange;
  }

  #message(id: string): Message {
    const message = this.world.messages.get(id);
    if (message !== undefined) return message;
    throw new YinjuError({ part: 'sandbox', code: 'no-message', message: `There is no message ${id}.` });
  }

  #exchange(id: string, dispatch: Dispatch): Exchange {
    if (!this.gateway.listens(dispatch.intent, dispatch.guildId)) {
      const message = `No bot is connected that would be told of ${dispatch.event}.`;
      throw new YinjuError({ part: 'sandbox', code: 'no-bot', message });
    }
    const exchange = new Exchange(id, dispatch, this.patienceMs);
    this.#exchanges.set(id, exchange);
    return exchange;
  }
}

/** Whom a text names as `<@id>`. */
function mentionedIn(world: World, text: string): Person[] {
  return [...text.matchAll(/<@(\d+)>/gu)].flatMap(([, id = '']) => world.people.get(id) ?? []);
}
