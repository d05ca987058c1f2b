import { YinjuError } from '../domain/errors.js';
import { objects } from './message-rules.js';
import { COMMAND_TYPES, OPTION_TYPES } from './protocol.js';
import { GLOBAL } from './routes/commands.js';
import { lengthOf } from './text-length.js';
import type { JsonObject, RegisteredCommand, World } from './world.js';

/** Values of a command's options by their English names, as a member enters them; of a channel or role: its id. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** How a value comes to be sent. */
export interface InputMode {
  /** Name of the option that is being typed; without one the command is sent. */
  readonly focused?: string;
}

const JSON_TYPES: Readonly<Record<number, string>> = {
  [OPTION_TYPES.string]: 'string',
  [OPTION_TYPES.boolean]: 'boolean',
  [OPTION_TYPES.integer]: 'number',
  [OPTION_TYPES.number]: 'number',
  [OPTION_TYPES.channel]: 'string',
  [OPTION_TYPES.role]: 'string',
};

/**
 * The command as it was registered in the server or, failing that, everywhere.
 * @param name - its English name
 * @param type - of {@link COMMAND_TYPES}; one name may stand for a command of each
 * @throws {@link YinjuError} `unknown-command`
 */
export function findCommand(
  world: World,
  name: string,
  type: number = COMMAND_TYPES.slash,
): RegisteredCommand {
  const all = [world.guildId, GLOBAL]
    .flatMap((scope) => world.commands.get(scope) ?? [])
    .filter((command) => command.type === type);
  const command = all.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const mark = type === COMMAND_TYPES.slash ? '/' : '';
  const names = all.map((candidate) => `${mark}${candidate.name}`).join(', ');
  throw fault(
    'unknown-command',
    `No command ${mark}${name} is registered; there is ${names === '' ? 'none' : names}.`,
  );
}

/**
 * The `data` of an interaction: the values checked against the registered definition, as a Discord client
 * does before it sends anything.
 * @param command - as it was registered
 * @param subcommand - where it has some
 * @throws {@link YinjuError} `bad-option` for an unknown, missing, wrong or too long value
 */
export function interactionData(
  command: RegisteredCommand,
  subcommand: string | undefined,
  values: OptionValues,
  mode: InputMode = {},
): JsonObject {
  const base = { id: command.id, name: command.name, type: command.type };
  const definitions = objects(command.options) ?? [];
  if (subcommand === undefined) {
    return { ...base, options: enter(`/${command.name}`, definitions, values, mode) };
  }
  const chosen = definitions.find(
    ({ type, name }) => type === OPTION_TYPES.subcommand && name === subcommand,
  );
  if (chosen === undefined)
    throw fault('unknown-command', `/${command.name} has no subcommand ${subcommand}.`);
  const inner = enter(`/${command.name} ${subcommand}`, objects(chosen.options) ?? [], values, mode);
  return { ...base, options: [{ type: OPTION_TYPES.subcommand, name: subcommand, options: inner }] };
}

function enter(
  path: string,
  definitions: readonly JsonObject[],
  values: OptionValues,
  { focused }: InputMode,
): JsonObject[] {
  const unknown = Object.keys(values).find((name) => definitions.every((option) => option.name !== name));
  if (unknown !== undefined) throw fault('bad-option', `${path} has no option ${unknown}.`);
  return definitions.flatMap((definition) => {
    const name = String(definition.name);
    const value = values[name];
    if (value === undefined) {
      if (definition.required !== true || focused !== undefined) return [];
      throw fault('bad-option', `${path} needs the option ${name}.`);
    }
    checkValue(`${path} ${name}`, definition, value, focused !== undefined);
    return [{ name, type: definition.type, value, ...(focused === name && { focused: true }) }];
  });
}

function checkValue(at: string, definition: JsonObject, value: unknown, typing: boolean): void {
  const expected = JSON_TYPES[Number(definition.type)];
  if (typeof value !== expected) throw fault('bad-option', `${at} must be a ${String(expected)}.`);
  if (typing) return;
  if (typeof value === 'number') checkNumber(at, definition, value);
  if (typeof value !== 'string') return;
  checkChoice(at, definition, value);
  const length = lengthOf(value);
  const [min, max] = [Number(definition.min_length ?? 0), Number(definition.max_length ?? 6000)];
  if (length < min || length > max) {
    throw fault('bad-option', `${at} must have ${min} to ${max} characters, not ${length}.`);
  }
}

function checkChoice(at: string, { choices }: JsonObject, value: string): void {
  const values = objects(choices)?.map((choice) => choice.value);
  if (values === undefined || values.includes(value)) return;
  throw fault('bad-option', `${at} must be one of ${values.join(', ')}, not ${value}.`);
}

function checkNumber(at: string, definition: JsonObject, value: number): void {
  const [min, max] = [Number(definition.min_value ?? -Infinity), Number(definition.max_value ?? Infinity)];
  if (definition.type === OPTION_TYPES.integer && !Number.isInteger(value)) {
    throw fault('bad-option', `${at} must be a whole number, not ${value}.`);
  }
  if (value < min || value > max) throw fault('bad-option', `${at} must be ${min} to ${max}, not ${value}.`);
}

function fault(code: string, message: string): YinjuError {
  return new YinjuError({ part: 'sandbox', code, message });
}
