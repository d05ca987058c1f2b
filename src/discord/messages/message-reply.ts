import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  RESTJSONErrorCodes,
  type AnyThreadChannel,
  type Message,
  type TextBasedChannel,
} from 'discord.js';
import { missingIn } from '../connection/channel-permissions.js';
import { deliver, MESSAGE_WITHIN_MS } from '../delivery/delivery.js';
import { describeFailure } from '../delivery/failure.js';
import type { Payload } from '../rendering/payload.js';
import type { Service } from '../service.js';

/** What a message is replied with. */
export interface MessageReply {
  readonly payload: Payload;
  /** Where it stands, otherwise beside the message. Default `null`. */
  readonly thread?: AnyThreadChannel | null;
}

/**
 * Replies to a message, for as long as its answer is of use: Discord may fail meanwhile. It is written once however
 * often it is tried. Where the message is gone, or the history may not be read, it stands without a reference; where
 * nothing may be written any more, or the channel is gone, it is dropped with a line in the log.
 * @param message - what is replied to
 * @param reply - what is said, and the thread of its own that it stands in, if it does
 * @param service - what the bot shares
 * @returns the reply, or `null` where there is no place for it
 * @throws whatever else Discord refuses it for
 */
export async function sendReply(
  message: Message,
  { payload, thread = null }: MessageReply,
  service: Service,
): Promise<Message | null> {
  const options = { withinMs: MESSAGE_WITHIN_MS, ...service.delivery };
  const refers = thread === null && !missingIn(message.channel).includes('ReadMessageHistory');
  const channel = thread ?? message.channel;
  try {
    return await deliver(() => write(message, payload, refers ? null : channel), options).catch(
      (error: unknown) => {
        if (!says(error, RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory)) throw error;
        return deliver(() => write(message, payload, channel), options);
      },
    );
  } catch (error) {
    if (!hasNoPlace(error, message, service)) throw error;
    service.logger.debug(
      { messageId: message.id, ...describeFailure(error) },
      'there is no place for an answer',
    );
    return null;
  }
}

/** Without a channel, as a reply that refers to the message. */
function write(message: Message, payload: Payload, channel: TextBasedChannel | null): Promise<Message> {
  // Discord writes one message for a nonce, and gives the same again.
  const once = { ...payload, nonce: message.id, enforceNonce: true };
  if (channel === null) return message.reply({ ...once, failIfNotExists: false });
  return channel.isSendable() ? channel.send(once) : Promise.reject(new Error('nothing can be sent there'));
}

/** Whether nothing can be written there; notes in the log which permission is missing where that is why. */
function hasNoPlace(error: unknown, { channelId, guildId, channel }: Message, service: Service): boolean {
  // The channel went while the question was being answered.
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.ChannelNotCached) return true;
  if (says(error, RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions)) {
    const missing = missingIn(channel);
    const lacks = says(error, RESTJSONErrorCodes.MissingAccess) ? 'ViewChannel' : 'SendMessages';
    // What Discord says counts, should the change not have been heard of.
    service.permissionLog.note({ channelId, guildId }, missing.length > 0 ? missing : [lacks]);
    return true;
  }
  return says(error, RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.CannotSendMessagesToThisUser);
}

function says(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}
