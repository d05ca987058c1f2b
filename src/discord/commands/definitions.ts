import { USAGE_DAYS } from '../../app/records/usage.js';
import { LOCALES } from '../../i18n/locale.js';
import { LIMITS } from '../limits.js';

/** An option that takes text. */
export interface TextOption {
  readonly type: 'text';
  readonly required: boolean;
  /** Characters that Discord lets a member enter, 1 to 6000. */
  readonly maxLength: number;
  /** Whether values are suggested while the member types. Free text is accepted all the same. */
  readonly autocomplete: boolean;
}

/** An option that is yes or no. */
export interface FlagOption {
  readonly type: 'flag';
  readonly required: boolean;
}

/** An option that takes a whole number. */
export interface CountOption {
  readonly type: 'count';
  readonly required: boolean;
  /** Least and greatest value that Discord lets a member enter. */
  readonly min: number;
  readonly max: number;
}

/** An option that takes one of a few values, each with a name in every language. */
export interface ChoiceOption {
  readonly type: 'choice';
  readonly required: boolean;
  /** 1 to 25. */
  readonly choices: readonly string[];
}

/** An option that takes a channel of the server in which messages can be written; never a thread. */
export interface ChannelOption {
  readonly type: 'channel';
  readonly required: boolean;
}

/** An option that takes a role of the server, `@everyone` included. */
export interface RoleOption {
  readonly type: 'role';
  readonly required: boolean;
}

/** An option of any kind. */
export type OptionDefinition =
  TextOption | FlagOption | CountOption | ChoiceOption | ChannelOption | RoleOption;

/** The options of one action by their English names, required ones first (Discord's rule). */
export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

/** Something that a member can have done: a command without subcommands, or a subcommand. */
export interface ActionDefinition {
  readonly options: OptionDefinitions;
  /**
   * Who sees the reply: everybody in the channel, the member alone, or whoever the member's option `private`
   * says.
   */
  readonly shownTo: 'channel' | 'member' | 'option';
}

/** A slash command. */
export interface CommandDefinition {
  /** `administrators`: hidden from members who may not manage the server, and refused to them. */
  readonly access: 'everyone' | 'administrators';
  /** Whether it can be used in direct messages as well as in servers. */
  readonly inDirectMessages: boolean;
  /** The action itself, or subcommands by their English names. */
  readonly action?: ActionDefinition;
  readonly subcommands?: Readonly<Record<string, ActionDefinition>>;
}

/** A period, of which an end counts: long enough for what a person writes. */
const PERIOD = { type: 'text', required: false, maxLength: 40, autocomplete: true } as const;

/**
 * The slash commands by their English names: what is registered and how options are typed follows from this.
 */
export const COMMANDS = {
  ask: {
    access: 'everyone',
    inDirectMessages: true,
    action: {
      shownTo: 'option',
      options: {
        question: { type: 'text', required: true, maxLength: 1000, autocomplete: false },
        since: PERIOD,
        until: PERIOD,
        private: { type: 'flag', required: false },
      },
    },
  },
  search: {
    access: 'everyone',
    inDirectMessages: true,
    action: {
      shownTo: 'channel',
      options: {
        query: { type: 'text', required: true, maxLength: 200, autocomplete: false },
        since: PERIOD,
        until: PERIOD,
        publisher: { type: 'text', required: false, maxLength: 200, autocomplete: true },
      },
    },
  },
  article: {
    access: 'everyone',
    inDirectMessages: true,
    action: {
      shownTo: 'channel',
      options: { name: { type: 'text', required: true, maxLength: 200, autocomplete: true } },
    },
  },
  latest: {
    access: 'everyone',
    inDirectMessages: true,
    action: {
      shownTo: 'channel',
      // An article is a card of its own, of which a message holds ten.
      options: { count: { type: 'count', required: false, min: 1, max: LIMITS.embedsPerMessage } },
    },
  },
  help: { access: 'everyone', inDirectMessages: true, action: { shownTo: 'member', options: {} } },
  index: {
    access: 'administrators',
    inDirectMessages: false,
    subcommands: {
      status: { shownTo: 'member', options: {} },
      // Seen by the channel: its progress is an ordinary message, which can be edited for longer than the
      // quarter of an hour for which Discord lets a reply to a command be edited.
      rebuild: { shownTo: 'channel', options: {} },
      verify: { shownTo: 'member', options: {} },
    },
  },
  gaps: { access: 'administrators', inDirectMessages: false, action: { shownTo: 'member', options: {} } },
  stats: {
    access: 'administrators',
    inDirectMessages: false,
    action: {
      shownTo: 'member',
      // As long as it is kept.
      options: { days: { type: 'count', required: false, min: 1, max: USAGE_DAYS } },
    },
  },
  settings: {
    access: 'administrators',
    inDirectMessages: false,
    subcommands: {
      show: { shownTo: 'member', options: {} },
      language: {
        shownTo: 'member',
        options: { language: { type: 'choice', required: true, choices: [...LOCALES, 'server'] } },
      },
      channels: {
        shownTo: 'member',
        options: {
          change: { type: 'choice', required: true, choices: ['add', 'remove', 'everywhere'] },
          channel: { type: 'channel', required: false },
        },
      },
      threads: {
        shownTo: 'member',
        options: {
          change: { type: 'choice', required: true, choices: ['add', 'remove', 'everywhere', 'nowhere'] },
          channel: { type: 'channel', required: false },
        },
      },
      private: { shownTo: 'member', options: { on: { type: 'flag', required: true } } },
      cooldown: {
        shownTo: 'member',
        options: {
          questions: { type: 'count', required: false, min: 0, max: 100 },
          seconds: { type: 'count', required: false, min: 1, max: 3600 },
        },
      },
      roles: {
        shownTo: 'member',
        options: {
          change: { type: 'choice', required: true, choices: ['add', 'remove'] },
          role: { type: 'role', required: true },
        },
      },
      reset: { shownTo: 'member', options: {} },
    },
  },
} as const satisfies Readonly<Record<string, CommandDefinition>>;

type Commands = typeof COMMANDS;

/** `command` or `command subcommand`, for everything that a member can have done. */
export type ActionPath = {
  [C in keyof Commands]: Commands[C] extends { subcommands: infer S } ? `${C} ${keyof S & string}` : C;
}[keyof Commands];

type ActionOf<P extends ActionPath> = P extends keyof Commands
  ? Commands[P] extends { action: infer A }
    ? A
    : never
  : P extends `${infer C extends keyof Commands} ${infer S}`
    ? Commands[C] extends { subcommands: infer T }
      ? T[S & keyof T]
      : never
    : never;

interface Values {
  readonly text: string;
  readonly flag: boolean;
  readonly count: number;
  /** Its id. */
  readonly channel: string;
  /** Its id. */
  readonly role: string;
}

type ValueOf<O> = O extends { choices: infer C extends readonly string[] }
  ? C[number]
  : O extends { type: infer T extends keyof Values }
    ? Values[T]
    : never;

/** The values of an action's options; one that was left out is `null`. */
export type OptionsOf<P extends ActionPath> =
  ActionOf<P> extends { options: infer O }
    ? { readonly [K in keyof O]: O[K] extends { required: true } ? ValueOf<O[K]> : ValueOf<O[K]> | null }
    : never;

/** Names of an action's options that are completed while they are typed. */
export type CompletedOption<P extends ActionPath> =
  ActionOf<P> extends { options: infer O }
    ? { [K in keyof O]: O[K] extends { autocomplete: true } ? K : never }[keyof O]
    : never;

type OptionKeys<K extends string, A> = A extends { options: infer O } ? `${K}.${keyof O & string}` : never;

type SubcommandKeys<C extends string, S> = {
  [K in keyof S & string]: `${C}.${K}` | OptionKeys<`${C}.${K}`, S[K]>;
}[keyof S & string];

/** Everything that has a name and a description: commands, and behind dots their subcommands and options. */
export type TextKey = {
  [C in keyof Commands]:
    | C
    | (Commands[C] extends { subcommands: infer S } ? SubcommandKeys<C, S> : never)
    | (Commands[C] extends { action: infer A } ? OptionKeys<C, A> : never);
}[keyof Commands];

type ChoicesOf<K extends string, A> = A extends { options: infer O }
  ? {
      [N in keyof O & string]: O[N] extends { choices: infer C extends readonly string[] }
        ? `${K}.${N}.${C[number]}`
        : never;
    }[keyof O & string]
  : never;

/** Every value that can be chosen for an option, behind the option's key and a dot. */
export type ChoiceKey = {
  [C in keyof Commands]: Commands[C] extends { subcommands: infer S }
    ? { [K in keyof S & string]: ChoicesOf<`${C}.${K}`, S[K]> }[keyof S & string]
    : never;
}[keyof Commands];

/**
 * The action that a path names, with the access that its command needs, or `undefined` where there is none
 * (commands registered by an older version live on in Discord for a while).
 * @param path - `command` or `command subcommand`
 */
export function findAction(
  path: string,
): { path: ActionPath; action: ActionDefinition; access: CommandDefinition['access'] } | undefined {
  const [name = '', subcommand] = path.split(' ');
  const command = (COMMANDS as Readonly<Record<string, CommandDefinition>>)[name];
  const action = subcommand === undefined ? command?.action : command?.subcommands?.[subcommand];
  // Found in the table, so it is one of its paths.
  return command && action && { path: path as ActionPath, action, access: command.access };
}
