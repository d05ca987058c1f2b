import { describe, expect, it } from 'vitest';
import { COMMANDS, findAction } from '../../src/discord/commands/definitions.js';
import { registrationPayload } from '../../src/discord/commands/registration.js';

interface Named {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly name_localizations: Record<string, string>;
  readonly description_localizations: Record<string, string>;
  readonly required?: boolean;
  readonly choices?: readonly Omit<Named, 'type'>[];
  readonly options?: readonly Named[];
}

/** A command, its subcommands and options. */
function withOptions(named: Named): Named[] {
  return [named, ...(named.options ?? []).flatMap(withOptions)];
}

const registered = registrationPayload() as unknown as Named[];
const commands = registered.filter(({ type }) => type === 1);
const messageCommands = registered.filter(({ type }) => type === 3);
const everything = commands.flatMap(withOptions);

describe('registrationPayload', () => {
  it('registers every command', () => {
    expect(commands.map(({ name }) => name)).toEqual(Object.keys(COMMANDS));
  });

  it.each(everything)(
    'gives “$name” names that Discord accepts',
    ({ name, name_localizations: translations }) => {
      for (const text of [name, ...Object.values(translations)]) {
        expect(text).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
        expect(text).toBe(text.toLowerCase());
      }
    },
  );

  it.each(everything)('describes “$name” in 1 to 100 characters', (named) => {
    for (const text of [named.description, ...Object.values(named.description_localizations)]) {
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(100);
    }
  });

  it.each(everything)(
    'gives “$name” in both kinds of Chinese, which do not stand in for each other',
    (named) => {
      expect(Object.keys(named.name_localizations)).toEqual(['zh-CN', 'zh-TW']);
      expect(Object.keys(named.description_localizations)).toEqual(['zh-CN', 'zh-TW']);
    },
  );

  it.each(everything)('tells the options of “$name” apart in every language', ({ options = [] }) => {
    for (const locale of ['zh-CN', 'zh-TW']) {
      const names = options.map(({ name_localizations: translations }) => translations[locale]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(everything.filter(({ choices }) => choices !== undefined))(
    'names each value of “$name” in every language, and tells them apart',
    ({ choices = [] }) => {
      expect(choices.length).toBeLessThanOrEqual(25);
      for (const locale of ['zh-CN', 'zh-TW']) {
        const names = choices.map(({ name_localizations: translations }) => translations[locale] ?? '');
        expect(new Set(names).size).toBe(choices.length);
        for (const name of names) expect(name).toMatch(/^.{1,100}$/u);
      }
    },
  );

  it.each(everything)('puts the required options of “$name” first', ({ options = [] }) => {
    const required = options.map((option) => option.required === true);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
  });
});

describe('the commands on messages', () => {
  it('are registered beside the slash commands, at most five as Discord allows', () => {
    expect(messageCommands.map(({ name }) => name)).toEqual(['Find in articles']);
    expect(messageCommands.length).toBeLessThanOrEqual(5);
    expect(registered).toHaveLength(commands.length + messageCommands.length);
  });

  it.each(messageCommands)('give “$name” names that Discord accepts in every language', (command) => {
    const { name, name_localizations: translations } = command;
    expect(Object.keys(translations)).toEqual(['zh-CN', 'zh-TW']);
    for (const text of [name, ...Object.values(translations)]) expect(text).toMatch(/^\S(?:.{0,30}\S)?$/u);
  });

  it.each(messageCommands)('give “$name” no description and no options, which Discord refuses', (command) => {
    expect(command).not.toHaveProperty('description');
    expect(command).not.toHaveProperty('options');
  });
});

describe('findAction', () => {
  it('finds commands and subcommands', () => {
    expect(findAction('ask')).toMatchObject({ path: 'ask', access: 'everyone' });
    expect(findAction('index rebuild')).toMatchObject({ path: 'index rebuild', access: 'administrators' });
  });

  it.each(['gone', 'index', 'index gone', 'ask status', '', 'constructor', 'toString'])(
    'finds nothing for “%s”',
    (path) => {
      expect(findAction(path)).toBeUndefined();
    },
  );
});
