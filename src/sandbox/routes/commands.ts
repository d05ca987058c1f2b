import { param, type ApiCall, type ApiResult, type Route } from '../api.js';
import { objects } from '../message-rules.js';
import { COMMAND_TYPES, refusals } from '../protocol.js';
import type { JsonObject, RegisteredCommand } from '../world.js';

/** Key of the commands that are registered everywhere. */
export const GLOBAL = 'global';

/**
 * Discord's rule for names: 1 to 32 letters, digits, `-`, `_` or `'` of any script, none of them upper-case.
 */
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
/** Names of commands on messages may have blanks and capitals. */
const MENU_NAME = /^\S(?:.{0,30}\S)?$/u;

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
  const guild = call.world.guilds.get(param(call, 'guild_id'));
  if (guild?.hasBot !== true) throw refusals.missingAccess();
  return guild.id;
}

function register(call: ApiCall, scope: string): ApiResult {
  const { world, body } = call;
  if (param(call, 'application_id') !== world.applicationId) throw refusals.missingAccess();
  const commands = objects(body) ?? [];
  const wrong = commands.flatMap((command, i) => commandFaults(command, `[${i}]`));
  if (wrong.length > 0) throw refusals.invalidBody(wrong);
  const registered = commands.map((command): RegisteredCommand => {
    const permissions = command.default_member_permissions;
    return {
      // Discord gives commands without a description an empty one.
      description: '',
      ...command,
      id: world.newId(),
      name: String(command.name),
      type: command.type ?? COMMAND_TYPES.slash,
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

function commandFaults(command: JsonObject, at: string): string[] {
  if (command.type !== COMMAND_TYPES.message) return nameFaults(command, at);
  return [
    ...namesOf(command)
      .filter((name) => !MENU_NAME.test(name))
      .map((name) => `${at}.name: ${name} is not a command name`),
    ...['description', 'options']
      .filter((key) => Object.hasOwn(command, key))
      .map((key) => `${at}.${key}: a command on messages has none`),
  ];
}

function namesOf(command: JsonObject): string[] {
  return [command.name, ...Object.values((command.name_localizations ?? {}) as JsonObject)].map(String);
}

function nameFaults(command: JsonObject, at: string): string[] {
  const options = objects(command.options) ?? [];
  return [
    ...namesOf(command)
      .filter((name) => !NAME.test(name) || name !== name.toLowerCase())
      .map((name) => `${at}.name: ${name} is not a command name`),
    ...options.flatMap((option, i) => nameFaults(option, `${at}.options[${i}]`)),
  ];
}
