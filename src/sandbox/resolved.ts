import { YinjuError } from '../domain/errors.js';
import { objects } from './message-rules.js';
import { OPTION_TYPES } from './protocol.js';
import { channelShape, roleShape } from './shapes.js';
import type { JsonObject, World } from './world.js';

/**
 * The `data` of an interaction together with the channels and roles that its options name, as Discord sends them
 * beside the ids.
 * @param data - with options, perhaps below a subcommand
 * @throws {@link YinjuError} `bad-option` where there is no such channel or role
 */
export function withResolved(world: World, data: JsonObject): JsonObject {
  const options = (objects(data.options) ?? []).flatMap((option) =>
    option.type === OPTION_TYPES.subcommand ? (objects(option.options) ?? []) : [option],
  );
  const idsOf = (type: number): string[] =>
    options.filter((option) => option.type === type).map(({ value }) => String(value));
  const channels = idsOf(OPTION_TYPES.channel).map((id) => channelOf(world, id));
  const roles = idsOf(OPTION_TYPES.role).map((id) => roleOf(world, id));
  if (channels.length + roles.length === 0) return data;
  return { ...data, resolved: { channels: byId(channels), roles: byId(roles) } };
}

function channelOf(world: World, id: string): JsonObject {
  const channel = world.channels.get(id);
  if (channel?.recipient !== null) throw fault(`There is no channel ${id}.`);
  return { ...channelShape(world, channel), permissions: world.member.permissions.toString() };
}

function roleOf(world: World, id: string): JsonObject {
  const roles = [...world.guilds.values()].flatMap((guild) => Object.values(guild.roles));
  const role = roles.find((one) => one.id === id);
  if (role === undefined) throw fault(`There is no role ${id}.`);
  return roleShape(role);
}

function byId(shapes: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(shapes.map((shape) => [String(shape.id), shape]));
}

function fault(message: string): YinjuError {
  return new YinjuError({ part: 'sandbox', code: 'bad-option', message });
}
