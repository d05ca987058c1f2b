import type { SkippedFile } from '../../domain/article.js';
import type { BuildReport, IndexStatus } from '../../domain/build.js';
import type { Progress } from '../../domain/ports.js';
import { indexingMessages } from '../../i18n/indexing.js';
import type { Locale, Localized } from '../../i18n/locale.js';
import { leadingLetters } from './fit.js';
import type { Reply } from './payload.js';
import { bold, plain, type RichText } from './rich-text.js';

const LIST_MAX = 8;
const ENTRY_MAX = 120;
const BAR_WIDTH = 12;
const MEBIBYTE = 1024 * 1024;

/** Who began the rebuild that runs, and when. */
export interface RunningBuild {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/**
 * What is known of the index.
 * @param status - as the application reports it
 * @param building - whether a rebuild runs now
 * @param locale - the reader's language
 */
export function renderStatus(status: IndexStatus, building: boolean, locale: Locale): Reply {
  return {
    lines: [
      bold(indexingMessages.heading[locale]),
      plain(indexingMessages[status.state][locale]),
      ...(building ? [plain(indexingMessages.running[locale])] : []),
      ...facts(status, locale),
      ...list(
        indexingMessages.problems[locale],
        status.problems.map(({ file, problem }) => `${file}: ${problem}`),
        locale,
      ),
      ...skippedList(status.skipped, locale),
    ],
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
      ...skippedList(report.skipped, locale),
    ],
    cards: [],
  };
}

/**
 * Says that a rebuild runs already, and whose it is.
 * @param running - the one that a member began, or `null` for one begun at start-up or in the terminal
 * @param now - milliseconds since the epoch
 * @param locale - the reader's language
 */
export function renderRunning(running: RunningBuild | null, now: number, locale: Locale): Reply {
  const sentence =
    running === null
      ? indexingMessages.runningElsewhere[locale]
      : indexingMessages.runningBy[locale](
          leadingLetters(running.name, ENTRY_MAX),
          Math.floor((now - running.startedAt) / 60_000),
        );
  return { lines: [plain(sentence)], cards: [] };
}

function facts({ manifest, builtAt, bytes }: IndexStatus, locale: Locale): RichText[] {
  if (manifest === null) return [];
  const { counts, model } = manifest;
  const fact = (label: Localized<string>, value: string): RichText =>
    plain(indexingMessages.fact[locale](label[locale], value));
  return [
    fact(indexingMessages.articles, String(counts.articles)),
    fact(indexingMessages.passages, String(counts.passages)),
    fact(indexingMessages.model, leadingLetters(model.id, ENTRY_MAX)),
    ...(builtAt === null ? [] : [fact(indexingMessages.builtAt, builtAt)]),
    fact(indexingMessages.size, `${(bytes / MEBIBYTE).toFixed(1)} MB`),
  ];
}

function skippedList(skipped: readonly SkippedFile[], locale: Locale): RichText[] {
  return list(
    indexingMessages.skipped[locale](skipped.length),
    skipped.map(({ path, reason }) => `${path}: ${reason}`),
    locale,
  );
}

function list(heading: string, entries: readonly string[], locale: Locale): RichText[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, LIST_MAX).map((entry) => plain(`• ${leadingLetters(entry, ENTRY_MAX)}`));
  const more = entries.length - shown.length;
  return [bold(heading), ...shown, ...(more > 0 ? [plain(indexingMessages.more[locale](more))] : [])];
}
