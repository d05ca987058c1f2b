import { param, type ApiCall, type Route } from '../api.js';
import { isObject } from '../message-rules.js';
import type { Channel } from '../places.js';
import { CHANNEL_TYPES, PERMISSIONS, refusals } from '../protocol.js';
import { channelShape } from '../shapes.js';
import { lengthOf } from '../text-length.js';
import { openThread } from '../threads.js';
import type { JsonObject } from '../world.js';
import { botMay, channelOf } from './access.js';

const NAME_MAX = 100;
const DURATIONS: readonly unknown[] = [60, 1440, 4320, 10_080];

/** Opening threads; changing and deleting them, and channels. */
export const threadRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/channels/{channel_id}/messages/{message_id}/threads',
    auth: true,
    status: 201,
    handle: onMessage,
  },
  { method: 'POST', path: '/channels/{channel_id}/threads', auth: true, status: 201, handle: alone },
  { method: 'PATCH', path: '/channels/{channel_id}', auth: true, handle: change },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}',
    auth: true,
    handle: (call) => {
      const channel = channelOf(call, managing(channelOf(call)));
      const shape = channelShape(call.world, channel);
      call.world.deleteChannel(channel);
      return shape;
    },
  },
];

function onMessage(call: ApiCall): JsonObject {
  const { world } = call;
  const parent = channelOf(call, PERMISSIONS.createPublicThreads | PERMISSIONS.readMessageHistory);
  const message = world.messages.get(param(call, 'message_id'));
  if (message?.channelId !== parent.id) throw refusals.unknownMessage();
  if (world.channels.has(message.id)) throw refusals.hasThread();
  const thread = openThread(world, { ...readThread(call), parent, message, owner: world.bot });
  return channelShape(world, thread);
}

function alone(call: ApiCall): JsonObject {
  const { world, body } = call;
  const isPublic = isObject(body) && body.type === CHANNEL_TYPES.publicThread;
  const needed = isPublic ? PERMISSIONS.createPublicThreads : PERMISSIONS.createPrivateThreads;
  const thread = openThread(world, {
    ...readThread(call),
    type: isPublic ? CHANNEL_TYPES.publicThread : CHANNEL_TYPES.privateThread,
    parent: channelOf(call, needed),
    message: null,
    owner: world.bot,
  });
  return channelShape(world, thread);
}

function readThread({ body }: ApiCall): { readonly name: string; readonly autoArchiveDuration?: number } {
  const { name, auto_archive_duration: duration } = isObject(body) ? body : {};
  const wrong = [...nameFaults(name), ...durationFaults(duration)];
  if (wrong.length > 0) throw refusals.invalidBody(wrong);
  const lasts = typeof duration === 'number' ? { autoArchiveDuration: duration } : {};
  return { name: String(name), ...lasts };
}

function nameFaults(name: unknown): string[] {
  const length = typeof name === 'string' ? lengthOf(name.trim()) : 0;
  return length > 0 && length <= NAME_MAX ? [] : [`name: must have 1 to ${NAME_MAX} characters`];
}

function durationFaults(duration: unknown): string[] {
  const known = duration === undefined || duration === null || DURATIONS.includes(duration);
  return known ? [] : [`auto_archive_duration: must be one of ${DURATIONS.join(', ')}`];
}

function change(call: ApiCall): JsonObject {
  const { world } = call;
  const channel = channelOf(call);
  const body = isObject(call.body) ? call.body : {};
  const { name, archived, locked, auto_archive_duration: duration } = body;
  const wrong = [...(name === undefined ? [] : nameFaults(name)), ...durationFaults(duration)];
  if (wrong.length > 0) throw refusals.invalidBody(wrong);
  // Whoever opened a thread may name and archive it; locking takes more.
  const owns = channel.thread?.ownerId === world.bot.id && locked === undefined;
  if (!owns && !botMay(call, managing(channel), channel)) throw refusals.missingPermissions();
  if (channel.thread?.archived === true && archived !== false) throw refusals.archivedThread();
  world.changeChannel(channel, {
    ...(typeof name === 'string' && { name }),
    thread: {
      ...(typeof archived === 'boolean' && { archived }),
      ...(typeof locked === 'boolean' && { locked }),
      ...(typeof duration === 'number' && { autoArchiveDuration: duration }),
    },
  });
  return channelShape(world, channel);
}

function managing({ thread }: Channel): bigint {
  return thread === null ? PERMISSIONS.manageChannels : PERMISSIONS.manageThreads;
}
