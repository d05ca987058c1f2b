import type { BuildCause } from '../../app/app.js';
import type { WatchState } from '../../app/content-watch.js';
import type { SkippedFile } from '../../domain/article.js';
import type { BuildFailure, BuildReport, IndexStatus } from '../../domain/build.js';
import type { Progress } from '../../domain/ports.js';
import { indexingMessages } from '../../i18n/indexing.js';
import type { Locale, Localized } from '../../i18n/locale.js';
import { failureEntry, problemEntry, skippedEntry } from '../../i18n/troubles.js';
import { LIMITS } from '../limits.js';
import { shorten } from './answer.js';
import { oneLine } from './escape.js';
import { fitEntries, leadingLines } from './listing.js';
import type { Card, Reply } from './payload.js';
import { bold, mention, moment, plain, type RichText } from './rich-text.js';

const LIST_MAX = 8;
const ENTRY_MAX = 120;
/** Markdown that a card of skipped files takes up at most: a card has room for 4096, less what is said below. */
const SKIPPED_MAX = 3800;
const BAR_WIDTH = 12;
const MEBIBYTE = 1024 * 1024;

/** Who began the rebuild that runs, and when. */
export interface RunningBuild {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** What the application knows of its builds. */
export interface BuildHistory {
  /** Whether one runs now. */
  readonly building: boolean;
  readonly buildCause: BuildCause | null;
  /** How changed articles are noticed. */
  readonly watching: WatchState;
  /** The newest first. */
  readonly buildFailures: readonly BuildFailure[];
}

/**
 * What is known of the index.
 * @param status - as the application reports it
 * @param history - whether a rebuild runs now, and which have failed of late
 * @param locale - the reader's language
 */
export function renderStatus(status: IndexStatus, history: BuildHistory, locale: Locale): Reply {
  return {
    lines: [
      bold(indexingMessages.heading[locale]),
      plain(indexingMessages[status.state][locale]),
      ...(history.building ? [plain(runningSentence(history, locale))] : []),
      ...facts(status, locale),
      plain(
        indexingMessages.fact[locale](
          indexingMessages.changes[locale],
          indexingMessages[`watch-${history.watching}`][locale],
        ),
      ),
      ...list(indexingMessages.problems[locale], problemsOf(status, locale), locale),
      ...failureList(history.buildFailures, locale),
    ],
    ...skippedFiles(status.skipped, locale),
  };
}

/**
 * Whether the stored index is sound, after every file was read.
 * @param status - with all checks done
 * @param locale - the reader's language
 */
export function renderVerified(status: IndexStatus, locale: Locale): Reply {
  const problems = problemsOf(status, locale);
  if (status.state === 'missing') return { lines: [plain(indexingMessages.missing[locale])], cards: [] };
  return {
    lines:
      status.state === 'ready' && problems.length === 0
        ? [plain(indexingMessages.sound[locale]), ...facts(status, locale)]
        : list(indexingMessages.unsound[locale](problems.length), problems, locale),
    cards: [],
  };
}

/**
 * How far a rebuild is.
 * @param progress - of the phase that runs; `null` before the first
 * @param locale - the reader's language
 */
export function renderProgress(progress: Progress | null, locale: Locale): Reply {
  const lines = [bold(indexingMessages.rebuilding[locale])];
  if (progress !== null) {
    const { phase, done, total } = progress;
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const filled = Math.round(share * BAR_WIDTH);
    const bar = '▰'.repeat(filled) + '▱'.repeat(BAR_WIDTH - filled);
    lines.push(plain(`${bar} ${indexingMessages[`phase-${phase}`][locale]} ${done} / ${total}`));
  }
  return { lines, cards: [] };
}

/**
 * What a rebuild did, with the files that it skipped.
 * @param report - of the build
 * @param locale - the reader's language
 */
export function renderReport(report: BuildReport, locale: Locale): Reply {
  const { articles, passages, embedded, reused, removed } = report;
  const seconds = Math.round(report.seconds * 10) / 10;
  return {
    lines: [
      plain(indexingMessages.done[locale](articles, passages, seconds)),
      plain(
        report.changed
          ? indexingMessages.work[locale](embedded, reused, removed)
          : indexingMessages.unchanged[locale],
      ),
    ],
    ...skippedFiles(report.skipped, locale),
  };
}

/**
 * Says who has ended a rebuild.
 * @param userId - of the member
 * @param locale - the reader's language
 */
export function renderCancelled(userId: string, locale: Locale): Reply {
  const { cancelledBy, cancelledEnd } = indexingMessages;
  const line = [...plain(cancelledBy[locale]), mention('user', userId), ...plain(cancelledEnd[locale])];
  return { lines: [line], cards: [] };
}

/**
 * Says that a rebuild runs already, and whose it is.
 * @param running - the one that a member began, or why another one runs (`null`: another process does it)
 * @param now - milliseconds since the epoch
 * @param locale - the reader's language
 */
export function renderRunning(running: RunningBuild | BuildCause | null, now: number, locale: Locale): Reply {
  const sentence =
    running === null || typeof running === 'string'
      ? indexingMessages[running === 'content-change' ? 'runningForChange' : 'runningElsewhere'][locale]
      : indexingMessages.runningBy[locale](
          shorten(running.name, ENTRY_MAX),
          Math.floor((now - running.startedAt) / 60_000),
        );
  return { lines: [plain(sentence)], cards: [] };
}

function runningSentence({ buildCause }: BuildHistory, locale: Locale): string {
  return indexingMessages[buildCause === 'content-change' ? 'updating' : 'running'][locale];
}

function facts({ manifest, builtAt, bytes }: IndexStatus, locale: Locale): RichText[] {
  if (manifest === null) return [];
  const { counts, model } = manifest;
  const fact = (label: Localized<string>, value: string): RichText =>
    plain(indexingMessages.fact[locale](label[locale], value));
  return [
    fact(indexingMessages.articles, String(counts.articles)),
    fact(indexingMessages.passages, String(counts.passages)),
    fact(indexingMessages.model, shorten(model.id, ENTRY_MAX)),
    ...(builtAt === null ? [] : [fact(indexingMessages.builtAt, builtAt)]),
    fact(indexingMessages.size, `${(bytes / MEBIBYTE).toFixed(1)} MB`),
  ];
}

function problemsOf({ problems }: IndexStatus, locale: Locale): string[] {
  return problems.map((problem) => problemEntry(problem, locale));
}

function failureList(failures: readonly BuildFailure[], locale: Locale): RichText[] {
  if (failures.length === 0) return [];
  const entries = failures.map((failure) => [
    ...plain('• '),
    moment(Date.parse(failure.at)),
    ...plain(` · ${shorten(failureEntry(failure, locale), ENTRY_MAX)}`),
  ]);
  return [bold(indexingMessages.failures[locale]), ...entries];
}

/** As many as fit on a card; where that is not all of them, all are in a file, or as many as it has room for. */
function skippedFiles(skipped: readonly SkippedFile[], locale: Locale): Pick<Reply, 'cards' | 'file'> {
  if (skipped.length === 0) return { cards: [] };
  const entries = skipped.map((file) => oneLine(skippedEntry(file, locale)));
  const shown = fitEntries(entries, SKIPPED_MAX);
  const more = entries.length - shown.length;
  const { text, lines } = leadingLines(entries, LIMITS.fileBytes);
  const attached =
    lines === entries.length
      ? indexingMessages.wholeList[locale]
      : indexingMessages.partOfList[locale](lines);
  const below = `${indexingMessages.more[locale](more)} ${attached}`;
  const card: Card = {
    title: indexingMessages.skipped[locale](skipped.length),
    url: null,
    body: plain([...shown, ...(more > 0 ? [below] : [])].join('\n')),
    notes: [],
  };
  return { cards: [card], file: more > 0 ? { name: 'skipped-files.txt', text } : null };
}

function list(heading: string, entries: readonly string[], locale: Locale): RichText[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, LIST_MAX).map((entry) => plain(`• ${shorten(entry, ENTRY_MAX)}`));
  const more = entries.length - shown.length;
  return [bold(heading), ...shown, ...(more > 0 ? [plain(indexingMessages.more[locale](more))] : [])];
}
