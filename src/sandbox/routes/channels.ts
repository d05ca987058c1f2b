import { param, type ApiCall, type Route } from '../api.js';
import { isObject, readMessageBody, type MessageBody } from '../message-rules.js';
import { isEphemeral, messageShape } from '../message-shapes.js';
import type { Channel } from '../places.js';
import { MESSAGE_TYPES, PERMISSIONS, refusals } from '../protocol.js';
import { channelShape } from '../shapes.js';
import type { JsonObject, Message, World } from '../world.js';
import { botMay, channelOf } from './access.js';

/** Channels and the messages in them, as the bot reads and writes them by its token. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/{channel_id}',
    auth: true,
    handle: (call) => channelShape(call.world, channelOf(call)),
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
      const channel = channelOf(call);
      if (!botMay(call, sending(channel), channel)) throw refusals.missingPermissions();
      call.world.events.emit('typing', channel.id);
      return null;
    },
  },
  { method: 'POST', path: '/channels/{channel_id}/messages', auth: true, handle: create },
  {
    method: 'GET',
    path: '/channels/{channel_id}/messages/{message_id}',
    auth: true,
    handle: (call) => messageShape(call.world, messageOf(call, PERMISSIONS.readMessageHistory)),
  },
  { method: 'PATCH', path: '/channels/{channel_id}/messages/{message_id}', auth: true, handle: edit },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/messages/{message_id}',
    auth: true,
    handle: (call) => {
      const message = messageOf(call);
      const own = message.author.id === call.world.bot.id;
      if (!own) channelOf(call, PERMISSIONS.manageMessages);
      call.world.remove(message);
      return null;
    },
  },
];

function create(call: ApiCall): JsonObject {
  const { world, files } = call;
  const channel = channelOf(call);
  const body = isObject(call.body) ? call.body : {};
  const written = withNonce(world, body);
  if (written !== undefined) return messageShape(world, written);
  const shown = readMessageBody(body, { files, newId: () => world.newId() });
  if (!botMay(call, neededFor(channel, shown), channel)) throw refusals.missingPermissions();
  refuseLocked(call, channel);
  const answers = readReference(call, channel, body.message_reference);
  const type = answers === null ? MESSAGE_TYPES.default : MESSAGE_TYPES.reply;
  return messageShape(
    world,
    world.write({ channelId: channel.id, author: world.bot, type, answers, nonce: nonceOf(body), ...shown }),
  );
}

/** The message that is replied to; `null` where none is, or where it is gone and that is no matter. */
function readReference(call: ApiCall, channel: Channel, reference: unknown): string | null {
  if (!isObject(reference)) return null;
  if (!botMay(call, PERMISSIONS.readMessageHistory, channel)) throw refusals.cannotReply();
  const id = String(reference.message_id);
  if (call.world.messages.get(id)?.channelId === channel.id) return id;
  if (reference.fail_if_not_exists === false) return null;
  throw refusals.invalidBody(['message_reference: Unknown message']);
}

function sending({ thread }: Channel): bigint {
  return thread === null ? PERMISSIONS.sendMessages : PERMISSIONS.sendMessagesInThreads;
}

function neededFor(channel: Channel, { embeds, attachments }: MessageBody): bigint {
  return (
    sending(channel) |
    (embeds.length > 0 ? PERMISSIONS.embedLinks : 0n) |
    (attachments.length > 0 ? PERMISSIONS.attachFiles : 0n)
  );
}

/** How long Discord remembers a nonce: “a few minutes”. */
const NONCE_LIFE_MS = 3 * 60_000;

/** The message that the bot wrote before with the same nonce, where it asks for that to be looked at. */
function withNonce({ messages, bot }: World, body: JsonObject): Message | undefined {
  const nonce = nonceOf(body);
  if (body.enforce_nonce !== true || nonce === null) return undefined;
  return [...messages.values()].findLast(
    (message) =>
      message.author.id === bot.id &&
      message.nonce === nonce &&
      Date.now() - Date.parse(message.createdAt) < NONCE_LIFE_MS,
  );
}

function nonceOf({ nonce }: JsonObject): string | number | null {
  return typeof nonce === 'string' || typeof nonce === 'number' ? nonce : null;
}

/** Who manages threads may speak in one that is locked. */
function refuseLocked(call: ApiCall, channel: Channel): void {
  if (channel.thread?.locked !== true || botMay(call, PERMISSIONS.manageThreads, channel)) return;
  throw refusals.lockedThread();
}

function edit(call: ApiCall): JsonObject {
  const { world, files } = call;
  const message = messageOf(call);
  if (message.author.id !== world.bot.id) throw refusals.notAuthor();
  if (world.channel(message.channelId).thread?.archived === true) throw refusals.archivedThread();
  const body = isObject(call.body) ? call.body : {};
  const shown = readMessageBody(body, { files, before: message, newId: () => world.newId() });
  return messageShape(world, world.edit(message, shown));
}

/** The message that the path names; one that only a member sees is not there. */
function messageOf(call: ApiCall, needed = 0n): Message {
  const channel = channelOf(call, needed);
  const message = call.world.messages.get(param(call, 'message_id'));
  if (message?.channelId !== channel.id || isEphemeral(message)) throw refusals.unknownMessage();
  return message;
}
