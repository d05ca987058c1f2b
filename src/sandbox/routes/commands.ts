import { param, type ApiCall, type ApiResult, type Route } from '../api.js';
import { objects } from '../message-rules.js';
import { refusals } from '../protocol.js';
import type { JsonObject, RegisteredCommand } from '../world.js';

/** Key of the commands that are registered everywhere. */
export const GLOBAL = 'global';

/**
 * Discord's rule for names: 1 to 32 letters, digits, `-`, `_` or `'` of any script, none of them upper-case.
 */
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;

/** Registering and listing commands, everywhere and in one server. */
export const commandRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/applications/{application_id}/commands',
    auth: true,
    handle: (call) => register(call, GLOBAL),
  },
  {
    method: 'GET',
    path: '/applications/{application_id}/commands',
    auth: true,
    handle: (call) => list(call, GLOBAL),
  },
  {
    method: 'PUT',
    path: '/applications/{application_id}/guilds/{guild_id}/commands',
    auth: true,
    handle: (call) => register(call, guildOf(call)),
  },
  {
    method: 'GET',
    path: '/applications/{application_id}/guilds/{guild_id}/commands',
    auth: true,
    handle: (call) => list(call, guildOf(call)),
  },
];

function guildOf(call: ApiCall): string {
  if (param(call, 'guild_id') !== call.world.guildId) throw refusals.missingAccess();
  return call.world.guildId;
}

function register(call: ApiCall, scope: string): ApiResult {
  const { world, body } = call;
  if (param(call, 'application_id') !== world.applicationId) throw refusals.missingAccess();
  const commands = objects(body) ?? [];
  const wrong = commands.flatMap((command, i) => nameFaults(command, `[${i}]`));
  if (wrong.length > 0) throw refusals.invalidBody(wrong);
  const registered = commands.map((command): RegisteredCommand => {
    const permissions = command.default_member_permissions;
    return {
      ...command,
      id: world.newId(),
      name: String(command.name),
      type: command.type ?? 1,
      application_id: world.applicationId,
      version: world.newId(),
      default_member_permissions:
        typeof permissions === 'number' ? String(permissions) : (permissions ?? null),
    };
  });
  world.commands.set(scope, registered);
  return registered;
}

function list({ world }: ApiCall, scope: string): ApiResult {
  return world.commands.get(scope) ?? [];
}

function nameFaults(command: JsonObject, at: string): string[] {
  const translations = Object.values((command.name_localizations ?? {}) as JsonObject);
  const names = [command.name, ...translations].map(String);
  const options = objects(command.options) ?? [];
  return [
    ...names
      .filter((name) => !NAME.test(name) || name !== name.toLowerCase())
      .map((name) => `${at}.name: ${name} is not a command name`),
    ...options.flatMap((option, i) => nameFaults(option, `${at}.options[${i}]`)),
  ];
}
