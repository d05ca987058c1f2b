import type { Command } from 'commander';
import { dayIn } from '../app/today.js';
import { YinjuError } from '../domain/errors.js';
import type { ArticleFilter } from '../domain/filter.js';
import { filterLine, filterProblemSentence } from '../i18n/filters.js';
import { helpMessages } from '../i18n/help.js';
import type { Locale } from '../i18n/locale.js';
import { readFilter } from '../retrieval/filter-words.js';
import type { Session } from './session.js';
import { printableLine } from './terminal-text.js';

/** Values of `--since`, `--until` and `--publisher`, as they are written. */
export interface FilterOptions {
  readonly since?: string;
  readonly until?: string;
  readonly publisher?: string;
  /** The day that relative dates are relative to, `YYYY-MM-DD`. Default: today in the configured time zone. */
  readonly today?: string;
}

/** Adds `--since`, `--until` and `--publisher`. */
export function addFilterOptions(command: Command, locale: Locale): Command {
  return command
    .option('--since <DATE>', helpMessages.since[locale])
    .option('--until <DATE>', helpMessages.until[locale])
    .option('--publisher <NAME>', helpMessages.publisher[locale]);
}

/**
 * Reads the options, and says on standard error how they are understood. To be called before the index is brought up
 * to date: a slip must not cost a build.
 * @returns `undefined` where nothing is restricted
 * @throws {@link YinjuError} `bad-filter`
 */
export function readFilterOptions(
  { settings, locale, output }: Session,
  options: FilterOptions,
): ArticleFilter | undefined {
  const { filter, problem } = readFilter(options, options.today ?? dayIn(settings.timeZone));
  if (problem !== null) {
    const message = printableLine(filterProblemSentence(problem, locale));
    throw new YinjuError({ part: 'cli', code: 'bad-filter', message });
  }
  const line = printableLine(filterLine(filter, locale));
  if (line !== '') output.note(output.paintNote.faint(line));
  return filter;
}
