import { type Command, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../app/today.js';
import { helpMessages } from '../i18n/help.js';
import type { Locale } from '../i18n/locale.js';

/** Adds `--content` and `--index`. */
export function addFolderOptions(command: Command, locale: Locale): Command {
  return command
    .addOption(folderOption('--content <DIR>', helpMessages.content[locale]))
    .addOption(folderOption('--index <DIR>', helpMessages.index[locale]));
}

/** An empty value, as an unset shell variable gives it, would be the current folder with all that is in it. */
function folderOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value) => {
    if (value.trim() === '') throw new InvalidArgumentError('It must be the path of a folder.');
    return value;
  });
}

/** Adds `--content`, `--index` and `--no-refresh`. */
export function addServingOptions(command: Command, locale: Locale): Command {
  return addFolderOptions(command, locale).option('--no-refresh', helpMessages.noRefresh[locale]);
}

/** `--json`. */
export function jsonOption(locale: Locale): Option {
  return new Option('--json', helpMessages.json[locale]);
}

/** `--limit N`: a whole number from 1 to `max`. */
export function limitOption(description: string, max: number): Option {
  return wholeNumberOption('--limit <N>', description, { min: 1, max });
}

/** An option whose value is a whole number from `min` to `max`. */
export function wholeNumberOption(
  flags: string,
  description: string,
  { min, max }: { readonly min: number; readonly max: number },
): Option {
  return new Option(flags, description).argParser((value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (!(number >= min && number <= max)) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return number;
  });
}

/** An option whose value is a number from 0 to 1. */
export function shareOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value) => {
    const number = /^\d(\.\d{1,9})?$/.test(value) ? Number(value) : NaN;
    if (!(number <= 1)) throw new InvalidArgumentError('It must be a number from 0 to 1, such as 0.2.');
    return number;
  });
}

/** `--today DATE`: a day of the calendar. */
export function todayOption(locale: Locale): Option {
  return new Option('--today <DATE>', helpMessages.today[locale]).argParser((value) => {
    if (!isDay(value)) throw new InvalidArgumentError('It must be a day such as 2025-09-01.');
    return value;
  });
}
