import { componentShapes } from './component-rules.js';
import { MESSAGE_FLAGS, MESSAGE_TYPES } from './protocol.js';
import { channelShape, userShape } from './shapes.js';
import type { Attachment, JsonObject, Message, World } from './world.js';

/** A message as the API gives it, with the message that it replies to. */
export function messageShape(world: World, message: Message): JsonObject {
  return whole(world, message, alone);
}

/**
 * A message as the gateway tells of it to a bot that may not read every message: the text only of direct
 * messages, of messages that mention it, and of its own.
 */
export function veiledMessageShape(world: World, message: Message): JsonObject {
  const veil = (one: Message): JsonObject => ({
    ...alone(one),
    ...(!showsText(world, one) && { content: '', embeds: [], components: [], attachments: [] }),
  });
  return whole(world, message, veil);
}

/** Whether only one member sees the message: it is not in the channel for anyone else. */
export function isEphemeral(message: Message): boolean {
  return (message.flags & MESSAGE_FLAGS.ephemeral) !== 0;
}

function showsText(world: World, { channelId, author, mentions }: Message): boolean {
  const direct = world.channels.get(channelId)?.guildId === null;
  return direct || [author, ...mentions].some(({ id }) => id === world.bot.id);
}

/** A message with the one that it replies to and the thread that begins at it. */
function whole(world: World, message: Message, shapeOf: (message: Message) => JsonObject): JsonObject {
  const thread = world.channels.get(message.id);
  return {
    ...shapeOf(message),
    ...replyShape(world, message, shapeOf),
    ...(thread !== undefined && {
      flags: message.flags | MESSAGE_FLAGS.hasThread,
      thread: channelShape(world, thread),
    }),
  };
}

/** What a reply says of the message before; that message is `null` where it was deleted. */
function replyShape(
  world: World,
  { type, answers, channelId }: Message,
  shapeOf: (message: Message) => JsonObject,
): JsonObject {
  const isReply = type === MESSAGE_TYPES.reply && answers !== null && !world.interactions.has(answers);
  if (!isReply && type !== MESSAGE_TYPES.threadStarter) return {};
  const before = world.messages.get(answers ?? '');
  const place = world.channels.get(before?.channelId ?? channelId);
  return {
    message_reference: {
      type: 0,
      message_id: answers,
      channel_id: place?.id ?? channelId,
      ...(typeof place?.guildId === 'string' && { guild_id: place.guildId }),
    },
    referenced_message: before === undefined ? null : shapeOf(before),
  };
}

function alone(message: Message): JsonObject {
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: userShape(message.author),
    content: message.content,
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: componentShapes(message.components),
    attachments: message.attachments.map(attachmentShape),
    mentions: message.mentions.map(userShape),
    mention_roles: [],
    mention_everyone: false,
    timestamp: message.createdAt,
    edited_timestamp: message.editedAt,
    flags: message.flags,
    pinned: false,
    tts: false,
    ...(message.nonce !== null && { nonce: message.nonce }),
  };
}

function attachmentShape({ id, name, contentType, description, content }: Attachment): JsonObject {
  const url = `https://cdn.discordapp.com/attachments/${id}/${encodeURIComponent(name)}`;
  return {
    id,
    filename: name,
    size: content.byteLength,
    url,
    proxy_url: url,
    content_type: contentType,
    ...(description !== null && { description }),
  };
}
