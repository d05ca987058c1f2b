import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { commandTexts, messageCommandNames, type CommandText } from '../../i18n/commands.js';
import { LOCALES, type Localized } from '../../i18n/locale.js';
import {
  COMMANDS,
  type ActionDefinition,
  type CommandDefinition,
  type OptionDefinition,
  type TextKey,
} from './definitions.js';

/** A command as Discord's HTTP API takes it (`PUT /applications/{id}/commands`). */
export type CommandPayload = Readonly<Record<string, unknown>>;

// A command, subcommand or option without a text does not compile.
const texts: Readonly<Record<TextKey, CommandText>> = commandTexts;

/** All commands in the form in which they are registered, with names and descriptions in every language. */
export function registrationPayload(): CommandPayload[] {
  return [...slashCommands(), ...messageCommands()];
}

/** Offered to everybody, in servers and in direct messages. */
function messageCommands(): CommandPayload[] {
  return Object.values(messageCommandNames).map((name) => ({
    type: ApplicationCommandType.Message,
    name: name.en,
    name_localizations: translationsOf(name),
    default_member_permissions: null,
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }));
}

function slashCommands(): CommandPayload[] {
  return Object.entries<CommandDefinition>(COMMANDS).map(([name, command]) => ({
    type: ApplicationCommandType.ChatInput,
    ...textsOf(name),
    options: optionsOf(name, command),
    // A number, as Discord's API description has it; its prose says string, and Discord takes both.
    default_member_permissions:
      command.access === 'administrators' ? Number(PermissionFlagsBits.ManageGuild) : null,
    contexts: command.inDirectMessages
      ? [InteractionContextType.Guild, InteractionContextType.BotDM]
      : [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }));
}

function optionsOf(name: string, command: CommandDefinition): unknown[] {
  const subcommands = Object.entries(command.subcommands ?? {}).map(([subcommand, action]) => ({
    type: ApplicationCommandOptionType.Subcommand,
    ...textsOf(`${name}.${subcommand}`),
    options: actionOptions(`${name}.${subcommand}`, action),
  }));
  return command.action === undefined ? subcommands : actionOptions(name, command.action);
}

function actionOptions(key: string, action: ActionDefinition): unknown[] {
  return Object.entries(action.options).map(([name, option]) => ({
    ...textsOf(`${key}.${name}`),
    ...kindOf(option),
    required: option.required,
  }));
}

function kindOf(option: OptionDefinition): Record<string, unknown> {
  if (option.type === 'flag') return { type: ApplicationCommandOptionType.Boolean };
  if (option.type === 'count') {
    return { type: ApplicationCommandOptionType.Integer, min_value: option.min, max_value: option.max };
  }
  const { maxLength, autocomplete } = option;
  return { type: ApplicationCommandOptionType.String, min_length: 1, max_length: maxLength, autocomplete };
}

/**
 * English names and descriptions are the base; Discord shows a translation to members whose client is in it.
 */
function textsOf(key: string): Record<string, unknown> {
  const { name, description } = texts[key as TextKey];
  return {
    name: name.en,
    name_localizations: translationsOf(name),
    description: description.en,
    description_localizations: translationsOf(description),
  };
}

function translationsOf(text: Localized<string>): Record<string, string> {
  return Object.fromEntries(
    LOCALES.filter((locale) => locale !== 'en').map((locale) => [locale, text[locale]]),
  );
}
