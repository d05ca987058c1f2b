import type { App } from '../app/app.js';
import type { Conversations } from '../app/conversations.js';
import type { Recent } from '../app/recent.js';
import type { Records } from '../app/records/records.js';
import type { Logger } from '../domain/logger.js';
import type { Locale } from '../i18n/locale.js';
import type { Admission } from './manners/admission.js';
import type { PermissionLog } from './connection/channel-permissions.js';
import type { DeliveryOptions } from './delivery/delivery.js';
import type { Desk } from './manners/desk.js';
import type { Typing } from './messages/typing.js';
import type { Rebuilds } from './rebuilds.js';

/** What one bot shares among everything that it deals with. */
export interface Service {
  readonly app: App;
  readonly logger: Logger;
  /** Language for members and servers whose own is not spoken here. */
  readonly defaultLocale: Locale;
  readonly adminRoleIds: readonly string[];
  /** When the bot was started, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly desk: Desk;
  /** Which rebuild runs, of those that members began. */
  readonly rebuilds: Rebuilds;
  /** Which questions are taken in. */
  readonly admission: Admission;
  /**
   * Language of members' Discord clients by user id, as their last command gave it: messages do not carry it.
   */
  readonly memberLocales: Recent<string>;
  /** One for each member in each channel, or for a thread: see {@link conversationKey}. */
  readonly conversations: Conversations;
  /** Whether questions stand in the log. */
  readonly logQuestions: boolean;
  /** What is noted on disk. */
  readonly records: Records;
  /** How answers are tried again that Discord failed to take. */
  readonly delivery: Pick<DeliveryOptions, 'backoff' | 'leaving'>;
  readonly typing: Typing;
  readonly permissionLog: PermissionLog;
  /** Aborted when the bot begins to leave. */
  readonly leaving: AbortSignal;
}

/** Where a question is asked, as far as the next one may lean on it. */
export interface ConversationPlace {
  readonly channelId: string;
  readonly userId: string;
  /** Whether the member alone sees the answer. */
  readonly hidden: boolean;
  /** Whether the channel is a thread that the bot opened: whoever asks there goes on from what was asked last. */
  readonly ownThread: boolean;
}

/**
 * The key of a conversation. What a member asks for their own eyes is a conversation of its own: an answer that
 * everybody sees must not repeat a question that nobody saw.
 */
export function conversationKey({ channelId, userId, hidden, ownThread }: ConversationPlace): string {
  if (hidden) return `${channelId} ${userId} hidden`;
  return ownThread ? channelId : `${channelId} ${userId}`;
}
