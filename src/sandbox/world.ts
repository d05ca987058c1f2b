import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { CHANNEL_TYPES, MESSAGE_TYPES, PERMISSIONS, refusals } from './protocol.js';
import { Snowflakes } from './snowflake.js';

/** Parsed JSON of no particular shape. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Somebody on the server. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly bot: boolean;
  /** Permission bits in the server. */
  readonly permissions: bigint;
  readonly roleIds: readonly string[];
}

/** Where messages stand. */
export interface Channel {
  readonly id: string;
  readonly type: (typeof CHANNEL_TYPES)[keyof typeof CHANNEL_TYPES];
  readonly name: string;
  /** Whom the bot speaks to in a direct channel; `null` in the server. */
  readonly recipient: Person | null;
}

/** A message as it stands now. */
export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly author: Person;
  readonly type: (typeof MESSAGE_TYPES)[keyof typeof MESSAGE_TYPES];
  /** Id of the interaction or message that it answers. */
  readonly answers: string | null;
  readonly mentions: readonly Person[];
  readonly createdAt: string;
  content: string;
  embeds: readonly JsonObject[];
  components: readonly JsonObject[];
  flags: number;
  editedAt: string | null;
}

/** An interaction that the bot was sent. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  acknowledged: boolean;
  /** Whether its token has been made to run out. */
  expired: boolean;
  /** The message that answers it; for a press that changes the pressed message, that one. */
  originalMessageId: string | null;
  /** The message whose button was pressed; `null` for any other interaction. */
  readonly pressedMessageId: string | null;
}

/** A command as it was registered, with its id. */
export type RegisteredCommand = JsonObject & { readonly id: string; readonly name: string };

/** What is needed to write a message; the rest has defaults. */
export type MessageDraft = Pick<Message, 'channelId' | 'author'> & Partial<Message>;

/** What happens in the world; the driver and the gateway listen. */
export interface WorldEvents {
  message: [message: Message, edited: boolean];
  acknowledged: [interactionId: string, callback: JsonObject];
  typing: [channelId: string];
}

const MEMBER_PERMISSIONS =
  PERMISSIONS.viewChannel |
  PERMISSIONS.sendMessages |
  PERMISSIONS.embedLinks |
  PERMISSIONS.readMessageHistory;

/**
 * A server with its people, channels, messages and commands: what the HTTP API changes and the gateway tells.
 */
export class World {
  readonly #snowflakes = new Snowflakes();
  readonly events = new EventEmitter<WorldEvents>();
  readonly guildId = this.newId();
  readonly applicationId = this.newId();
  readonly moderatorRoleId = this.newId();
  readonly bot: Person = {
    ...this.#person('yinju', '引据'),
    bot: true,
    permissions: MEMBER_PERMISSIONS | PERMISSIONS.sendMessagesInThreads,
  };
  readonly member = this.#person('xiaolin', '小林');
  readonly moderator: Person = {
    ...this.#person('laozhou', '老周'),
    permissions: MEMBER_PERMISSIONS | PERMISSIONS.manageGuild,
    roleIds: [this.moderatorRoleId],
  };
  readonly channels = new Map<string, Channel>();
  readonly general = this.#open({ type: CHANNEL_TYPES.guildText, name: 'general', recipient: null });
  readonly messages = new Map<string, Message>();
  readonly interactions = new Map<string, Interaction>();
  /** By server id, or `global`. */
  readonly commands = new Map<string, readonly RegisteredCommand[]>();

  /**
   * @param guildLocale - the server's own language, as Discord codes it
   */
  constructor(readonly guildLocale: string) {}

  /** An id that nothing else has. */
  newId(): string {
    return this.#snowflakes.next();
  }

  /** The direct channel with a person, opened when it is first asked for. */
  directChannel(recipient: Person): Channel {
    const known = [...this.channels.values()].find((channel) => channel.recipient?.id === recipient.id);
    return known ?? this.#open({ type: CHANNEL_TYPES.direct, name: recipient.username, recipient });
  }

  /** Throws Discord's refusal where there is no such channel. */
  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw refusals.unknownChannel();
    return channel;
  }

  /** Throws Discord's refusal where there is no such person. */
  person(id: string): Person {
    const person = [this.bot, this.member, this.moderator].find((candidate) => candidate.id === id);
    if (person === undefined) throw refusals.invalidBody([`recipient_id: ${id} is nobody here`]);
    return person;
  }

  /** Adds a message; whoever listens is told. */
  write(draft: MessageDraft): Message {
    const message: Message = {
      id: this.newId(),
      type: MESSAGE_TYPES.default,
      answers: null,
      mentions: [],
      createdAt: new Date().toISOString(),
      content: '',
      embeds: [],
      components: [],
      flags: 0,
      editedAt: null,
      ...draft,
    };
    this.messages.set(message.id, message);
    this.events.emit('message', message, false);
    return message;
  }

  /** Changes a message; whoever listens is told. */
  edit(message: Message, changes: Partial<Message>): Message {
    Object.assign(message, changes, { editedAt: new Date().toISOString() });
    this.events.emit('message', message, true);
    return message;
  }

  /** Makes an interaction that can be answered. */
  startInteraction(channelId: string, pressedMessageId: string | null = null): Interaction {
    const interaction: Interaction = {
      id: this.newId(),
      token: randomBytes(60).toString('base64url'),
      channelId,
      createdAt: Date.now(),
      acknowledged: false,
      expired: false,
      originalMessageId: null,
      pressedMessageId,
    };
    this.interactions.set(interaction.id, interaction);
    return interaction;
  }

  #person(username: string, displayName: string): Person {
    const id = this.newId();
    return { id, username, displayName, bot: false, permissions: MEMBER_PERMISSIONS, roleIds: [] };
  }

  #open(channel: Omit<Channel, 'id'>): Channel {
    const opened = { id: this.newId(), ...channel };
    this.channels.set(opened.id, opened);
    return opened;
  }
}
