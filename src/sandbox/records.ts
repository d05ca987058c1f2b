import type { MESSAGE_TYPES } from './protocol.js';

/** Parsed JSON of no particular shape. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Somebody on the server. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly bot: boolean;
  /** Permission bits in every server; of the bot: as it was invited, see `World.permissions`. */
  readonly permissions: bigint;
  readonly roleIds: readonly string[];
}

/** A file that a message shows. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly description: string | null;
  readonly content: Uint8Array;
}

/** A message as it stands now. */
export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly author: Person;
  readonly type: (typeof MESSAGE_TYPES)[keyof typeof MESSAGE_TYPES];
  /** Id of the interaction or message that it answers. */
  readonly answers: string | null;
  readonly createdAt: string;
  mentions: readonly Person[];
  content: string;
  embeds: readonly JsonObject[];
  components: readonly JsonObject[];
  attachments: readonly Attachment[];
  flags: number;
  editedAt: string | null;
  /** What its writer gave it to be known by; `null` for none. */
  readonly nonce: string | number | null;
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
