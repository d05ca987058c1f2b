import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { choiceNames, commandTexts, messageCommandNames, type CommandText } from '../../i18n/commands.js';
import { LOCALES, type Localized } from '../../i18n/locale.js';
import {
  COMMANDS,
  type ActionDefinition,
  type ChoiceKey,
  type CommandDefinition,
  type OptionDefinition,
  type TextKey,
} from './definitions.js';

/** A command as Discord's HTTP API takes it (`PUT /applications/{id}/commands`). */
export type CommandPayload = Readonly<Record<string, unknown>>;

// A command, subcommand or option without a text does not compile.
const texts: Readonly<Record<TextKey, CommandText>> = commandTexts;
// Nor does a value that can be chosen.
const choices: Readonly<Record<ChoiceKey, Localized<string>>> = choiceNames;

/** Channels in which messages can be written, or threads opened. A thread belongs to one of them. */
const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildVoice,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
] as const;

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
    ...kindOf(option, `${key}.${name}`),
    required: option.required,
  }));
}

function kindOf(option: OptionDefinition, key: string): Record<string, unknown> {
  switch (option.type) {
    case 'flag':
      return { type: ApplicationCommandOptionType.Boolean };
    case 'count':
      return { type: ApplicationCommandOptionType.Integer, min_value: option.min, max_value: option.max };
    case 'channel':
      return { type: ApplicationCommandOptionType.Channel, channel_types: CHANNEL_TYPES };
    case 'role':
      return { type: ApplicationCommandOptionType.Role };
    case 'choice':
      return { type: ApplicationCommandOptionType.String, choices: choicesOf(option.choices, key) };
    case 'text': {
      const { maxLength: max_length, autocomplete } = option;
      return { type: ApplicationCommandOptionType.String, min_length: 1, max_length, autocomplete };
    }
  }
}

function choicesOf(values: readonly string[], key: string): unknown[] {
  return values.map((value) => {
    const name = choices[`${key}.${value}` as ChoiceKey];
    return { name: name.en, name_localizations: translationsOf(name), value };
  });
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
