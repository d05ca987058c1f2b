import { isObject, objects } from './message-rules.js';
import type { OptionValues } from './command-input.js';
import { buttonsOf, selectsOf } from './component-rules.js';
import { MESSAGE_FLAGS, OPTION_TYPES } from './protocol.js';
import { optionsOf } from './select-rules.js';
import { isEphemeral } from './message-shapes.js';
import type { JsonObject, Message, RegisteredCommand } from './world.js';

/** What a developer typed. */
export type Line =
  | { readonly kind: 'command'; readonly path: string; readonly values: OptionValues }
  | { readonly kind: 'autocomplete'; readonly path: string; readonly option: string; readonly typed: string }
  | { readonly kind: 'message-command'; readonly name: string }
  | { readonly kind: 'mention' | 'say' | 'direct'; readonly text: string }
  | { readonly kind: 'press' | 'select'; readonly label: string }
  | { readonly kind: 'setting'; readonly name: string; readonly value: string }
  | { readonly kind: 'nothing' };

/** How the lines read. */
export const USAGE = `/ask What is new?            a command; the text goes into its first option
/ask question:What? private:true   options by name
?article harb                what autocompletion offers
^ Find in articles           a command on the last message that a member wrote
@ What is new?               a message that mentions the bot
> What is new?               a direct message
! After                           presses a button of the bot’s last message that has some
$ Contents                   chooses an entry of the bot’s last select menu
anything else                a message that mentions nobody
:by moderator | member       who you are
:in 2                        the server that you are in, of --guilds
:locale zh-TW                the language of your client`;

/**
 * Reads a line by the commands that the bot has registered.
 * @param line - as typed
 * @param commands - as registered
 */
export function parseLine(line: string, commands: readonly RegisteredCommand[]): Line {
  const text = line.trim();
  const rest = text.slice(1).trim();
  switch (text[0]) {
    case undefined:
      return { kind: 'nothing' };
    case '/':
      return parseCommand(rest, commands);
    case '?':
      return parseAutocomplete(rest, commands);
    case '!':
      return { kind: 'press', label: rest };
    case '$':
      return { kind: 'select', label: rest };
    case '^':
      return { kind: 'message-command', name: rest };
    case '@':
      return { kind: 'mention', text: rest };
    case '>':
      return { kind: 'direct', text: rest };
    case ':': {
      const [name = '', value = ''] = rest.split(/\s+/u);
      return { kind: 'setting', name, value };
    }
    default:
      return { kind: 'say', text };
  }
}

/**
 * A message as it stands in a terminal: without Discord's backslashes, with the embeds below each other.
 * @param message - of the bot's
 */
export function printMessage(message: Message): string {
  const marks = [
    ...((message.flags & MESSAGE_FLAGS.loading) === 0 ? [] : ['is thinking …']),
    ...(isEphemeral(message) ? ['(only you see this)'] : []),
    ...(message.editedAt === null ? [] : ['(edited)']),
  ];
  const cards = message.embeds.flatMap(({ title, url, description, footer }) => [
    `┌ ${textOf(title)}${url === undefined ? '' : `  ${textOf(url)}`}`,
    ...textOf(description)
      .split('\n')
      .map((row) => `│ ${row}`),
    `└ ${isObject(footer) ? textOf(footer.text) : ''}`,
  ]);
  const files = message.attachments.map(({ name, content }) => `📎 ${name} (${content.byteLength} bytes)`);
  const lines = [
    marks.join(' '),
    message.content,
    ...cards,
    ...files,
    ...message.components.map(printRow),
  ].filter((part) => part !== '');
  return lines.join('\n').replace(/\\([^0-9A-Za-z\s])/gu, '$1');
}

/** `[button] [button]`, or `▾ placeholder: [entry] [entry]`. */
function printRow(row: JsonObject): string {
  const buttons = buttonsOf([row]).map(
    ({ label, disabled }) => `[${textOf(label)}${disabled === true ? ' ✗' : ''}]`,
  );
  const selects = selectsOf([row]).map((select) => {
    const entries = optionsOf(select).map(({ label }) => `[${textOf(label)}]`);
    return `▾ ${textOf(select.placeholder)}: ${entries.join(' ')}`;
  });
  return [...buttons, ...selects].join(' ');
}

function parseCommand(text: string, commands: readonly RegisteredCommand[]): Line {
  const { path, options, rest } = findAction(text, commands);
  const texts = new Map<string, string>();
  let name = textOf(options[0]?.name);
  for (const word of rest.split(' ')) {
    const named = options.find((option) => word.startsWith(`${textOf(option.name)}:`));
    if (named !== undefined) name = textOf(named.name);
    const part = named === undefined ? word : word.slice(name.length + 1);
    texts.set(name, `${texts.get(name) ?? ''} ${part}`.trim());
  }
  const values = [...texts]
    .filter(([, value]) => value !== '')
    .map(([option, value]) => [option, typed(options, option, value)]);
  return { kind: 'command', path, values: Object.fromEntries(values) as OptionValues };
}

function parseAutocomplete(text: string, commands: readonly RegisteredCommand[]): Line {
  const { path, options, rest } = findAction(text, commands);
  const option = options.find(({ autocomplete }) => autocomplete === true)?.name;
  return { kind: 'autocomplete', path, option: textOf(option), typed: rest };
}

/** Splits `index status …` into path and rest, by the subcommands that are registered. */
function findAction(
  text: string,
  commands: readonly RegisteredCommand[],
): { path: string; options: readonly JsonObject[]; rest: string } {
  const [name = '', ...words] = text.split(/\s+/u);
  const options = objects(commands.find((command) => command.name === name)?.options) ?? [];
  const subcommand = options.find(
    (option) => option.type === OPTION_TYPES.subcommand && option.name === words[0],
  );
  if (subcommand === undefined) return { path: name, options, rest: words.join(' ') };
  return {
    path: `${name} ${textOf(subcommand.name)}`,
    options: objects(subcommand.options) ?? [],
    rest: words.slice(1).join(' '),
  };
}

function typed(options: readonly JsonObject[], name: string, value: string): string | number | boolean {
  const type = options.find((option) => option.name === name)?.type;
  if (type === OPTION_TYPES.boolean) return value === 'true';
  return type === OPTION_TYPES.integer || type === OPTION_TYPES.number ? Number(value) : value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
