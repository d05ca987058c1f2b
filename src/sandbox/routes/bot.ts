import { param, type Route } from '../api.js';
import { CHANNEL_TYPES } from '../protocol.js';
import {
  applicationShape,
  channelShape,
  guildShape,
  guildsOfBot,
  memberShape,
  userShape,
} from '../shapes.js';

/** Sessions that Discord lets a bot open in a day. */
const SESSIONS = 1000;
const DAY_MS = 86_400_000;

/** The bot itself, its application, the way to the gateway, the server it is in. */
export const botRoutes: readonly Route[] = [
  { method: 'GET', path: '/gateway', auth: false, handle: ({ gatewayUrl }) => ({ url: gatewayUrl }) },
  {
    method: 'GET',
    path: '/gateway/bot',
    auth: true,
    handle: ({ gatewayUrl, shards: { recommended, maxConcurrency } }) => ({
      url: gatewayUrl,
      shards: recommended,
      session_start_limit: {
        total: SESSIONS,
        remaining: SESSIONS,
        reset_after: DAY_MS,
        max_concurrency: maxConcurrency,
      },
    }),
  },
  {
    method: 'GET',
    path: '/users/@me',
    auth: true,
    handle: ({ world }) => ({ ...userShape(world.bot), mfa_enabled: false, locale: 'en-US', verified: true }),
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    auth: true,
    handle: ({ world }) =>
      guildsOfBot(world).map(({ id, name, roles }) => ({
        id,
        name,
        icon: null,
        banner: null,
        owner: false,
        permissions: roles.bot.permissions.toString(),
        features: [],
      })),
  },
  { method: 'GET', path: '/applications/@me', auth: true, handle: ({ world }) => applicationShape(world) },
  {
    method: 'GET',
    path: '/guilds/{guild_id}',
    auth: true,
    handle: (call) => guildShape(call.world, call.world.guild(param(call, 'guild_id'))),
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/channels',
    auth: true,
    handle: (call) => {
      const { id } = call.world.guild(param(call, 'guild_id'));
      return [...call.world.channels.values()]
        .filter(({ type, guildId }) => type === CHANNEL_TYPES.guildText && guildId === id)
        .map((channel) => channelShape(call.world, channel));
    },
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/members/{user_id}',
    auth: true,
    handle: (call) => {
      const guild = call.world.guild(param(call, 'guild_id'));
      return memberShape(call.world, call.world.person(param(call, 'user_id')), { guild });
    },
  },
];
