import { YinjuError } from '../domain/errors.js';
import { findCommand, interactionData, type InputMode, type OptionValues } from './command-input.js';
import { interactionDispatch, messageDispatch, type Circumstances } from './dispatches.js';
import { Exchange, type Shown } from './exchange.js';
import type { Dispatch, Gateway } from './gateway.js';
import { COMPONENT_TYPES } from './component-rules.js';
import { CALLBACK_TYPES, COMMAND_TYPES, INTERACTION_TYPES } from './protocol.js';
import { objects, isObject } from './message-rules.js';
import { isEphemeral, messageShape } from './shapes.js';
import type { JsonObject, Message, Person, RegisteredCommand, World } from './world.js';

/** Under what circumstances a member does something. */
export interface Context {
  /** Default: a member without rights of their own. */
  readonly by?: Person;
  /** Language of the member's client, as Discord codes it. Default `zh-CN`. */
  readonly locale?: string;
  /** Default: in the server. */
  readonly where?: 'server' | 'direct';
  /**
   * Do what Discord would not offer: as if the server had opened the command to the member. Default false.
   */
  readonly opened?: boolean;
}

/** An entry that autocompletion offers. */
export interface OfferedChoice {
  readonly name: string;
  readonly value: string;
}

/** Does what members do, and notes what the bot does in return. */
export class Driver {
  readonly #exchanges = new Map<string, Exchange>();
  readonly #choices = new Map<string, readonly OfferedChoice[]>();

  constructor(
    private readonly world: World,
    private readonly gateway: Gateway,
    private readonly patienceMs: number,
  ) {
    world.events.on('message', (message, edited) => {
      if (!isEphemeral(message)) this.gateway.dispatch(this.#messageDispatch(message, edited));
      for (const [id, exchange] of this.#exchanges) {
        const changed = world.interactions.get(id)?.originalMessageId === message.id;
        if (message.answers === id || changed) exchange.record(message);
      }
    });
    world.events.on('acknowledged', (id, callback) => {
      this.#acknowledge(id, callback);
    });
    world.events.on('typing', (channelId) => {
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
    const message = this.world.messages.get(messageId);
    if (message === undefined) {
      throw new YinjuError({ part: 'sandbox', code: 'no-message', message: `There is no ${messageId}.` });
    }
    const { id, type } = command;
    const resolved = { messages: { [messageId]: messageShape(message) } };
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
    return this.#say(`<@${this.world.bot.id}> ${text}`, [this.world.bot], { ...context, where: 'server' });
  }

  /** A member writes a message in the server that mentions nobody. */
  say(text: string, context: Context = {}): Exchange {
    return this.#say(text, [], { ...context, where: 'server' });
  }

  /** A member writes to the bot alone. */
  directMessage(text: string, context: Context = {}): Exchange {
    return this.#say(text, [], { ...context, where: 'direct' });
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
  forgePress({ messageId }: Shown, customId: string, context: Context = {}): Exchange {
    const message = this.world.messages.get(messageId);
    if (message === undefined) {
      throw new YinjuError({ part: 'sandbox', code: 'no-button', message: 'The message is gone.' });
    }
    const channel = this.world.channel(message.channelId);
    const where = channel.recipient === null ? 'server' : 'direct';
    const circumstances = this.#circumstances({ ...context, where });
    const interaction = this.world.startInteraction(channel.id, message.id);
    const dispatch = interactionDispatch(this.world, interaction, circumstances, {
      type: INTERACTION_TYPES.component,
      data: { custom_id: customId, component_type: COMPONENT_TYPES.button },
      message: messageShape(message),
    });
    const exchange = this.#exchange(interaction.id, dispatch);
    this.gateway.dispatch(dispatch);
    return exchange;
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
    const data = interactionData(command, subcommand, input.values, input.mode);
    return this.#send(command, input.context, { type, data });
  }

  #send(
    command: RegisteredCommand,
    context: Context,
    kind: { readonly type: number; readonly data: JsonObject },
  ): Exchange {
    const circumstances = this.#circumstances(context);
    if (context.opened !== true) refuseUnoffered(command, circumstances);
    const interaction = this.world.startInteraction(circumstances.channel.id);
    const dispatch = interactionDispatch(this.world, interaction, circumstances, kind);
    const exchange = this.#exchange(interaction.id, dispatch);
    this.gateway.dispatch(dispatch);
    return exchange;
  }

  #say(content: string, mentions: readonly Person[], context: Context): Exchange {
    const { by, channel } = this.#circumstances(context);
    const message = this.world.write({ channelId: channel.id, author: by, content, mentions });
    return this.#exchange(message.id, this.#messageDispatch(message, false));
  }

  #messageDispatch(message: Message, edited: boolean): Dispatch {
    return messageDispatch(this.world, message, { edited, readsContent: this.gateway.readsContent });
  }

  #exchange(id: string, dispatch: Dispatch): Exchange {
    if (!this.gateway.listens(dispatch.intent)) {
      const message = `No bot is connected that would be told of ${dispatch.event}.`;
      throw new YinjuError({ part: 'sandbox', code: 'no-bot', message });
    }
    const exchange = new Exchange(id, dispatch, this.patienceMs);
    this.#exchanges.set(id, exchange);
    return exchange;
  }

  #circumstances({ by = this.world.member, locale = 'zh-CN', where = 'server' }: Context): Circumstances {
    return { by, locale, channel: where === 'direct' ? this.world.directChannel(by) : this.world.general };
  }
}

/** Refuses what a Discord client would not offer to the member in this place. */
function refuseUnoffered(command: RegisteredCommand, { by, channel }: Circumstances): void {
  const { default_member_permissions: permissions, contexts } = command;
  const needed = BigInt(typeof permissions === 'string' ? permissions : 0);
  const context = channel.recipient === null ? 0 : 1;
  const offered =
    (by.permissions & needed) === needed && (!Array.isArray(contexts) || contexts.includes(context));
  if (offered) return;
  const message = `Discord does not offer /${command.name} to ${by.displayName} here.`;
  throw new YinjuError({ part: 'sandbox', code: 'not-offered', message });
}
