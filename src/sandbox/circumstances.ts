import { YinjuError } from '../domain/errors.js';
import type { Circumstances } from './dispatches.js';
import type { Channel, Guild } from './places.js';
import type { Person, RegisteredCommand, World } from './world.js';

/** Under what circumstances a member does something. */
export interface Context {
  /** Default: a member without rights of their own. */
  readonly by?: Person;
  /** Language of the member's client, as Discord codes it. Default `zh-CN`. */
  readonly locale?: string;
  /** The server in question. Default: the first. */
  readonly in?: Guild;
  /** Default: in the server's first text channel. */
  readonly where?: 'server' | 'direct' | Channel;
  /**
   * Do what Discord would not offer: as if the server had opened the command to the member. Default false.
   */
  readonly opened?: boolean;
}

/** What a context comes to, with the defaults filled in. */
export function circumstancesOf(world: World, context: Context): Circumstances {
  const { by = world.member, locale = 'zh-CN', where = 'server' } = context;
  if (typeof where !== 'string') return { by, locale, channel: where };
  const guild = context.in ?? world.home;
  return { by, locale, channel: where === 'direct' ? world.directChannel(by) : guild.general };
}

/**
 * Refuses what a Discord client would not offer to the member in this place.
 * @throws {@link YinjuError} `not-offered`
 */
export function refuseUnoffered(
  world: World,
  command: RegisteredCommand,
  { by, channel }: Circumstances,
): void {
  const { default_member_permissions: permissions, contexts } = command;
  const needed = BigInt(typeof permissions === 'string' ? permissions : 0);
  const context = channel.recipient === null ? 0 : 1;
  const offered =
    (world.permissions(by, channel) & needed) === needed &&
    (!Array.isArray(contexts) || contexts.includes(context));
  if (offered) return;
  const message = `Discord does not offer /${command.name} to ${by.displayName} here.`;
  throw new YinjuError({ part: 'sandbox', code: 'not-offered', message });
}

/**
 * Refuses to write in a thread that is locked.
 * @throws {@link YinjuError} `locked`
 */
export function refuseLocked({ thread, name }: Channel, by: Person): void {
  if (thread?.locked !== true) return;
  const message = `${name} is locked: ${by.displayName} cannot write in it.`;
  throw new YinjuError({ part: 'sandbox', code: 'locked', message });
}
