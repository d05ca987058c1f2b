import { param, type ApiCall, type Route } from '../api.js';
import { isObject, readMessageBody } from '../message-rules.js';
import { MESSAGE_TYPES, refusals } from '../protocol.js';
import { channelShape, isEphemeral, messageShape } from '../shapes.js';
import type { JsonObject, Message } from '../world.js';

/** Channels and the messages in them, as the bot reads and writes them by its token. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/{channel_id}',
    auth: true,
    handle: (call) => channelShape(call.world, call.world.channel(param(call, 'channel_id'))),
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    auth: true,
    handle: ({ world, body }) => {
      const recipient = world.person(isObject(body) ? String(body.recipient_id) : '');
      return channelShape(world, world.directChannel(recipient));
    },
  },
  {
    method: 'POST',
    path: '/channels/{channel_id}/typing',
    auth: true,
    handle: (call) => {
      call.world.events.emit('typing', call.world.channel(param(call, 'channel_id')).id);
      return null;
    },
  },
  { method: 'POST', path: '/channels/{channel_id}/messages', auth: true, handle: create },
  {
    method: 'GET',
    path: '/channels/{channel_id}/messages/{message_id}',
    auth: true,
    handle: (call) => messageShape(messageOf(call)),
  },
  { method: 'PATCH', path: '/channels/{channel_id}/messages/{message_id}', auth: true, handle: edit },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/messages/{message_id}',
    auth: true,
    handle: (call) => {
      call.world.messages.delete(messageOf(call).id);
      return null;
    },
  },
];

function create(call: ApiCall): JsonObject {
  const { world } = call;
  const channel = world.channel(param(call, 'channel_id'));
  const body = isObject(call.body) ? call.body : {};
  const shown = readMessageBody(body);
  const reference = isObject(body.message_reference) ? body.message_reference : null;
  const answers = reference === null ? null : String(reference.message_id);
  if (answers !== null && !world.messages.has(answers) && reference?.fail_if_not_exists !== false) {
    throw refusals.invalidBody(['message_reference: Unknown message']);
  }
  const type = answers === null ? MESSAGE_TYPES.default : MESSAGE_TYPES.reply;
  return messageShape(world.write({ channelId: channel.id, author: world.bot, type, answers, ...shown }));
}

function edit(call: ApiCall): JsonObject {
  const message = messageOf(call);
  if (message.author.id !== call.world.bot.id) throw refusals.notAuthor();
  return messageShape(
    call.world.edit(message, readMessageBody(isObject(call.body) ? call.body : {}, message)),
  );
}

/** The message that the path names; one that only a member sees is not there. */
function messageOf(call: ApiCall): Message {
  const channel = call.world.channel(param(call, 'channel_id'));
  const message = call.world.messages.get(param(call, 'message_id'));
  if (message?.channelId !== channel.id || isEphemeral(message)) throw refusals.unknownMessage();
  return message;
}
