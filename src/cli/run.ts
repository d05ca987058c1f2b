import { Command, CommanderError } from 'commander';
import { maskSecrets } from '../app/secrets.js';
import { describeError, YinjuError } from '../domain/errors.js';
import { helpMessages } from '../i18n/help.js';
import type { Locale } from '../i18n/locale.js';
import { addArticlesCommand, addShowCommand } from './commands/articles.js';
import { addAskCommand } from './commands/ask.js';
import { addChatCommand } from './commands/chat.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addEvalCommand } from './commands/eval.js';
import { addIndexCommand } from './commands/indexing.js';
import { addSearchCommand } from './commands/search.js';
import { addStartCommand } from './commands/start.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { BrokenPipe } from './output.js';
import type { CliParts } from './parts.js';

/** What a command is added with. */
export interface Runner {
  /** Of the help. */
  readonly locale: Locale;
  readonly parts: CliParts;
  /** Makes commander's action of a function that gives the exit code. Options include those of parent commands. */
  readonly run: (
    action: (...values: never[]) => Promise<ExitCode>,
  ) => (...values: unknown[]) => Promise<void>;
}

/**
 * Runs one command line.
 * @param argv - the arguments after the program's name
 * @returns the exit code; never throws, errors are printed to standard error
 */
export async function runCli(argv: readonly string[], parts: CliParts): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram({
    locale: parts.locale,
    parts,
    run:
      (action) =>
      async (...values) => {
        code = await action(...(withAllOptions(values) as never[]));
      },
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return reportFailure(error, parts);
  }
}

function createProgram(runner: Runner): Command {
  const { locale, parts } = runner;
  const { stdout, stderr } = parts.streams;
  const program = new Command('yinju')
    .description(helpMessages.program[locale])
    .version(parts.version, '-V, --version', helpMessages.version[locale])
    .helpCommand(false)
    .addHelpText('after', `\n${helpMessages.exitCodes[locale]}`)
    // Inherited by the commands that are added below.
    .exitOverride()
    .helpOption('-h, --help', helpMessages.help[locale])
    .configureHelp({ styleTitle: (title) => translateTitle(title, locale) })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    });
  for (const add of [
    addStartCommand,
    addAskCommand,
    addChatCommand,
    addSearchCommand,
    addArticlesCommand,
    addShowCommand,
    addIndexCommand,
    addEvalCommand,
    addDoctorCommand,
  ]) {
    add(program, runner);
  }
  return program;
}

/** commander calls an action with its arguments, its own options and the command; a parent may have taken some options. */
function withAllOptions(values: readonly unknown[]): unknown[] {
  const command = values.at(-1);
  if (!(command instanceof Command)) throw new TypeError('An action ends with its command.');
  return [...values.slice(0, -2), command.optsWithGlobals()];
}

const TITLES: ReadonlyMap<string, 'usage' | 'options' | 'commands' | 'arguments'> = new Map([
  ['Usage:', 'usage'],
  ['Options:', 'options'],
  ['Commands:', 'commands'],
  ['Arguments:', 'arguments'],
]);

function translateTitle(title: string, locale: Locale): string {
  const key = TITLES.get(title);
  return key === undefined ? title : helpMessages[key][locale];
}

/** Errors that the caller mends by writing another command line or other settings. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  'invalid-settings',
  'env-file-unreadable',
  'content-folder-missing',
  'nothing-to-evaluate',
  'bad-filter',
]);

function reportFailure(error: unknown, { streams }: CliParts): ExitCode {
  if (error instanceof BrokenPipe) return EXIT.ok;
  // commander has printed its own message already; help and version come this way too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const known = error instanceof YinjuError;
  const message = known || !(error instanceof Error) ? describeError(error) : (error.stack ?? error.message);
  streams.stderr.write(`yinju: ${maskSecrets(message)}\n`);
  return known && USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.failed;
}
