import {
  channelDispatch,
  guildDispatch,
  isHeard,
  isMember,
  isSeen,
  messageDispatch,
  removalDispatch,
  roleDispatch,
} from './dispatches.js';
import type { Gateway } from './gateway.js';
import type { World } from './world.js';

/**
 * Tells the bots by the gateway what happens in the world, as far as they see it.
 * @param world - what happens
 * @param gateway - who is told
 */
export function announce(world: World, gateway: Gateway): void {
  world.events.on('message', (message, edited) => {
    if (!isHeard(world, message)) return;
    gateway.dispatch(messageDispatch(world, message, { edited, readsContent: gateway.readsContent }));
  });
  world.events.on('removed', (message) => {
    if (isHeard(world, message)) gateway.dispatch(removalDispatch(world, message));
  });
  world.events.on('channel', (change, channel) => {
    // A bot knows of the channels that it does not see, but not of the threads.
    const known = channel.thread === null ? isMember(world, channel) : isSeen(world, channel);
    if (known) gateway.dispatch(channelDispatch(world, change, channel));
  });
  world.events.on('role', (guild) => {
    if (guild.hasBot) gateway.dispatch(roleDispatch(guild));
  });
  world.events.on('guild', (change, guild) => {
    gateway.dispatch(guildDispatch(world, change, guild));
  });
}
