import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { applyOverwrites, newChannel, type Channel, type ChannelDraft, type Guild } from './places.js';
import { ALL_PERMISSIONS, CHANNEL_TYPES, MESSAGE_TYPES, PERMISSIONS, refusals } from './protocol.js';
import type { Interaction, JsonObject, Message, MessageDraft, Person, RegisteredCommand } from './records.js';
import { Snowflakes } from './snowflake.js';

export type {
  Attachment,
  Interaction,
  JsonObject,
  Message,
  MessageDraft,
  Person,
  RegisteredCommand,
} from './records.js';

/** What became of something: as Discord's events end. */
export type Change = 'CREATE' | 'UPDATE' | 'DELETE';

/** What happens in the world; the announcer and the driver listen. */
export interface WorldEvents {
  message: [message: Message, edited: boolean];
  removed: [message: Message];
  acknowledged: [interactionId: string, callback: JsonObject];
  typing: [channelId: string];
  /** A channel or a thread. */
  channel: [change: Change, channel: Channel];
  /** The bot's role has other permissions now. */
  role: [guild: Guild];
  /** The bot has come to a server, or was removed from it. */
  guild: [change: 'CREATE' | 'DELETE', guild: Guild];
}

const MEMBER_PERMISSIONS =
  PERMISSIONS.viewChannel |
  PERMISSIONS.sendMessages |
  PERMISSIONS.embedLinks |
  PERMISSIONS.attachFiles |
  PERMISSIONS.readMessageHistory |
  PERMISSIONS.createPublicThreads |
  PERMISSIONS.sendMessagesInThreads;

/**
 * Servers with their people, channels, messages and commands: what the HTTP API changes and the gateway tells.
 * There is one server, {@link World.home}, unless more are asked for.
 */
export class World {
  readonly #snowflakes = new Snowflakes();
  readonly events = new EventEmitter<WorldEvents>();
  readonly applicationId = this.newId();
  readonly moderatorRoleId = this.newId();
  readonly people = new Map<string, Person>();
  readonly bot = this.addPerson('yinju', { displayName: '引据', bot: true });
  readonly member = this.addPerson('xiaolin', { displayName: '小林' });
  readonly moderator = this.addPerson('laozhou', {
    displayName: '老周',
    permissions: MEMBER_PERMISSIONS | PERMISSIONS.manageGuild | PERMISSIONS.manageMessages,
    roleIds: [this.moderatorRoleId],
  });
  readonly channels = new Map<string, Channel>();
  readonly guilds = new Map<string, Guild>();
  readonly messages = new Map<string, Message>();
  readonly interactions = new Map<string, Interaction>();
  /** By server id, or `global`. */
  readonly commands = new Map<string, readonly RegisteredCommand[]>();
  /** The first server: where everything happens that names no other. */
  readonly home: Guild;

  /**
   * @param guildLocale - the servers' own language, as Discord codes it
   * @param guilds - how many servers there are, 1 or more
   */
  constructor(
    readonly guildLocale: string,
    guilds = 1,
  ) {
    this.home = this.addGuild('Sandbox');
    for (let i = 2; i <= guilds; i++) this.addGuild(`Sandbox ${i}`);
  }

  /** Id of the first server. */
  get guildId(): string {
    return this.home.id;
  }

  /** Where people speak in the first server. */
  get general(): Channel {
    return this.home.general;
  }

  /** An id that nothing else has. */
  newId(): string {
    return this.#snowflakes.next();
  }

  /**
   * Somebody new, on every server.
   * @param details - default: an ordinary member who is called as their username
   */
  addPerson(username: string, details: Partial<Omit<Person, 'id' | 'username'>> = {}): Person {
    const ordinary = { displayName: username, bot: false, permissions: MEMBER_PERMISSIONS, roleIds: [] };
    const person: Person = { id: this.newId(), username, ...ordinary, ...details };
    this.people.set(person.id, person);
    return person;
  }

  /**
   * A server that the bot is in, with a text channel. Ids of servers made one after the other differ by one where
   * Discord chooses the shard.
   */
  addGuild(name: string): Guild {
    const id = this.#snowflakes.nextApart();
    const roleId = this.guilds.size === 0 ? this.moderatorRoleId : this.newId();
    const roles = {
      everyone: { id, name: '@everyone', permissions: 0n },
      member: { id: this.newId(), name: 'member', permissions: this.member.permissions },
      moderator: { id: roleId, name: 'moderator', permissions: this.moderator.permissions },
      bot: { id: this.newId(), name: this.bot.username, permissions: this.bot.permissions },
    };
    const general = newChannel(this.newId(), { guildId: id, name: 'general' });
    this.channels.set(general.id, general);
    const guild: Guild = { id, name, locale: this.guildLocale, roles, general, hasBot: true };
    this.guilds.set(id, guild);
    this.events.emit('guild', 'CREATE', guild);
    return guild;
  }

  /** The bot is thrown out of a server. */
  removeBot(guild: Guild): void {
    guild.hasBot = false;
    this.events.emit('guild', 'DELETE', guild);
  }

  /** Throws Discord's refusal where there is no such server, or the bot is not in it. */
  guild(id: string): Guild {
    const guild = this.guilds.get(id);
    if (guild?.hasBot !== true) throw refusals.unknownGuild();
    return guild;
  }

  /** A channel, or with {@link ChannelDraft.thread} a thread, of a server. */
  openChannel(draft: ChannelDraft & { readonly id?: string }): Channel {
    const channel = newChannel(draft.id ?? this.newId(), draft);
    this.channels.set(channel.id, channel);
    this.events.emit('channel', 'CREATE', channel);
    return channel;
  }

  /** Changes a channel's name, its overwrites, or (by `changes.thread`) whether a thread is archived or locked. */
  changeChannel(
    channel: Channel,
    { thread, ...changes }: Partial<Pick<Channel, 'name' | 'overwrites'>> & { readonly thread?: object },
  ): void {
    Object.assign(channel, changes);
    if (channel.thread !== null) Object.assign(channel.thread, thread);
    this.events.emit('channel', 'UPDATE', channel);
  }

  /** Deletes a channel with its threads and messages. */
  deleteChannel(channel: Channel): void {
    for (const thread of this.threadsOf(channel)) this.deleteChannel(thread);
    for (const { id, channelId } of [...this.messages.values()]) {
      if (channelId === channel.id) this.messages.delete(id);
    }
    this.channels.delete(channel.id);
    this.events.emit('channel', 'DELETE', channel);
  }

  /** The threads that belong to a channel. */
  threadsOf({ id }: Channel): Channel[] {
    return [...this.channels.values()].filter(({ parentId }) => parentId === id);
  }

  /** The direct channel with a person, opened when it is first asked for. */
  directChannel(recipient: Person): Channel {
    const known = [...this.channels.values()].find((channel) => channel.recipient?.id === recipient.id);
    if (known !== undefined) return known;
    const draft = { type: CHANNEL_TYPES.direct, name: recipient.username, recipient };
    const channel = newChannel(this.newId(), draft);
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Throws Discord's refusal where there is no such channel. */
  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw refusals.unknownChannel();
    return channel;
  }

  /** Throws Discord's refusal where there is no such person. */
  person(id: string): Person {
    const person = this.people.get(id);
    if (person === undefined) throw refusals.invalidBody([`recipient_id: ${id} is nobody here`]);
    return person;
  }

  /** A person's permission bits in a channel, after its overwrites; all of them in a direct channel. */
  permissions(person: Person, channel: Channel): bigint {
    const guild = this.guilds.get(channel.guildId ?? '');
    if (guild === undefined) return ALL_PERMISSIONS;
    const base = person.id === this.bot.id ? guild.roles.bot.permissions : person.permissions;
    const place = channel.parentId === null ? channel : this.channel(channel.parentId);
    return applyOverwrites(base, place, person.id);
  }

  /** Gives the bot other permission bits in a whole server. Default: the first. */
  setBotPermissions(permissions: bigint, guild: Guild = this.home): void {
    guild.roles.bot.permissions = permissions;
    this.events.emit('role', guild);
  }

  /** Allows and denies the bot something in one channel, in place of what was allowed and denied there. */
  overwriteBot(channel: Channel, { allow = 0n, deny = 0n }: { allow?: bigint; deny?: bigint }): void {
    const others = channel.overwrites.filter(({ id }) => id !== this.bot.id);
    this.changeChannel(channel, { overwrites: [...others, { id: this.bot.id, allow, deny }] });
  }

  /** Adds a message; whoever listens is told. A thread that was archived is so no longer. */
  write(draft: MessageDraft): Message {
    const channel = this.channel(draft.channelId);
    if (channel.thread?.archived === true) this.changeChannel(channel, { thread: { archived: false } });
    const message: Message = {
      id: this.newId(),
      type: MESSAGE_TYPES.default,
      answers: null,
      mentions: [],
      createdAt: new Date().toISOString(),
      content: '',
      embeds: [],
      components: [],
      attachments: [],
      flags: 0,
      editedAt: null,
      nonce: null,
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

  /** Deletes a message; whoever listens is told. */
  remove(message: Message): void {
    if (this.messages.delete(message.id)) this.events.emit('removed', message);
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
}
